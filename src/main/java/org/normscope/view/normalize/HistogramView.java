package org.normscope.view.normalize;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.color.Scale;
import org.normscope.stats.Histogram;
import org.normscope.view.control.Drawing;
import org.normscope.view.control.Figures;

/**
 * The values of a pane: how many there are of each, above a strip with the colour that each has in the maps. The values
 * under the strip are those of the colour scale's ends, and zero.
 */
public final class HistogramView extends Drawing {
    private static final double STRIP = 5, LETTERS = 13;

    private record Shown(Histogram histogram, Scale scale) {
        /** All values of the histogram and of the scale have a place. */
        double low() {
            return Math.min(histogram.low(), scale.low());
        }

        double high() {
            return Math.max(histogram.high(), scale.high());
        }

        double x(double value, double width) {
            return high() > low() ? (value - low()) / (high() - low()) * width : width / 2;
        }
    }

    private @Nullable Shown shown;

    public HistogramView() {
        super("histogram");
        setMinSize(60, 30);
    }

    public void show(Histogram nextHistogram, Scale nextScale) {
        shown = new Shown(nextHistogram, nextScale);
        redraw();
    }

    /** Whether no bar between two places reaches into so much of the height from above. */
    boolean clear(double left, double right, double tall) {
        if (shown == null) return true;
        Histogram histogram = shown.histogram;
        double floor = Math.floor(getHeight() - STRIP - LETTERS);
        int[] counts = histogram.counts();
        for (int i = 0; i < counts.length; i++) {
            if (shown.x(histogram.low() + (i + 1) * step(histogram), getWidth()) > left
                && shown.x(histogram.low() + i * step(histogram), getWidth()) < right
                && floor - tall(histogram, i, floor) - 1 < tall) return false;
        }
        return true;
    }

    private static double step(Histogram histogram) {
        return (histogram.high() - histogram.low()) / histogram.counts().length;
    }

    /** Of a bar; none for a value that is not there. */
    private static double tall(Histogram histogram, int bar, double floor) {
        int count = histogram.counts()[bar];
        return count == 0 ? 0
            : Math.max(0.75, count / (double) Math.max(1, histogram.fullest()) * (floor - 2));
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (shown == null) return;
        double floor = Math.floor(height - STRIP - LETTERS);
        bars(g, shown, width, floor);
        strip(g, shown, width, floor);
        zero(g, shown, width, floor);
        values(g, shown, width, height);
    }

    private void bars(GraphicsContext g, Shown of, double width, double floor) {
        g.setFill(ink(Ink.DATA));
        Histogram histogram = of.histogram;
        int[] counts = histogram.counts();
        double wide = step(histogram);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) continue;
            double x0 = of.x(histogram.low() + i * wide, width), x1 = of.x(histogram.low() + (i + 1) * wide, width);
            double tall = tall(histogram, i, floor);
            g.fillRect(x0, floor - tall - 1, Math.max(1, x1 - x0 - (x1 - x0 > 3 ? 1 : 0)), tall);
        }
    }

    private void strip(GraphicsContext g, Shown of, double width, double floor) {
        Scale scale = of.scale;
        int[] table = scale.map().table();
        for (int x = 0; x < width; x++) {
            double value = of.low() + (x + 0.5) / width * (of.high() - of.low());
            double share = scale.high() > scale.low() ? (value - scale.low()) / (scale.high() - scale.low()) : 0.5;
            g.setFill(color(table[(int) Math.max(0, Math.min(table.length - 1, share * table.length))]));
            g.fillRect(x, floor, 1, STRIP);
        }
        g.setStroke(ink(Ink.LINE));
        g.setLineWidth(1);
        g.strokeRect(0.5, floor + 0.5, width - 1, STRIP - 1);
    }

    private void zero(GraphicsContext g, Shown of, double width, double floor) {
        if (of.low() > 0 || of.high() < 0) return;
        g.setStroke(ink(Ink.MUTED, 0.7));
        g.setLineWidth(1);
        double x = Math.min(width - 0.5, Math.floor(of.x(0, width)) + 0.5);
        g.strokeLine(x, 0, x, floor + STRIP + 1);
    }

    /** The ends of the scale, pushed apart where they are too near, and zero where there is room between them. */
    private void values(GraphicsContext g, Shown of, double width, double height) {
        g.setFill(ink(Ink.MUTED));
        g.setFont(Font.font(Figures.FONT, 11));
        g.setTextBaseline(VPos.BOTTOM);
        g.setTextAlign(TextAlignment.CENTER);
        String low = Figures.brief(of.scale.low()), high = Figures.brief(of.scale.high());
        double halfLow = low.length() * 3.1, halfHigh = high.length() * 3.1, apart = halfLow + halfHigh + 8;
        double xLow = inside(of.x(of.scale.low(), width), halfLow, width),
            xHigh = inside(of.x(of.scale.high(), width), halfHigh, width);
        double push = Math.max(0, apart - (xHigh - xLow)) / 2;
        g.fillText(low, xLow - push, height + 1);
        g.fillText(high, xHigh + push, height + 1);
        double x = of.x(0, width);
        boolean room = push == 0 && x - xLow > halfLow + 8 && xHigh - x > halfHigh + 8;
        if (room) g.fillText("0", x, height + 1);
    }

    private static double inside(double x, double half, double width) {
        return Math.max(half, Math.min(width - half, x));
    }

    private static Color color(int argb) {
        return Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255);
    }
}
