package org.normscope.patches.field;

import java.util.Arrays;
import org.normscope.onnx.Node;
import org.normscope.onnx.SamePads;

/**
 * A window that slides along one axis: of a convolution, a pooling, or, the other way round, a transposed convolution.
 *
 * @param size     taps of the window
 * @param stride   cells between two positions
 * @param dilation cells between two taps
 * @param before   padding before the first cell; negative where windows wider apart than they are long, with automatic
 *                 padding, leave a gap there, as ONNX Runtime does
 */
record AxisWindow(int size, int stride, int dilation, int before) {

    /**
     * Of axis 0 (rows) or 1 (columns).
     *
     * @param taps   extent of the kernel on this axis
     * @param inputs cells that go in
     */
    static AxisWindow of(Node node, int axis, int taps, int inputs) {
        int stride = attribute(node, "strides", axis, 1), dilation = attribute(node, "dilations", axis, 1);
        int span = (taps - 1) * dilation + 1;
        int before = switch (node.text("auto_pad", "NOTSET")) {
            case "SAME_UPPER", "SAME_LOWER" -> SamePads.of(node, inputs, stride, span).before();
            case "VALID" -> 0;
            default -> attribute(node, "pads", axis, 0);
        };
        return new AxisWindow(taps, stride, dilation, before);
    }

    /** As {@link #of}, for a transposed convolution: its padding is cut from the outputs. */
    static AxisWindow transposed(Node node, int axis, int taps, int inputs, int outputs) {
        int stride = attribute(node, "strides", axis, 1), dilation = attribute(node, "dilations", axis, 1);
        int full = stride * (inputs - 1) + attribute(node, "output_padding", axis, 0) + (taps - 1) * dilation + 1;
        boolean wanted = node.integers("output_shape").isPresent();
        int before = switch (node.text("auto_pad", "NOTSET")) {
            case "SAME_UPPER" -> (full - outputs) / 2;
            case "SAME_LOWER" -> full - outputs - (full - outputs) / 2;
            case "VALID" -> 0;
            default -> wanted ? full - outputs - (full - outputs) / 2 : attribute(node, "pads", axis, 0);
        };
        return new AxisWindow(taps, stride, dilation, before);
    }

    private static int attribute(Node node, String name, int axis, int otherwise) {
        int[] values = node.integers(name).orElse(new int[0]);
        return axis < values.length ? values[axis] : otherwise;
    }

    Reach over(Reach input, int outputs) {
        return input.behind(outputs, this::taps, stride, -before, (size - 1) * dilation + 1);
    }

    private int[] taps(int output) {
        int[] taps = new int[size];
        Arrays.setAll(taps, k -> tap(output, k));
        return taps;
    }

    /** The cell that tap k of a window reads; one that there is not in the padding. */
    int tap(int output, int k) {
        return output * stride - before + k * dilation;
    }

    /** The transposed window: output o is fed by input i where o = i * stride - before + k * dilation. */
    Reach transposedOver(Reach input, int outputs) {
        double reached = Math.ceil(((size - 1) * dilation + 1) / (double) stride);
        double begin = (before - (size - 1) * dilation) / (double) stride;
        return input.behind(outputs, this::transposedTaps, 1.0 / stride, Math.ceil(begin), Math.max(1, reached));
    }

    private int[] transposedTaps(int output) {
        int[] taps = new int[size];
        for (int k = 0; k < size; k++) {
            int shifted = output + before - k * dilation;
            taps[k] = Math.floorMod(shifted, stride) == 0 ? Math.floorDiv(shifted, stride) : -1;
        }
        return taps;
    }
}
