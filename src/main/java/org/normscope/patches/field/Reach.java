package org.normscope.patches.field;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * What the cells along one axis of a value see along that axis of the picture: cell i the pixels first[i] to last[i],
 * exactly, borders included; none where first[i] &gt; last[i], because only padding feeds the cell. Beside it the
 * regular law that holds away from the borders: cell i reaches from offset + i * stride over size pixels, padding
 * included.
 */
final class Reach {
    private final int pixels;
    private final int[] first;
    private final int[] last;
    private final double stride;
    private final double offset;
    private final double size;

    Reach(int pixels, int[] first, int[] last, double stride, double offset, double size) {
        this.pixels = pixels;
        this.first = first;
        this.last = last;
        this.stride = stride;
        this.offset = offset;
        this.size = size;
    }

    /** The picture itself: each pixel sees itself. */
    static Reach identity(int pixels) {
        int[] same = new int[pixels];
        Arrays.setAll(same, i -> i);
        return new Reach(pixels, same, same, 1, 0, 1);
    }

    /** Cells that see all of the picture. */
    static Reach whole(int pixels, int cells) {
        int[] last = new int[cells];
        Arrays.fill(last, pixels - 1);
        return new Reach(pixels, new int[cells], last, 0, 0, pixels);
    }

    /**
     * Behind an operator whose output i reads the cells taps(i) of this value; taps outside it are padding.
     *
     * @param stride cells between two outputs
     * @param offset cell at which output 0 begins to read, negative in padding
     * @param size   cells over which an output reads
     */
    Reach behind(int outputs, IntFunction<int[]> taps, double stride, double offset, double size) {
        int[] from = new int[outputs], to = new int[outputs];
        for (int i = 0; i < outputs; i++) {
            from[i] = Integer.MAX_VALUE;
            to[i] = -1;
            for (int tap : taps.apply(i)) {
                if (tap < 0 || tap >= cells() || !sees(tap)) continue;
                from[i] = Math.min(from[i], first[tap]);
                to[i] = Math.max(to[i], last[tap]);
            }
        }
        // backwards the last cell that an output reads lies first
        double begin = this.stride < 0 ? offset + size - 1 : offset;
        return new Reach(pixels, from, to, this.stride * stride, this.offset + this.stride * begin,
            this.size + Math.abs(this.stride) * (size - 1));
    }

    /** One cell that reads all of these. */
    Reach pooled() {
        int[] all = new int[cells()];
        Arrays.setAll(all, i -> i);
        Reach pooled = behind(1, i -> all, 1, 0, 1);
        return new Reach(pixels, pooled.first, pooled.last, 0, 0, pixels);
    }

    /** The same single cell, many times. */
    Reach repeated(int times) {
        return behind(times, i -> new int[] {0}, 0, 0, 1);
    }

    /** Cells side by side, of maps that are put together along this axis. */
    Reach beside(Reach next) {
        int[] from = Arrays.copyOf(first, cells() + next.cells()), to = Arrays.copyOf(last, from.length);
        System.arraycopy(next.first, 0, from, cells(), next.cells());
        System.arraycopy(next.last, 0, to, cells(), next.cells());
        return new Reach(pixels, from, to, stride, offset, Math.max(size, next.size));
    }

    /** The smallest range that holds both, cell by cell. */
    Reach union(Reach other) {
        int[] from = new int[cells()], to = new int[cells()];
        Arrays.setAll(from, i -> Math.min(first[i], other.first[i]));
        Arrays.setAll(to, i -> Math.max(last[i], other.last[i]));
        if (stride == 0 || other.stride == 0) return new Reach(pixels, from, to, 0, 0, pixels);
        double low = Math.min(offset, other.offset), high = Math.max(offset + size, other.offset + other.size);
        return new Reach(pixels, from, to, Math.max(stride, other.stride), low, high - low);
    }

    boolean within(Reach other) {
        for (int i = 0; i < cells(); i++) {
            if (sees(i) && (first[i] < other.first[i] || last[i] > other.last[i])) return false;
        }
        return offset >= other.offset && offset + size <= other.offset + other.size;
    }

    int cells() {
        return first.length;
    }

    int pixels() {
        return pixels;
    }

    boolean sees(int cell) {
        return first[cell] <= last[cell];
    }

    boolean seesEverywhere() {
        for (int i = 0; i < cells(); i++) if (!sees(i)) return false;
        return true;
    }

    int first(int cell) {
        return first[cell];
    }

    int last(int cell) {
        return last[cell];
    }

    /** First pixel of the cell's field with its padding: negative before the picture. */
    int low(int cell) {
        int regular = (int) Math.floor(offset + stride * cell);
        return sees(cell) ? Math.min(regular, first[cell]) : regular;
    }

    /** Last pixel of the cell's field with its padding. */
    int high(int cell) {
        int regular = (int) Math.ceil(offset + stride * cell + size) - 1;
        return sees(cell) ? Math.max(regular, last[cell]) : regular;
    }

    double stride() {
        return stride;
    }

    double offset() {
        return offset;
    }

    double size() {
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reach reach && pixels == reach.pixels && stride == reach.stride
            && offset == reach.offset
            && size == reach.size && Arrays.equals(first, reach.first) && Arrays.equals(last, reach.last);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(first) * 31 + Arrays.hashCode(last);
    }
}
