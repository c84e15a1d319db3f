package org.normscope.color;

import org.normscope.tensor.Tensor;

/**
 * Quantiles of many floats in one pass, to within 1/128 of the value: floats are counted by their sign, exponent and
 * first seven bits of the significand. A colour scale follows a slider, so sorting all cells would be too slow; bins of
 * equal width would be emptied by a single outlier.
 */
final class FloatRanks {
    private static final int DROPPED_BITS = 16, BINS = 1 << 32 - DROPPED_BITS;
    /** So many bins are counted together, too: a small map's quantile is found among few sums, not among all bins. */
    private static final int GROUP_BITS = 8;

    private final int[] counts = new int[BINS], groups = new int[BINS >> GROUP_BITS];
    private final float low, high;
    private final long count;

    FloatRanks(Tensor... maps) {
        float least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
        long finite = 0;
        for (Tensor tensor : maps) {
            for (float value : tensor.data()) {
                if (value - value != 0) continue; // NaN or infinite
                int bin = bin(value);
                counts[bin]++;
                groups[bin >> GROUP_BITS]++;
                finite++;
                if (value < least) least = value;
                if (value > most) most = value;
            }
        }
        low = least;
        high = most;
        count = finite;
    }

    /** The least value that at least this share of the values does not exceed, in [0, 1]; 0 where there are none. */
    float quantile(double share) {
        if (count == 0) return 0;
        if (share <= 0) return low;
        long seen = 0, wanted = Math.max(1, (long) Math.ceil(share * count));
        int group = 0;
        while (seen + groups[group] < wanted) seen += groups[group++];
        int bin = (group << GROUP_BITS) - 1;
        while (seen < wanted) seen += counts[++bin];
        return Math.max(low, Math.min(high, nearZeroEdge(bin)));
    }

    /**
     * Negative floats descend with their bits, so all of theirs are flipped, of the others only the sign: bins then
     * rise with the values. Without a branch, which random signs would make slow.
     */
    private static int bin(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (bits ^ (bits >> 31 | 0x80000000)) >>> DROPPED_BITS;
    }

    /** The value of a bin that lies nearest to 0. */
    private static float nearZeroEdge(int bin) {
        int bits = bin << DROPPED_BITS;
        return Float.intBitsToFloat(bin >= BINS / 2 ? bits ^ 0x80000000 : ~bits & 0xFFFF0000);
    }
}
