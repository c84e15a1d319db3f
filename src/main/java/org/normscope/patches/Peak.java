package org.normscope.patches;

/** The largest value of a run of cells. */
final class Peak {
    private Peak() { }

    /** Negative infinity where there are no cells, or no numbers: NaN is larger than nothing. */
    static float of(float[] cells, int from, int to) {
        float a = Float.NEGATIVE_INFINITY, b = a, c = a, d = a;
        int i = from;
        // Four chains, so that one comparison need not wait for the last.
        for (; i + 3 < to; i += 4) {
            a = cells[i] > a ? cells[i] : a;
            b = cells[i + 1] > b ? cells[i + 1] : b;
            c = cells[i + 2] > c ? cells[i + 2] : c;
            d = cells[i + 3] > d ? cells[i + 3] : d;
        }
        for (; i < to; i++) a = cells[i] > a ? cells[i] : a;
        return Math.max(Math.max(a, b), Math.max(c, d));
    }
}
