package org.normscope.view.transfer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.normscope.view.control.Figures;

/** Shares as bars side by side. Names stand below where all have room, else those of strong bars above. */
final class BarChart extends WordedDrawing {
    private static final double LEFT = 44, RIGHT = 12, TOP = 20, FOOT = 22, LEAST = 90, NAMED = 44, WIDEST = 90;

    /**
     * One bar.
     *
     * @param value  NaN where there is none
     * @param strong whether it stands out
     */
    record Bar(String name, double value, boolean strong) { }

    private final boolean diagonal;
    private List<Bar> bars = List.of();

    /** @param diagonal whether a line says where each bar should end, from nothing to all */
    BarChart(boolean diagonal) {
        super("bars-chart");
        this.diagonal = diagonal;
        setMinHeight(LEAST);
        setMinWidth(0);
    }

    /** @param about what is shown, for who cannot see it */
    void show(List<Bar> next, String about) {
        bars = List.copyOf(next);
        setAccessibleText(about + ": " + bars.stream().filter(bar -> !Double.isNaN(bar.value()))
            .map(bar -> bar.name() + " " + Figures.percent(bar.value())).collect(Collectors.joining(", ")));
        redraw();
    }

    private double most() {
        double most = bars.stream().mapToDouble(Bar::value).filter(value -> !Double.isNaN(value)).max().orElse(1);
        return diagonal || most > .4 && most <= 1 ? 1 : Math.max(.01, most * 1.1);
    }

    @Override
    protected void drawn(GraphicsContext g, double width, double height) {
        if (bars.isEmpty()) return;
        double most = most(), across = (width - LEFT - RIGHT) / bars.size(), room = height - TOP - FOOT;
        g.setFont(letters(11));
        g.setTextBaseline(VPos.CENTER);
        for (int half = 0; half <= 2; half++) {
            double y = Math.round(height - FOOT - room * half / 2) + .5;
            g.setStroke(ink(Ink.LINE));
            g.strokeLine(LEFT, y, width - RIGHT, y);
            g.setFill(ink(Ink.MUTED));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(Figures.percent(most * half / 2), LEFT - 6, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        boolean below = bars.stream().allMatch(bar -> width(bar.name(), g.getFont()) <= across - 4);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            if (Double.isNaN(bar.value())) continue;
            double wide = Math.min(WIDEST, Math.max(1, across * .7)), middle = LEFT + (i + .5) * across,
                high = room * Math.min(1, bar.value() / most);
            g.setFill(ink(bar.strong() ? Ink.ACCENT : Ink.DATA));
            g.fillRect(middle - wide / 2, height - FOOT - high, wide, Math.max(1, high));
            if (across >= NAMED || bar.strong()) named(g, bar, middle, below, width, height - FOOT - high);
            if (below) {
                g.setFill(ink(Ink.MUTED));
                g.fillText(bar.name(), middle, height - FOOT / 2);
            }
        }
        if (!diagonal) return;
        g.setStroke(ink(Ink.MUTED));
        g.setLineDashes(4, 4);
        g.strokeLine(LEFT, height - FOOT, width - RIGHT, TOP);
        g.setLineDashes();
    }

    /** The value above the bar, with the name where that does not stand below. */
    private void named(GraphicsContext g, Bar bar, double middle, boolean below, double width, double top) {
        String value = String.format(Locale.ROOT, bar.value() < .1 ? "%.1f" : "%.0f", 100 * bar.value());
        boolean alone = !below && bar.strong() && width(bar.name() + " " + value, g.getFont()) <= width / 2 - LEFT;
        g.setFill(ink(bar.strong() ? Ink.ACCENT : Ink.TEXT));
        boolean right = alone && middle > (LEFT + width - RIGHT) / 2;
        if (alone) g.setTextAlign(right ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.fillText(alone ? bar.name() + " " + value : value, middle, Math.max(7, top - 8),
            width / 2 - LEFT);
        g.setTextAlign(TextAlignment.CENTER);
    }

    private static double width(String words, Font font) {
        Text text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }
}
