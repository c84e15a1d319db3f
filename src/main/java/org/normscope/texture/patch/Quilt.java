package org.normscope.texture.patch;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.normscope.image.plane.Planes;
import org.normscope.node.Watch;

/**
 * Square blocks of a sample sewn together, row by row. A block is one of those whose overlap with what is there is
 * within a tenth of the best; between them the seam is the cheapest way through the squared differences, from above
 * and from the left.
 *
 * <p>Where a sample has more than {@value #CANDIDATES} blocks, so many are looked at, a quarter where there is a
 * guide, spread by chance; a candidate is left as soon as it cannot come within the tolerance.
 */
final class Quilt {
    private static final int CANDIDATES = 8_000;
    private static final double TOLERANCE = .1;

    /**
     * What the blocks shall look like beside fitting: both of 0 to 1.
     *
     * @param wanted of the quilt's size
     * @param offered of the sample's size
     * @param before  what was quilted in a turn before, or null
     * @param alpha   share of fitting, 0 to 1; the rest is the guide's
     */
    record Guide(float[] wanted, float[] offered, @Nullable Planes before, double alpha) { }

    private final Planes sample;
    private final Planes quilt;
    private final int block;
    private final int overlap;
    private final @Nullable Guide guide;
    private final SplittableRandom chance;
    private final int[] xs;
    private final int[] ys;

    /** @param block pixels of a block's side, made no larger than the sample */
    Quilt(Planes sample, int width, int height, int block, @Nullable Guide guide, SplittableRandom chance) {
        this.sample = sample;
        this.block = Math.max(1, Math.min(block, Math.min(sample.width(), sample.height())));
        overlap = Math.min(this.block - 1, Math.max(1, this.block / 6));
        quilt = Planes.empty(width, height, 3);
        this.guide = guide;
        this.chance = chance;
        int columns = sample.width() - this.block + 1, rows = sample.height() - this.block + 1;
        int most = guide == null ? CANDIDATES : CANDIDATES / 4;
        boolean all = (long) columns * rows <= most;
        xs = new int[all ? columns * rows : most];
        ys = new int[xs.length];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = all ? i % columns : chance.nextInt(columns);
            ys[i] = all ? i / columns : chance.nextInt(rows);
        }
        for (int i = xs.length - 1; i > 0; i--) { // So that a good one is met early, and most others are left early.
            int other = chance.nextInt(i + 1), x = xs[i], y = ys[i];
            xs[i] = xs[other];
            ys[i] = ys[other];
            xs[other] = x;
            ys[other] = y;
        }
    }

    Planes sewn(Watch watch, double from, double to) {
        int step = block - overlap, columns = steps(quilt.width(), step), rows = steps(quilt.height(), step);
        double[] errors = new double[xs.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                watch.at(from + (to - from) * (row * columns + column) / (rows * columns));
                int chosen = chosen(column * step, row * step, errors);
                place(xs[chosen], ys[chosen], column * step, row * step);
            }
        }
        return quilt;
    }

    private int steps(int size, int step) {
        return Math.max(1, (int) Math.ceil((double) (size - overlap) / step));
    }

    private int chosen(int left, int top, double[] errors) {
        if (left == 0 && top == 0 && guide == null) return chance.nextInt(xs.length);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < xs.length; i++) {
            errors[i] = error(xs[i], ys[i], left, top, best * (1 + TOLERANCE) + 1e-9);
            best = Math.min(best, errors[i]);
        }
        int good = 0;
        double limit = best * (1 + TOLERANCE) + 1e-9;
        for (double error : errors) if (error <= limit) good++;
        int pick = chance.nextInt(good);
        for (int i = 0; i < errors.length; i++) if (errors[i] <= limit && pick-- == 0) return i;
        throw new IllegalStateException("no block is as good as the best");
    }

    /** Of a block laid there; infinite where it is beyond the limit. */
    private double error(int x, int y, int left, int top, double limit) {
        double fit = guide == null ? 1 : guide.alpha, sum = 0;
        int wide = Math.min(block, quilt.width() - left), high = Math.min(block, quilt.height() - top);
        for (int dy = 0; dy < high; dy++) {
            int from = (y + dy) * sample.width() + x, to = (top + dy) * quilt.width() + left;
            int end = dy < overlap && top > 0 ? wide : left > 0 ? Math.min(overlap, wide) : 0;
            sum += fit * squares(quilt, to, from, end);
            if (guide != null) sum += (1 - fit) * guided(guide, from, to, wide);
            if (sum > limit) return Double.POSITIVE_INFINITY;
        }
        return sum;
    }

    private double guided(Guide by, int from, int to, int wide) {
        double sum = 0;
        for (int dx = 0; dx < wide; dx++) {
            double difference = by.wanted[to + dx] - by.offered[from + dx];
            sum += difference * difference;
        }
        return by.before == null ? sum : sum + by.alpha * squares(by.before, to, from, wide) / 3;
    }

    /** Of so many pixels side by side, in three sums that need not wait for each other. */
    private double squares(Planes there, int at, int from, int count) {
        float[] reds = there.values()[0], greens = there.values()[1], blues = there.values()[2],
            ownReds = sample.values()[0], ownGreens = sample.values()[1], ownBlues = sample.values()[2];
        double first = 0, second = 0, third = 0;
        for (int i = 0; i < count; i++) {
            double red = reds[at + i] - ownReds[from + i], green = greens[at + i] - ownGreens[from + i],
                blue = blues[at + i] - ownBlues[from + i];
            first += red * red;
            second += green * green;
            third += blue * blue;
        }
        return first + second + third;
    }

    private void place(int x, int y, int left, int top) {
        int wide = Math.min(block, quilt.width() - left), high = Math.min(block, quilt.height() - top);
        int[] fromLeft = left > 0 ? seam(x, y, left, top, high, Math.min(overlap, wide), false) : new int[high],
            fromTop = top > 0 ? seam(x, y, left, top, wide, Math.min(overlap, high), true) : new int[wide];
        for (int dy = 0; dy < high; dy++) {
            for (int dx = 0; dx < wide; dx++) {
                if (dx < fromLeft[dy] || dy < fromTop[dx]) continue;
                int to = (top + dy) * quilt.width() + left + dx, from = (y + dy) * sample.width() + x + dx;
                for (int c = 0; c < 3; c++) quilt.values()[c][to] = sample.values()[c][from];
            }
        }
    }

    /** How many pixels of each row (column, where {@code across}) stay as they were. */
    private int[] seam(int x, int y, int left, int top, int length, int width, boolean across) {
        double[][] costs = new double[length][Math.max(1, width)];
        for (int along = 0; along < length; along++) {
            for (int in = 0; in < width; in++) {
                int dx = across ? along : in, dy = across ? in : along;
                costs[along][in] = squares(quilt, (top + dy) * quilt.width() + left + dx,
                    (y + dy) * sample.width() + x + dx, 1);
            }
        }
        return Seam.down(costs);
    }
}
