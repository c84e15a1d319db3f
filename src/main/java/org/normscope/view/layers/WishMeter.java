package org.normscope.view.layers;

import javafx.scene.canvas.GraphicsContext;
import org.normscope.view.control.Drawing;

/** How a wish's activation compares with the highest of a real picture, which is the stroke. */
final class WishMeter extends Drawing {
    private static final double BAR = 7;

    private double share;

    WishMeter() {
        super("wish-meter");
        setMinHeight(16);
        setPrefHeight(16);
    }

    /** @param next of the strongest patch, as an activation; beyond 1 the stroke moves left */
    void show(double next) {
        share = Double.isFinite(next) ? Math.max(0, next) : 0;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        double whole = width - 2, real = share <= 1 ? whole : whole / share, top = (height - BAR) / 2;
        g.setFill(ink(Ink.LINE));
        g.fillRoundRect(0, top, whole, BAR, BAR, BAR);
        g.setFill(ink(Ink.ACCENT));
        g.fillRoundRect(0, top, Math.min(whole, share * real), BAR, BAR, BAR);
        g.setFill(ink(Ink.TEXT));
        g.fillRect(real, 0, 2, height);
    }
}
