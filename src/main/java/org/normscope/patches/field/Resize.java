package org.normscope.patches.field;

import org.normscope.onnx.Node;

/**
 * Which cells an output of ONNX Resize or Upsample reads along one axis.
 *
 * @param scale outputs for each input
 */
record Resize(String mode, String coordinates, String nearest, double scale, int inputs,
              int outputs, boolean antialias) {
    /** Fractions below this are rounding: the neighbour has weight 0. */
    private static final double ROUNDING = 1e-5;

    static Resize of(Node node, double scale, int inputs, int outputs) {
        boolean old = node.inputs().size() <= 2; // Upsample and Resize-10, which know neither choice
        return new Resize(node.text("mode", "nearest"),
            node.text("coordinate_transformation_mode", old ? "asymmetric" : "half_pixel"),
            node.text("nearest_mode", old ? "floor" : "round_prefer_floor"), scale, inputs, outputs,
            node.integer("antialias", 0) != 0);
    }

    Reach over(Reach input) {
        if (inputs == outputs && scale == 1) return input;
        boolean near = mode.equals("nearest");
        double half = half();
        return near ? input.behind(outputs, this::taps, 1 / scale, 0, 1)
            : input.behind(outputs, this::taps, 1 / scale, at(0) + 1 - half, 2 * half);
    }

    /** Cells on either side that have a weight; more where it is smoothed before it is made smaller. */
    private double half() {
        return (mode.equals("cubic") ? 2 : 1) * (antialias ? Math.max(1, 1 / scale) : 1);
    }

    private int[] taps(int output) {
        double at = at(output);
        if (mode.equals("nearest")) return new int[] {clamped(rounded(at))};
        double reach = half();
        int low = (int) Math.floor(at - reach + ROUNDING) + 1, high = (int) Math.ceil(at + reach - ROUNDING) - 1;
        int[] taps = new int[Math.max(1, high - low + 1)];
        for (int k = 0; k < taps.length; k++) taps[k] = clamped(low + k);
        return taps;
    }

    /** The input coordinate of an output cell. */
    private double at(int output) {
        return switch (coordinates) {
            case "asymmetric" -> output / scale;
            case "align_corners" -> outputs == 1 ? 0 : (double) output * (inputs - 1) / (outputs - 1);
            case "pytorch_half_pixel" -> outputs == 1 ? 0 : (output + 0.5) / scale - 0.5;
            case "half_pixel_symmetric" ->
                inputs / 2.0 * (1 - outputs / (scale * inputs)) + (output + 0.5) / scale - 0.5;
            default -> (output + 0.5) / scale - 0.5;
        };
    }

    private int rounded(double at) {
        return (int) switch (nearest) {
            case "floor" -> Math.floor(at + ROUNDING);
            case "ceil" -> Math.ceil(at - ROUNDING);
            case "round_prefer_ceil" -> Math.floor(at + 0.5 + ROUNDING);
            default -> Math.ceil(at - 0.5 - ROUNDING);
        };
    }

    private int clamped(int cell) {
        return Math.max(0, Math.min(inputs - 1, cell));
    }
}
