package org.normscope.view.transfer;

import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.state.transfer.LogScale;
import org.normscope.state.transfer.Smoothness;
import org.normscope.transfer.LossProbe;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Texts;

/** Over the steps of training: the losses met along the gradient as bands; how far the gradient turns as lines. */
final class SmoothChart extends WordedDrawing {
    private static final double LEFT = 40, GAP = 14, TOP = 34, FOOT = 16, LEAST = 90;

    private final Texts texts;
    private @Nullable Smoothness smooth;

    SmoothChart(Texts texts) {
        super("smooth-chart");
        this.texts = texts;
        setMinHeight(LEAST);
        setMinWidth(0);
    }

    void show(@Nullable Smoothness next) {
        smooth = next;
        setAccessibleText(texts.now("transfer.finding.SMOOTH") + (next == null || next.normed().isEmpty() ? ""
            : " " + answer(next, texts)));
        redraw();
    }

    /** What it shows, in a sentence. */
    static String answer(Smoothness smooth, Texts texts) {
        String rate = Figures.brief(smooth.rate()), lost = Figures.brief(smooth.lost());
        if (smooth.plain().size() < smooth.normed().size()) return texts.now("transfer.smooth.lost", lost);
        String gain = Figures.brief(smooth.gain());
        return Double.isNaN(smooth.lost()) ? texts.now("transfer.smooth.gain", rate, gain)
            : texts.now("transfer.smooth.lower", lost, rate, gain);
    }

    @Override
    protected void drawn(GraphicsContext g, double width, double height) {
        Smoothness now = smooth;
        if (now == null) return;
        g.setFont(letters(11));
        g.setTextBaseline(VPos.CENTER);
        double half = (width - GAP) / 2;
        panel(g, now, 0, half, height, texts.now("transfer.smooth.loss"), LossProbe.Reading::least,
            LossProbe.Reading::most);
        panel(g, now, half + GAP, half, height, texts.now("transfer.smooth.turn"), LossProbe.Reading::turn,
            LossProbe.Reading::turn);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(ink(Ink.DATA));
        g.fillText(texts.now("transfer.smooth.with"), 0, 22, half);
        g.setFill(ink(Ink.ACCENT));
        g.fillText(texts.now("transfer.smooth.without"), half + GAP, 22, half);
    }

    private void panel(GraphicsContext g, Smoothness now, double left, double width, double height, String title,
                       ToDoubleFunction<LossProbe.Reading> least, ToDoubleFunction<LossProbe.Reading> most) {
        LogScale scale = now.scale(List.of(least, most));
        int steps = Math.max(2, Math.max(now.normed().size(), now.plain().size()));
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(ink(Ink.TEXT));
        g.fillText(title, left, 7, width);
        for (double tick : scale.ticks(2)) {
            double y = Math.round(y(tick, scale, height)) + .5;
            g.setStroke(ink(Ink.LINE));
            g.strokeLine(left + LEFT, y, left + width, y);
            g.setFill(ink(Ink.MUTED));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(Figures.brief(tick), left + LEFT - 6, y, LEFT - 8);
        }
        band(g, now.plain(), Ink.ACCENT, least, most, left, width, height, scale, steps);
        band(g, now.normed(), Ink.DATA, least, most, left, width, height, scale, steps);
    }

    private void band(GraphicsContext g, List<LossProbe.Reading> readings, Ink ink,
                      ToDoubleFunction<LossProbe.Reading> least, ToDoubleFunction<LossProbe.Reading> most, double left,
                      double width, double height, LogScale scale, int steps) {
        int count = readings.size();
        double[] x = new double[2 * count], y = new double[2 * count];
        for (int i = 0; i < count; i++) {
            x[i] = x[2 * count - 1 - i] = left + LEFT + (width - LEFT) * i / (steps - 1);
            y[i] = y(most.applyAsDouble(readings.get(i)), scale, height);
            y[2 * count - 1 - i] = y(least.applyAsDouble(readings.get(i)), scale, height);
        }
        g.setFill(ink(ink, .3));
        g.fillPolygon(x, y, 2 * count);
        g.setStroke(ink(ink));
        g.setLineWidth(1.5);
        g.strokePolyline(x, y, count);
        g.setLineWidth(1);
    }

    private static double y(double value, LogScale scale, double height) {
        return height - FOOT - (height - TOP - FOOT) * scale.share(value);
    }
}
