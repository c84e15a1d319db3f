package org.normscope.view.normalize;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.normalize.Catalogue;
import org.normscope.state.normalize.BatchDrift;
import org.normscope.view.control.Drawing;
import org.normscope.view.control.Figures;

/** How far the active picture's result moves as its batch grows: one line for each normalization, named at its end. */
final class DriftCurve extends Drawing {
    private static final double HEIGHT = 120, LEFT = 34, RIGHT = 30, BOTTOM = 18, TOP = 8;

    private @Nullable BatchDrift drift;

    DriftCurve() {
        super("drift");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
    }

    void show(@Nullable BatchDrift next) {
        drift = next;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (drift == null || drift.curves().isEmpty()) return;
        int longest = drift.curves().stream().mapToInt(curve -> curve.values().size()).max().orElse(1);
        double top = step(drift.curves().stream().flatMap(curve -> curve.values().stream())
            .mapToDouble(v -> v).max().orElse(0));
        axes(g, width, height, longest, top);
        Color[] inks = {ink(Ink.ACCENT), ink(Ink.DATA), ink(Ink.MUTED), ink(Ink.TEXT)};
        for (int i = 0; i < drift.curves().size(); i++) {
            BatchDrift.Curve curve = drift.curves().get(i);
            g.setStroke(inks[i % inks.length]);
            g.setFill(inks[i % inks.length]);
            line(g, curve.values(), longest, top, width, height);
            g.setTextAlign(TextAlignment.LEFT);
            g.setTextBaseline(VPos.CENTER);
            int last = curve.values().size() - 1;
            g.fillText(Catalogue.entry(curve.id()).shortName(), x(last, longest, width) + 7,
                y(curve.values().get(last), top, height));
        }
    }

    /** The next of 1, 2, 2.5, 5, 10, ... above: the upper end of the axis. */
    private static double step(double largest) {
        if (!(largest > 0)) return 1;
        double decade = Math.pow(10, Math.floor(Math.log10(largest)));
        for (double factor : new double[] {1, 2, 2.5, 5}) if (largest <= factor * decade) return factor * decade;
        return 10 * decade;
    }

    private static double x(int batch, int longest, double width) {
        return LEFT + (longest < 2 ? 0 : (width - LEFT - RIGHT) * batch / (longest - 1));
    }

    private static double y(double value, double top, double height) {
        return height - BOTTOM - (height - BOTTOM - TOP) * Math.min(1, value / top);
    }

    private void axes(GraphicsContext g, double width, double height, int longest, double top) {
        g.setFont(Font.font(Figures.FONT, 11));
        g.setLineWidth(1);
        for (double share : new double[] {0, 0.5, 1}) {
            double y = Math.round(y(share * top, top, height)) + 0.5;
            g.setStroke(ink(Ink.LINE, share == 0 ? 1 : 0.5));
            g.strokeLine(LEFT, y, width - RIGHT, y);
            g.setFill(ink(Ink.MUTED));
            g.setTextAlign(TextAlignment.RIGHT);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(Figures.brief(share * top), LEFT - 6, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.BOTTOM);
        for (int batch = 0; batch < longest; batch++) {
            g.fillText(String.valueOf(batch + 1), x(batch, longest, width), height);
        }
    }

    private void line(GraphicsContext g, List<Double> values, int longest, double top, double width, double height) {
        g.setLineWidth(2);
        g.beginPath();
        for (int i = 0; i < values.size(); i++) g.lineTo(x(i, longest, width), y(values.get(i), top, height));
        g.stroke();
        for (int i = 0; i < values.size(); i++) {
            g.fillOval(x(i, longest, width) - 2.5, y(values.get(i), top, height) - 2.5, 5, 5);
        }
    }
}
