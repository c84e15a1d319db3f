package org.normscope.onnx.shape;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.normscope.onnx.Node;
import org.normscope.onnx.SamePads;

/**
 * How the window of a convolution or pool lies on its input.
 *
 * @param kernel  cells along each axis, without dilation
 * @param pads    first all begins, then all ends; zeros where {@code same}
 * @param same    whether pads follow from the input's extents: as many as make ceil(extent / stride) windows
 * @param lower   of these, whether an odd one lies at the beginning
 * @param ceiling whether a window that begins inside and ends outside counts
 */
public record Window(int[] kernel, int[] strides, int[] dilations, int[] pads, boolean same, boolean lower,
                     boolean ceiling) {

    /**
     * The window of a Conv, a ConvTranspose or a pool; empty where the kernel's extents are not known before the run.
     */
    public static Optional<Window> of(Node node, Shapes shapes) {
        Optional<int[]> kernel = node.integers("kernel_shape");
        if (kernel.isEmpty()) kernel = shapes.numbers(node.input(1))
            .map(weights -> Arrays.copyOfRange(weights, 2, weights.length));
        return kernel.map(cells -> of(node, cells));
    }

    private static Window of(Node node, int[] kernel) {
        int[] ones = new int[kernel.length];
        Arrays.fill(ones, 1);
        String auto = node.text("auto_pad", "NOTSET");
        boolean same = auto.startsWith("SAME");
        int[] pads = same || auto.equals("VALID") ? new int[2 * kernel.length] : node.integers("pads")
            .orElse(new int[2 * kernel.length]);
        return new Window(kernel, node.integers("strides").orElse(ones), node.integers("dilations").orElse(ones), pads,
            same, auto.equals("SAME_LOWER"), node.integer("ceil_mode", 0) == 1);
    }

    /** Axes that it lies along: two on maps. */
    public int rank() {
        return kernel.length;
    }

    /** Cells from the first to the last that a window reads along an axis, both counted. */
    public int span(int axis) {
        return (kernel[axis] - 1) * dilations[axis] + 1;
    }

    /** Pads at the beginning and the end of an axis together. */
    public int both(int axis) {
        return pads[axis] + pads[axis + rank()];
    }

    /** Whether windows lie farther apart than a cell along any axis. */
    public boolean steps() {
        return Arrays.stream(strides).anyMatch(stride -> stride > 1);
    }

    /** Whether a window may reach past an edge of its input. */
    public boolean padded() {
        return same || Arrays.stream(pads).anyMatch(pad -> pad != 0);
    }

    /** How many windows lie along an axis. */
    public Extent written(Extent read, int axis) {
        if (same) return read.over(strides[axis], true);
        Extent free = read.plus(both(axis) - span(axis));
        if (!ceiling) return free.over(strides[axis], false).plus(1);
        // The last window has to begin inside the input or its padding at the beginning.
        Extent up = free.over(strides[axis], true).plus(1);
        if (!up.isKnown() || !read.isKnown()) return strides[axis] == 1 ? up
            : Extent.named("windows(" + read + ", " + axis + ", " + this.key(axis) + ")");
        return (up.offset() - 1) * strides[axis] >= read.offset() + pads[axis] ? up.plus(-1) : up;
    }

    private String key(int axis) {
        return kernel[axis] + " " + strides[axis] + " " + dilations[axis] + " " + pads[axis] + " "
            + pads[axis + rank()];
    }

    /** Of an input's extents, [N, C, ..], those along a window's axes. */
    public static long[] spatial(int[] extents) {
        return Arrays.stream(extents).skip(2).asLongStream().toArray();
    }

    /** With pads for an input of these extents along the window's axes; the same where they are explicit already. */
    public Window padsFor(Node node, long[] read) {
        if (!same) return this;
        int[] explicit = IntStream.of(samePads(node, read)).map(pad -> Math.max(0, pad)).toArray();
        return new Window(kernel, strides, dilations, explicit, false, lower, ceiling);
    }

    /** What SAME means for an input of these extents, first all begins, then all ends. */
    public int[] samePads(Node node, long[] read) {
        int[] pads = new int[2 * rank()];
        for (int axis = 0; axis < rank(); axis++) {
            SamePads one = SamePads.of(node, read[axis], strides[axis], span(axis));
            pads[axis] = one.before();
            pads[axis + rank()] = one.after();
        }
        return pads;
    }

    /** With explicit pads where they are the same for any extents: for strides of 1. */
    public Window padsForAny(Node node) {
        return same && !steps() ? padsFor(node, Arrays.stream(kernel).asLongStream()
            .map(i -> Integer.MAX_VALUE).toArray()) : this;
    }
}
