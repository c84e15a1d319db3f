package org.normscope.transfer;

import java.util.function.IntUnaryOperator;
import org.normscope.image.Paper;

/**
 * A line on paper with the spread around it, through points from left to right.
 *
 * @param points how many
 * @param x      of a point, pixels
 * @param top    y of the spread's upper edge there
 * @param bottom of its lower edge
 * @param line   of the line
 */
public record Band(int points, IntUnaryOperator x, IntUnaryOperator top, IntUnaryOperator bottom,
                   IntUnaryOperator line) {
    private static final int THICK = 3;
    private static final int OPAQUE = 0xFF000000, FAINT = 0x40000000;

    /** @param colour 0xRRGGBB */
    public void draw(Paper paper, int colour) {
        for (int i = 0; i + 1 < points; i++) between(i, paper, colour);
    }

    /** From one point to the next, column by column: paper has no slanted lines. */
    private void between(int i, Paper paper, int colour) {
        int first = x.applyAsInt(i), last = x.applyAsInt(i + 1);
        for (int column = first; column < last; column++) {
            double share = (double) (column - first) / (last - first), next = (column + 1.0 - first) / (last - first);
            int upper = at(top, i, share), lower = at(bottom, i, share);
            paper.fill(column, upper, 1, Math.max(1, lower - upper), FAINT | colour);
            int from = at(line, i, share), to = at(line, i, next);
            paper.fill(column, Math.min(from, to) - 1, 1, THICK + Math.abs(from - to), OPAQUE | colour);
        }
    }

    private static int at(IntUnaryOperator y, int i, double share) {
        return (int) Math.round(y.applyAsInt(i) + (y.applyAsInt(i + 1) - y.applyAsInt(i)) * share);
    }
}
