package org.normscope.image.plane;

import java.util.Arrays;

/**
 * The map that gives values the distribution of others: the value at a share of the sorted ones becomes what lies at
 * that share of the others. Distributions are counted in bins and taken for even within a bin, so that the map is
 * continuous and never falls.
 */
public final class RankMatch {
    private final double least;
    private final double scale;
    /** What each bin's edge becomes. */
    private final double[] map;

    private RankMatch(double least, double scale, double[] map) {
        this.least = least;
        this.scale = scale;
        this.map = map;
    }

    /** @param bins how finely both are counted, over the range of each */
    public static RankMatch of(float[] values, float[] wanted, int bins) {
        double[] own = bounds(values), other = bounds(wanted), to = cumulative(wanted, other, bins);
        double[] map = new double[bins + 1];
        if (own[1] == own[0]) { // One value has no ranks: it becomes the middle.
            Arrays.fill(map, at(to, other, .5));
            return new RankMatch(own[0], 0, map);
        }
        double[] from = cumulative(values, own, bins);
        for (int i = 0; i <= bins; i++) map[i] = at(to, other, from[i]);
        return new RankMatch(own[0], bins / (own[1] - own[0]), map);
    }

    /** Of values in place. */
    public static void match(float[] values, float[] wanted, int bins) {
        RankMatch match = of(values, wanted, bins);
        for (int i = 0; i < values.length; i++) values[i] = match.of(values[i]);
    }

    /** What one of the values becomes. */
    public float of(float value) {
        double place = (value - least) * scale;
        int bin = Math.min(map.length - 2, (int) place);
        return (float) (map[bin] + (place - bin) * (map[bin + 1] - map[bin]));
    }

    private static double[] bounds(float[] values) {
        double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return new double[] {least, most};
    }

    /** The share of values below each bin's edge. */
    private static double[] cumulative(float[] values, double[] bounds, int bins) {
        double[] shares = new double[bins + 1];
        double scale = bounds[1] > bounds[0] ? bins / (bounds[1] - bounds[0]) : 0;
        for (float value : values) shares[1 + Math.min(bins - 1, (int) ((value - bounds[0]) * scale))]++;
        for (int i = 1; i <= bins; i++) shares[i] = shares[i - 1] + shares[i] / values.length;
        shares[bins] = 1;
        return shares;
    }

    /** The value below which a share lies. */
    private static double at(double[] shares, double[] bounds, double share) {
        int bins = shares.length - 1, low = 0, high = bins;
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (shares[middle] <= share) low = middle;
            else high = middle;
        }
        double within = shares[high] > shares[low] ? (share - shares[low]) / (shares[high] - shares[low]) : 0;
        return bounds[0] + (low + Math.max(0, Math.min(1, within))) / bins * (bounds[1] - bounds[0]);
    }
}
