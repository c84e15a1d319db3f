package org.normscope.style;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.tensor.Tensor;

/**
 * How a style network's pictures probably stand for levels. Each range is tried on a photo; what comes out tells its
 * own range, and the input's is the one whose result still shows the photo best. Most networks take what they give, and
 * where they normalize by instance at once the input's range hardly matters: another one has to be clearly better.
 */
record ValueRangeGuess(ValueRange in, ValueRange out) {
    private static final double CLEARLY = .15;

    static ValueRangeGuess of(FastStyleGraph form, Pixels photo, GraphRunner runner) {
        ValueRangeGuess best = null;
        double likeness = Double.NEGATIVE_INFINITY;
        for (ValueRange in : ValueRange.values()) {
            Tensor fed = form.tensor(photo, in),
                given = runner.run(form.graph(), Map.of(form.input(), fed), List.of(form.output())).get(form.output());
            ValueRange out = rangeOf(given.data());
            double like = correlation(fed.data(), given.data()) + (in == out ? CLEARLY : 0);
            if (like > likeness) {
                likeness = like;
                best = new ValueRangeGuess(in, out);
            }
        }
        return best == null ? new ValueRangeGuess(ValueRange.UNIT, ValueRange.UNIT) : best;
    }

    /** By the values below and above which one in a hundred lies. */
    static ValueRange rangeOf(float[] cells) {
        float[] sorted = cells.clone();
        Arrays.sort(sorted);
        float low = sorted[sorted.length / 100], high = sorted[sorted.length - 1 - sorted.length / 100];
        if (high > 8) return ValueRange.BYTES;
        if (low < -1.2f || high > 1.5f) return ValueRange.IMAGENET;
        return low < -.2f ? ValueRange.SYMMETRIC : ValueRange.UNIT;
    }

    /** Pearson's, NaN where a network gives the same everywhere: then nothing speaks for that range. */
    private static double correlation(float[] a, float[] b) {
        double meanA = 0, meanB = 0, product = 0, squareA = 0, squareB = 0;
        for (int i = 0; i < a.length; i++) {
            meanA += a[i];
            meanB += b[i];
        }
        meanA /= a.length;
        meanB /= b.length;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - meanA) * (b[i] - meanB);
            squareA += (a[i] - meanA) * (a[i] - meanA);
            squareB += (b[i] - meanB) * (b[i] - meanB);
        }
        return product / Math.sqrt(squareA * squareB);
    }
}
