package org.normscope.flow;

import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;

/** Draws where a unit looks: the heat of what it sees in the dashed box of all it could see, over the picture. */
public final class FieldPicture {
    /** The box is so much of the side, what surrounds it the rest. */
    private static final double BOX = .72;
    private static final double DIMMED = .4;
    private static final int BEYOND = 0xFF4A525E, RING = 0xFFFF9D3B, DASH = 0xFFFFFFFF;
    private static final int[] WARM = {255, 196, 110};
    private static final double DASHES = 6;

    private FieldPicture() { }

    /**
     * A square.
     *
     * @param picture whole, opaque
     * @param field   where the unit's field lies in it, padding included
     * @param side    pixels of the square
     */
    public static Pixels of(Pixels picture, Placement field, FieldHeat heat, int side) {
        double span = Math.max(field.width(), field.height()) / BOX;
        double left = field.x() + field.width() / 2 - span / 2, top = field.y() + field.height() / 2 - span / 2;
        Pixels around = Resampling.resample(picture, new Placement(left, top, span, span), side, side, BEYOND);
        int[] argb = new int[side * side];
        double scale = side / span, cell = field.width() * scale / heat.map().shape().w();
        double boxX = (field.x() - left) * scale, boxY = (field.y() - top) * scale;
        float hottest = 0;
        for (float one : heat.map().data()) hottest = Math.max(hottest, one);
        for (int i = 0; i < argb.length; i++) {
            double x = i % side + .5, y = i / side + .5;
            argb[i] = glowing(around.argb()[i], hottest == 0 ? 0
                : Math.sqrt(at(heat, (x - boxX) / cell, (y - boxY) / cell) / hottest));
        }
        Pixels drawn = new Pixels(side, side, argb);
        box(drawn, boxX, boxY, field.width() * scale, field.height() * scale);
        if (heat.radius() > 0) ring(drawn, boxX + heat.x() * cell, boxY + heat.y() * cell, heat.radius() * cell);
        return drawn;
    }

    /** Between the cells, so that a small field is no mosaic. */
    private static double at(FieldHeat heat, double x, double y) {
        int width = heat.map().shape().w(), height = heat.map().shape().h();
        if (x < 0 || y < 0 || x > width || y > height) return 0;
        double column = Math.max(0, Math.min(width - 1, x - .5)), row = Math.max(0, Math.min(height - 1, y - .5));
        int left = (int) column, above = (int) row, right = Math.min(width - 1, left + 1),
            below = Math.min(height - 1, above + 1);
        float[] map = heat.map().data();
        double upper = map[above * width + left] * (1 - column + left) + map[above * width + right] * (column - left);
        double lower = map[below * width + left] * (1 - column + left) + map[below * width + right] * (column - left);
        return upper * (1 - row + above) + lower * (row - above);
    }

    private static int glowing(int pixel, double heat) {
        int grey = ((pixel >> 16 & 255) * 3 + (pixel >> 8 & 255) * 6 + (pixel & 255)) / 10;
        int mixed = 0xFF << 24;
        for (int colour = 0; colour < 3; colour++) {
            double own = DIMMED * (.5 * grey + .5 * (pixel >> 16 - 8 * colour & 255));
            mixed |= (int) Math.round(own * (1 - heat) + WARM[colour] * heat) << 16 - 8 * colour;
        }
        return mixed;
    }

    private static void box(Pixels drawn, double x, double y, double width, double height) {
        for (double along = 0; along < width; along += .5) {
            if (along % (2 * DASHES) > DASHES) continue;
            dot(drawn, x + along, y, DASH);
            dot(drawn, x + along, y + height, DASH);
        }
        for (double along = 0; along < height; along += .5) {
            if (along % (2 * DASHES) > DASHES) continue;
            dot(drawn, x, y + along, DASH);
            dot(drawn, x + width, y + along, DASH);
        }
    }

    private static void ring(Pixels drawn, double x, double y, double radius) {
        int steps = (int) (16 * radius) + 32;
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps;
            dot(drawn, x + radius * Math.cos(angle), y + radius * Math.sin(angle), RING);
        }
    }

    private static void dot(Pixels drawn, double x, double y, int colour) {
        for (int row = (int) Math.round(y) - 1; row <= Math.round(y); row++) {
            for (int column = (int) Math.round(x) - 1; column <= Math.round(x); column++) {
                if (row >= 0 && column >= 0 && row < drawn.height() && column < drawn.width()) {
                    drawn.argb()[row * drawn.width() + column] = colour;
                }
            }
        }
    }
}
