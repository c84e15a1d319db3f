package org.normscope.shift;

/**
 * How far the channel statistics of two pictures, or of two sets of pictures, lie apart: with every channel taken as a
 * Gaussian, D = KL(A, B) + KL(B, A), the mean over the channels, where
 * KL(A, B) = ln(sB / sA) + (sA^2 + (mA - mB)^2) / (2 sB^2) - 1/2 (Pan et al. 2018, section 4.3). 0 for equal
 * statistics, no upper bound.
 */
public final class Divergence {
    /** Variances below are taken as this, so that a channel that never fires divides nothing by zero. */
    public static final double LEAST_VARIANCE = 1e-5;

    private Divergence() { }

    /** @throws IllegalArgumentException where they have different numbers of channels */
    public static double of(ChannelStatistics a, ChannelStatistics b) {
        int channels = a.mean().length;
        if (b.mean().length != channels) {
            throw new IllegalArgumentException(channels + " channels against " + b.mean().length);
        }
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            double squaredStep = Math.pow(a.mean()[c] - b.mean()[c], 2);
            double ofA = Math.max(LEAST_VARIANCE, a.variance()[c]), ofB = Math.max(LEAST_VARIANCE, b.variance()[c]);
            sum += directed(ofA, ofB, squaredStep) + directed(ofB, ofA, squaredStep);
        }
        return sum / channels;
    }

    /**
     * How many channels are taken with {@link #LEAST_VARIANCE} because they vary less in one of the two: their part
     * says little.
     */
    public static int floored(ChannelStatistics a, ChannelStatistics b) {
        int floored = 0;
        for (int c = 0; c < a.variance().length; c++) {
            if (Math.min(a.variance()[c], b.variance()[c]) < LEAST_VARIANCE) floored++;
        }
        return floored;
    }

    private static double directed(double from, double to, double squaredStep) {
        return Math.log(to / from) / 2 + (from + squaredStep) / (2 * to) - 0.5;
    }
}
