package org.normscope.flow;

import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;

/** Draws where a unit looks: the heat of what it sees in the dashed box of all it could see, over the picture. */
public final class FieldPicture {
    /** The box is so much of the side, what surrounds it the rest. */
    private static final double BOX = .72;
    private static final double DIMMED = .4;
    private static final int BEYOND = 0xFF4A525E, RING = 0xFFFF9D3B, DASH = 0xFFFFFFFF, GAP = 0xFF14181E;
    private static final int[] WARM = {255, 196, 110};
    /** Dashes and their gaps, lines: so many fill the side. Thinner, they are lost where the picture is shown small. */
    private static final int DASHES = 35, LINES = 105;

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
        Placement box = new Placement(boxX, boxY, field.width() * scale, field.height() * scale);
        if (heat.radius() > 0) ring(drawn, box, boxX + heat.x() * cell, boxY + heat.y() * cell, heat.radius() * cell);
        box(drawn, box);
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

    private static void box(Pixels drawn, Placement box) {
        double dash = (double) drawn.width() / DASHES, right = box.x() + box.width(), bottom = box.y() + box.height();
        for (double along = 0; along < Math.max(box.width(), box.height()); along += .5) {
            int colour = along % (2 * dash) > dash ? GAP : DASH;
            double x = box.x() + along, y = box.y() + along;
            if (x < right) {
                dot(drawn, x, box.y(), colour);
                dot(drawn, x, bottom, colour);
            }
            if (y < bottom) {
                dot(drawn, box.x(), y, colour);
                dot(drawn, right, y, colour);
            }
        }
    }

    /** What of it lies in the box: beyond that the unit sees nothing. */
    private static void ring(Pixels drawn, Placement box, double x, double y, double radius) {
        int steps = (int) (16 * radius) + 32;
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps, column = x + radius * Math.cos(angle),
                row = y + radius * Math.sin(angle);
            if (box.across(column) >= 0 && box.across(column) <= 1 && box.down(row) >= 0 && box.down(row) <= 1) {
                dot(drawn, column, row, RING);
            }
        }
    }

    private static void dot(Pixels drawn, double x, double y, int colour) {
        int thick = Math.max(2, drawn.width() / LINES), left = (int) Math.round(x) - thick / 2,
            top = (int) Math.round(y) - thick / 2;
        for (int row = Math.max(0, top); row < Math.min(drawn.height(), top + thick); row++) {
            for (int column = Math.max(0, left); column < Math.min(drawn.width(), left + thick); column++) {
                drawn.argb()[row * drawn.width() + column] = colour;
            }
        }
    }
}
