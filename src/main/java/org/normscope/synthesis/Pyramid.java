package org.normscope.synthesis;

import java.util.ArrayList;
import java.util.List;

/**
 * Sizes from coarse to fine, each twice the one before: large forms settle while they are a few pixels across, as far
 * as the features reach.
 */
final class Pyramid {
    /** Networks see nothing in less. */
    static final int LEAST = 32;
    /** The longer side of the coarsest size is below twice this. */
    private static final int COARSE = 96;

    private Pyramid() { }

    /** {width, height} of each size, the last one the given. */
    static List<int[]> sizes(int width, int height) {
        List<int[]> sizes = new ArrayList<>();
        for (int by = 1; by == 1 || Math.max(width, height) / by >= COARSE && Math.min(width, height) / by >= LEAST;
             by *= 2) {
            sizes.add(0, new int[] {(width + by - 1) / by, (height + by - 1) / by});
        }
        return sizes;
    }

    /** What of the whole work each size is, by its pixels. */
    static double[] shares(List<int[]> sizes) {
        double all = sizes.stream().mapToDouble(size -> size[0] * size[1]).sum();
        return sizes.stream().mapToDouble(size -> size[0] * size[1] / all).toArray();
    }
}
