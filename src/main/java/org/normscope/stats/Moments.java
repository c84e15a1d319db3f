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
    /** Outside these bounds a float sum of squares has lost digits to underflow or overflow. */
    private static final double LEAST = 1e-30, MOST = 1e35;
    /** Where less of the sum of squares than this is left without the mean, float has lost digits to the difference. */
    private static final double LEFT = 0.25;

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

    private static Moments ofBlock(float[] data, int from, int to) {
        float[] sums = new float[Lanes.COUNT], squaresByLane = new float[Lanes.COUNT];
        int tail = to - (to - from) % Lanes.COUNT;
        Lanes.FASTEST.add(data, from, tail, sums, squaresByLane);
        double sum = 0, square = 0;
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            sum += sums[lane];
            square += squaresByLane[lane];
        }
        for (int i = tail; i < to; i++) {
            sum += data[i];
            square += (double) data[i] * data[i];
        }
        int count = to - from;
        double squares = square - sum * sum / count;
        boolean exact = square > LEAST && square < MOST && squares > LEFT * square;
        return exact ? new Moments(count, sum / count, squares) : inDouble(data, from, to);
    }

    private static Moments inDouble(float[] data, int from, int to) {
        double a0 = 0, a1 = 0, a2 = 0, a3 = 0;
        int i = from;
        for (; i <= to - 4; i += 4) {
            a0 += data[i];
            a1 += data[i + 1];
            a2 += data[i + 2];
            a3 += data[i + 3];
        }
        for (; i < to; i++) a0 += data[i];
        double mean = (a0 + a1 + a2 + a3) / (to - from), q0 = 0, q1 = 0, q2 = 0, q3 = 0;
        for (i = from; i <= to - 4; i += 4) {
            double d0 = data[i] - mean, d1 = data[i + 1] - mean, d2 = data[i + 2] - mean, d3 = data[i + 3] - mean;
            q0 += d0 * d0;
            q1 += d1 * d1;
            q2 += d2 * d2;
            q3 += d3 * d3;
        }
        for (; i < to; i++) q0 += (data[i] - mean) * (data[i] - mean);
        return new Moments(to - from, mean, q0 + q1 + q2 + q3);
    }
}
