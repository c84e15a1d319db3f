package org.normscope.shift;

import org.normscope.tensor.Tensor;

/**
 * How far one value of a network moved from a picture to its shifted twin.
 *
 * @param distance   |b - a| / |a|, Euclidean over all cells; 0 where both are all zero, infinite where only a is
 * @param cosine     of the angle between a and b as vectors; 1 where both are all zero, 0 where one is
 * @param divergence {@link Divergence} of the channel statistics within the pictures
 * @param floored    channels whose variance is taken larger than it is, see {@link Divergence#floored}
 */
public record FeatureShift(double distance, double cosine, double divergence, int floored) {

    /**
     * @param a maps of the picture, [1, C, H, W]
     * @param b maps of the shifted one, of the same shape
     */
    public static FeatureShift of(Tensor a, Tensor b) {
        return of(a, ChannelStatistics.within(a), b, ChannelStatistics.within(b));
    }

    /** As {@link #of(Tensor, Tensor)} where the statistics are known. */
    static FeatureShift of(Tensor a, ChannelStatistics statisticsOfA, Tensor b, ChannelStatistics statisticsOfB) {
        if (!a.shape().equals(b.shape())) throw new IllegalArgumentException(a.shape() + " against " + b.shape());
        float[] cells = a.data(), moved = b.data();
        double ofA = 0, ofB = 0, product = 0, step = 0;
        for (int i = 0; i < cells.length; i++) {
            double x = cells[i], y = moved[i];
            ofA += x * x;
            ofB += y * y;
            product += x * y;
            step += (y - x) * (y - x);
        }
        double distance = step == 0 ? 0 : Math.sqrt(step / ofA);
        double cosine = ofA == 0 && ofB == 0 ? 1 : ofA == 0 || ofB == 0 ? 0 : product / Math.sqrt(ofA) / Math.sqrt(ofB);
        return new FeatureShift(distance, cosine, Divergence.of(statisticsOfA, statisticsOfB),
            Divergence.floored(statisticsOfA, statisticsOfB));
    }
}
