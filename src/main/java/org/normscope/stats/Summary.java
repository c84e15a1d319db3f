package org.normscope.stats;

import org.normscope.tensor.Tensor;

/**
 * What a pane says about its maps in figures. Everything but {@code notFinite} is over the finite values; without any,
 * mean, deviation and extremes are NaN.
 *
 * @param count     number of finite values
 * @param mean      their mean
 * @param deviation their standard deviation, biased: divided by the count
 * @param minimum   the least
 * @param maximum   the greatest
 * @param zeros     share of values that are exactly 0, in [0, 1]
 * @param notFinite number of NaN and infinite values
 */
public record Summary(long count, double mean, double deviation, float minimum, float maximum, double zeros,
                      long notFinite) {

    public static Summary of(Tensor tensor) {
        return of(tensor.data(), 0, tensor.data().length);
    }

    /** Of data[from], ..., data[to - 1]. */
    public static Summary of(float[] data, int from, int to) {
        float minimum = Float.POSITIVE_INFINITY, maximum = Float.NEGATIVE_INFINITY;
        int zeros = 0, notFinite = 0;
        for (int i = from; i < to; i++) {
            float value = data[i];
            if (value == 0) zeros++;
            if (Math.abs(value) <= Float.MAX_VALUE) {
                minimum = Math.min(minimum, value);
                maximum = Math.max(maximum, value);
            } else {
                notFinite++;
            }
        }
        long count = to - from - notFinite;
        if (count == 0) return new Summary(0, Double.NaN, Double.NaN, Float.NaN, Float.NaN, 0, notFinite);
        Moments moments = notFinite == 0 ? Moments.of(data, from, to) : ofFinite(data, from, to, (int) count);
        return new Summary(count, moments.mean(), moments.deviation(), minimum, maximum,
            (double) zeros / count, notFinite);
    }

    private static Moments ofFinite(float[] data, int from, int to, int count) {
        float[] finite = new float[count];
        int kept = 0;
        for (int i = from; i < to; i++) if (Float.isFinite(data[i])) finite[kept++] = data[i];
        return Moments.of(finite, 0, count);
    }
}
