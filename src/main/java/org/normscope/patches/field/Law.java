package org.normscope.patches.field;

import java.util.List;

/**
 * What is told of all cells along one axis at once: cell i sees nothing but pixels from offset + i * stride over size.
 *
 * @param offset in pixels, negative in padding
 * @param size   pixels
 * @param wider  whether cells see less than that: behind an enlargement they lie in steps, which no such law has
 */
record Law(double stride, double offset, double size, boolean wider) {
    /** Below this a cell lies beside its law by rounding alone. */
    private static final double ROUNDING = 1e-9;

    /**
     * @param reaches what the cells see on each way from the picture
     * @param size    pixels that they see away from the borders
     */
    static Law of(List<Reach> reaches, double size) {
        double stride = reaches.stream().mapToDouble(Reach::stride).max().orElseThrow(),
            offset = reaches.stream().mapToDouble(Reach::offset).min().orElseThrow();
        double low = offset, high = offset + size;
        for (Reach reach : reaches) {
            for (int i = 0; i < reach.cells(); i++) {
                if (!reach.sees(i)) continue;
                low = Math.min(low, reach.first(i) - stride * i);
                high = Math.max(high, reach.last(i) + 1 - stride * i);
            }
        }
        boolean wider = low < offset - ROUNDING || high > offset + size + ROUNDING;
        return wider ? new Law(stride, low, high - low, true) : new Law(stride, offset, size, false);
    }
}
