package org.normscope.stats;

/**
 * Mean and spread of a set of values; sets are joined with {@link #and}.
 *
 * @param count   number of values
 * @param mean    their mean; NaN where one of them is not finite
 * @param squares sum of squared deviations from the mean
 */
public record Moments(long count, double mean, double squares) {
    public static final Moments NONE = new Moments(0, 0, 0);

    /** Values summed in float before the sums go on in double. */
    private static final int BLOCK = 4096;
    private static final int SAMPLE = 16;
    /** Outside these bounds a float sum of squares has lost digits to underflow or overflow. */
    private static final double LEAST = 1e-30, MOST = 1e35;

    /** Biased: divided by the count. NaN for no values. */
    public double variance() {
        return squares / count;
    }

    public double deviation() {
        return Math.sqrt(variance());
    }

    /** Mean of x squared. */
    public double meanSquare() {
        return mean * mean + variance();
    }

    /** The moments of both sets together (Chan, Golub and LeVeque 1979). */
    public Moments and(Moments other) {
        if (count == 0) return other;
        if (other.count == 0) return this;
        long both = count + other.count;
        double step = other.mean - mean, share = (double) other.count / both;
        return new Moments(both, mean + step * share, squares + other.squares + step * step * share * count);
    }

    /** The moments of data[from], ..., data[to - 1]. */
    public static Moments of(float[] data, int from, int to) {
        Moments all = NONE;
        for (int start = from; start < to; start += BLOCK) {
            all = all.and(ofBlock(data, start, Math.min(to, start + BLOCK)));
        }
        return all;
    }

    /** Sums the differences to a value near the mean: they are small, so float keeps their digits. */
    private static Moments ofBlock(float[] data, int from, int to) {
        float near = sampled(data, from, to);
        float sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0, square0 = 0, square1 = 0, square2 = 0, square3 = 0;
        int i = from;
        for (; i <= to - 4; i += 4) {
            float d0 = data[i] - near, d1 = data[i + 1] - near, d2 = data[i + 2] - near, d3 = data[i + 3] - near;
            sum0 += d0;
            sum1 += d1;
            sum2 += d2;
            sum3 += d3;
            square0 += d0 * d0;
            square1 += d1 * d1;
            square2 += d2 * d2;
            square3 += d3 * d3;
        }
        for (; i < to; i++) {
            float d = data[i] - near;
            sum0 += d;
            square0 += d * d;
        }
        double sum = (double) sum0 + sum1 + sum2 + sum3, square = (double) square0 + square1 + square2 + square3;
        if (!(square > LEAST && square < MOST)) return inDouble(data, from, to);
        int count = to - from;
        return new Moments(count, near + sum / count, Math.max(0, square - sum * sum / count));
    }

    private static float sampled(float[] data, int from, int to) {
        int step = Math.max(1, (to - from) / SAMPLE), taken = 0;
        double sum = 0;
        for (int i = from; i < to; i += step, taken++) sum += data[i];
        return (float) (sum / taken);
    }

    private static Moments inDouble(float[] data, int from, int to) {
        double sum = 0, squares = 0;
        for (int i = from; i < to; i++) sum += data[i];
        double mean = sum / (to - from);
        for (int i = from; i < to; i++) squares += (data[i] - mean) * (data[i] - mean);
        return new Moments(to - from, mean, squares);
    }
}
