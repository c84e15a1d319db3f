package org.normscope.view.normalize;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Curves;
import org.normscope.view.control.Drawing;
import org.normscope.view.control.Figures;

/** The class's probability while cells are taken away, in the data's colour, and while they are put back. */
final class TrustCurves extends Drawing {
    private static final double HEIGHT = 150, LEFT = 34, RIGHT = 10, BOTTOM = 18, TOP = 8;

    private @Nullable Curves curves;

    TrustCurves() {
        super("drift");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
    }

    void show(Curves next) {
        curves = next;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (curves == null) return;
        g.setFont(Font.font(Figures.FONT, 11));
        g.setLineWidth(1);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        for (double share : new double[] {0, .5, 1}) {
            double y = Math.round(y(share, height)) + .5;
            g.setStroke(ink(Ink.LINE, share == 0 ? 1 : .5));
            g.strokeLine(LEFT, y, width - RIGHT, y);
            g.setFill(ink(Ink.MUTED));
            g.fillText(Figures.brief(share), LEFT - 6, y);
        }
        g.setTextBaseline(VPos.BOTTOM);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText("0 %", LEFT, height);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText("100 %", width - RIGHT, height);
        line(g, curves.deletion(), ink(Ink.DATA), width, height);
        line(g, curves.insertion(), ink(Ink.ACCENT), width, height);
    }

    private static double y(double share, double height) {
        return height - BOTTOM - (height - BOTTOM - TOP) * Math.max(0, Math.min(1, share));
    }

    private static void line(GraphicsContext g, double[] values, Color ink, double width, double height) {
        g.setStroke(ink);
        g.setLineWidth(2);
        g.beginPath();
        for (int i = 0; i < values.length; i++) {
            g.lineTo(LEFT + (width - LEFT - RIGHT) * i / (values.length - 1), y(values[i], height));
        }
        g.stroke();
        g.setLineWidth(1);
    }
}
