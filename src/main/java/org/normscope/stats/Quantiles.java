package org.normscope.stats;

import java.util.Arrays;

/** Quantiles of the finite values among some, linear between neighbours (definition 7 of Hyndman and Fan 1996). */
public final class Quantiles {
    private final float[] ascending;

    private Quantiles(float[] ascending) {
        this.ascending = ascending;
    }

    /** Of data[from], ..., data[to - 1]; NaN and infinities are left out. */
    public static Quantiles of(float[] data, int from, int to) {
        float[] finite = new float[to - from];
        int kept = 0;
        for (int i = from; i < to; i++) if (Float.isFinite(data[i])) finite[kept++] = data[i];
        float[] ascending = Arrays.copyOf(finite, kept);
        Arrays.sort(ascending);
        return new Quantiles(ascending);
    }

    /**
     * The value below which this share of the values lies; NaN where there are none.
     *
     * @throws IllegalArgumentException where the share is outside [0, 1]
     */
    public double at(double share) {
        if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("a share of " + share);
        if (ascending.length == 0) return Double.NaN;
        double position = share * (ascending.length - 1);
        int left = (int) position, right = Math.min(left + 1, ascending.length - 1);
        return ascending[left] + (position - left) * ((double) ascending[right] - ascending[left]);
    }
}
