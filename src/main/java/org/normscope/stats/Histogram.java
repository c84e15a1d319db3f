package org.normscope.stats;

/**
 * How many values fall into each of several equally wide bins. A bin holds its lower edge; the last one holds its upper
 * edge too.
 *
 * @param low       lower edge of the first bin
 * @param high      upper edge of the last bin
 * @param counts    values in each bin
 * @param below     finite values under {@code low}
 * @param above     finite values over {@code high}
 * @param notFinite NaN and infinite values
 */
public record Histogram(double low, double high, int[] counts, int below, int above, int notFinite) {

    /**
     * Of data[from], ..., data[to - 1].
     *
     * @throws IllegalArgumentException unless low &lt;= high, both finite, and there is at least one bin; where the
     *                                  edges are equal, the values that are equal to them fall into the last bin
     */
    public static Histogram of(float[] data, int from, int to, double low, double high, int bins) {
        if (bins < 1 || !(low <= high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException(bins + " bins from " + low + " to " + high);
        }
        int[] counts = new int[bins];
        int below = 0, above = 0, notFinite = 0;
        double perUnit = high > low ? bins / (high - low) : 0;
        for (int i = from; i < to; i++) {
            double value = data[i];
            if (!Double.isFinite(value)) notFinite++;
            else if (value < low) below++;
            else if (value > high) above++;
            else counts[value == high ? bins - 1 : Math.min(bins - 1, (int) ((value - low) * perUnit))]++;
        }
        return new Histogram(low, high, counts, below, above, notFinite);
    }

    /** The count of the fullest bin. */
    public int fullest() {
        int most = 0;
        for (int count : counts) most = Math.max(most, count);
        return most;
    }
}
