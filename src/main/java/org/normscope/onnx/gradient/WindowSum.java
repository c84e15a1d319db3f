package org.normscope.onnx.gradient;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.normscope.onnx.shape.Window;

/** Weighted sums over windows, and the way back: every cell of a window gets what the window has, times its weight. */
final class WindowSum {
    private WindowSum() { }

    /**
     * Spreads what windows have over the cells they read.
     *
     * @param g       [N, O, windows..]
     * @param weights [O, I/g, kernel..]
     * @param read    the value that the windows read: the result has its extents along the windows' axes
     */
    static String spread(Step step, Window window, String g, String weights, long group, String read) {
        int rank = window.rank();
        Map<String, Object> attributes = new HashMap<>(Map.of("kernel_shape", window.kernel(), "strides",
            window.strides(),
            "dilations", window.dilations(), "group", group));
        Optional<int[]> extents = step.shapes().numbers(read);
        int[] missing = extents.isPresent() && !window.same()
            && !window.ceiling() ? missing(window, extents.get()) : null;
        if (missing != null) {
            attributes.put("pads", window.pads());
            attributes.put("output_padding", missing);
            return step.op("ConvTranspose", attributes, g, weights);
        }
        // As far as the last window may leave cells unread; what lies outside is cut off.
        attributes.put("output_padding", Arrays.stream(window.strides()).map(stride -> stride - 1).toArray());
        String canvas = step.op("ConvTranspose", attributes, g, weights);
        Draft draft = step.draft();
        String begin = window.same() ? begins(step, window, read)
            : draft.integers(Arrays.stream(window.pads()).limit(rank).asLongStream().toArray());
        String axes = draft.integers(LongStream.range(2, rank + 2).toArray());
        String end = step.op("Add", begin, draft.extents(read, 2, Integer.MAX_VALUE));
        return step.op("Slice", canvas, begin, end, axes);
    }

    /**
     * Cells behind the last window, by axis; null where they are more than a stride leaves, or the pads reach further
     * than a window.
     */
    private static int[] missing(Window window, int[] extents) {
        int[] missing = new int[window.rank()];
        for (int axis = 0; axis < missing.length; axis++) {
            int free = extents[axis + 2] + window.both(axis) - window.span(axis);
            missing[axis] = Math.floorMod(free, window.strides()[axis]);
        }
        return missing;
    }

    /** How many cells SAME pads before the first cell, by axis, as the extents in the run have it. */
    static String begins(Step step, Window window, String read) {
        String total = totals(step, window, read), half = step.op("Div", total, step.draft().integers(2));
        return window.lower() ? step.op("Sub", total, half) : half;
    }

    /** How many cells SAME pads along each axis. */
    static String totals(Step step, Window window, String read) {
        Draft draft = step.draft();
        int[] strides = window.strides();
        String extents = draft.extents(read, 2, Integer.MAX_VALUE);
        String stride = draft.integers(Arrays.stream(strides).asLongStream().toArray());
        String before = draft.integers(Arrays.stream(strides).mapToLong(s -> s - 1).toArray());
        String last = step.op("Sub", step.op("Div", step.op("Add", extents, before), stride), draft.integers(1));
        String span = draft.integers(IntStream.range(0, window.rank()).mapToLong(window::span).toArray());
        String total = step.op("Sub", step.op("Add", step.op("Mul", last, stride), span), extents);
        return step.op("Max", total, draft.integers(0));
    }

    /** Pads the value that windows read, with zeros, as the windows are padded. */
    static String padded(Step step, Window window, String read) {
        if (!window.padded()) return read;
        Draft draft = step.draft();
        if (!window.same()) {
            long[] pads = new long[2 * window.rank() + 4];
            for (int axis = 0; axis < window.rank(); axis++) {
                pads[axis + 2] = window.pads()[axis];
                pads[axis + 4 + window.rank()] = window.pads()[axis + window.rank()];
            }
            return step.op("Pad", read, draft.integers(pads));
        }
        String begin = begins(step, window, read), none = draft.integers(0, 0);
        return step.op("Pad", read, draft.joined(none, begin, none, step.op("Sub", totals(step, window, read), begin)));
    }
}
