package org.normscope.texture.patch;

import java.util.SplittableRandom;
import org.normscope.image.plane.Planes;
import org.normscope.node.Watch;

/**
 * For each pixel of a picture a pixel of another whose surrounding patch is like its own, nearly the nearest: Barnes,
 * Shechtman, Finkelstein and Goldman, "PatchMatch", SIGGRAPH 2009. Neighbours' matches moved on are tried, by turns
 * from above and left and from below and right, then places by chance around the best, in squares that halve from the
 * whole picture down to a pixel.
 *
 * <p>Both pictures are planes of any features, as many in one as in the other; distances are sums of squares over a
 * patch that is mirrored at the edges.
 */
final class PatchMatch {
    private final Planes source;
    private final Planes target;
    private final int reach;
    private final int[] match;
    private final float[] error;

    /**
     * @param reach pixels from a patch's middle to its edge
     * @param match for each pixel of the target the index of one of the source's: where to begin; changed in place
     */
    PatchMatch(Planes source, Planes target, int reach, int[] match) {
        this.source = source;
        this.target = target;
        this.reach = reach;
        this.match = match;
        error = new float[match.length];
        for (int i = 0; i < match.length; i++) error[i] = distance(i, match[i], Float.POSITIVE_INFINITY);
    }

    static int[] anywhere(Planes source, Planes target, SplittableRandom chance) {
        return chance.ints(target.size(), 0, source.size()).toArray();
    }

    /** @return the sum of all distances */
    double improve(int iterations, SplittableRandom chance, Watch watch, double from, double to) {
        int width = target.width(), height = target.height();
        for (int turn = 0; turn < iterations; turn++) {
            int way = turn % 2 == 0 ? 1 : -1;
            for (int row = 0; row < height; row++) {
                if (row % 16 == 0) watch.at(from + (to - from) * (turn + (double) row / height) / iterations);
                for (int column = 0; column < width; column++) {
                    int x = way > 0 ? column : width - 1 - column, y = way > 0 ? row : height - 1 - row;
                    int at = y * width + x;
                    if (x - way >= 0 && x - way < width) propose(at, match[at - way], way, 0);
                    if (y - way >= 0 && y - way < height) propose(at, match[at - way * width], 0, way);
                    search(at, chance);
                }
            }
        }
        double sum = 0;
        for (float each : error) sum += each;
        return sum;
    }

    private void propose(int at, int neighbour, int byX, int byY) {
        int x = neighbour % source.width() + byX, y = neighbour / source.width() + byY;
        if (x >= 0 && y >= 0 && x < source.width() && y < source.height()) attempt(at, y * source.width() + x);
    }

    private void search(int at, SplittableRandom chance) {
        for (int radius = Math.max(source.width(), source.height()); radius >= 1; radius /= 2) {
            int x = match[at] % source.width() + chance.nextInt(2 * radius + 1) - radius,
                y = match[at] / source.width() + chance.nextInt(2 * radius + 1) - radius;
            if (x >= 0 && y >= 0 && x < source.width() && y < source.height()) attempt(at, y * source.width() + x);
        }
    }

    private void attempt(int at, int candidate) {
        if (candidate == match[at]) return;
        float distance = distance(at, candidate, error[at]);
        if (distance < error[at]) {
            error[at] = distance;
            match[at] = candidate;
        }
    }

    /** Of a patch of the target and one of the source; what is beyond the limit is not summed up. */
    float distance(int at, int candidate, float limit) {
        int tx = at % target.width(), ty = at / target.width(), sx = candidate % source.width(),
            sy = candidate / source.width();
        boolean inside = inside(target, tx, ty) && inside(source, sx, sy);
        float sum = 0;
        for (int dy = -reach; dy <= reach; dy++) {
            int a = inside ? at + dy * target.width() : Planes.mirrored(ty + dy, target.height()) * target.width(),
                b = inside ? candidate + dy * source.width()
                    : Planes.mirrored(sy + dy, source.height()) * source.width();
            for (int dx = -reach; dx <= reach; dx++) {
                int i = inside ? a + dx : a + Planes.mirrored(tx + dx, target.width()),
                    j = inside ? b + dx : b + Planes.mirrored(sx + dx, source.width());
                for (int c = 0; c < target.values().length; c++) {
                    float difference = target.values()[c][i] - source.values()[c][j];
                    sum += difference * difference;
                }
            }
            if (sum > limit) return sum;
        }
        return sum;
    }

    private boolean inside(Planes picture, int x, int y) {
        return x >= reach && y >= reach && x < picture.width() - reach && y < picture.height() - reach;
    }
}
