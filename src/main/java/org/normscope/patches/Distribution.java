package org.normscope.patches;

import java.util.Arrays;

/**
 * How a unit's strongest activation in a picture is distributed over the pictures of an index, in
 * {@link ActivationBins}.
 *
 * @param counts pictures in each bin
 */
public record Distribution(int[] counts) {
    /** Pictures on which the unit has no number at all. */
    public int numberless() {
        return counts[0];
    }

    /** Pictures. */
    public int total() {
        return Arrays.stream(counts).sum();
    }

    /**
     * The activation that this share of the pictures stays below, to the width of a bin; NaN where there are no
     * numbers.
     *
     * @param share 0 to 1
     */
    public double quantile(double share) {
        int numbers = total() - numberless();
        double wanted = share * numbers;
        int seen = 0;
        for (int bin = 1; bin < counts.length; bin++) {
            if (counts[bin] > 0 && seen + counts[bin] >= wanted) {
                double low = ActivationBins.low(bin), high = ActivationBins.high(bin);
                if (Double.isInfinite(low)) return high;
                if (Double.isInfinite(high)) return low;
                return low + (high - low) * (wanted - seen) / counts[bin];
            }
            seen += counts[bin];
        }
        return Double.NaN;
    }

    /** Between the pictures that move it least and most: the middle 80 %. */
    public double spread() {
        return quantile(.9) - quantile(.1);
    }

    /** Pictures whose bin lies above the one of this activation: its rank, to the width of a bin. */
    public int above(float activation) {
        int above = 0;
        for (int bin = ActivationBins.of(activation) + 1; bin < counts.length; bin++) above += counts[bin];
        return above;
    }
}
