package org.normscope.onnx.gradient;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Node;
import org.normscope.onnx.shape.Extent;

/**
 * Resize, in every mode: along each axis it is a product with a matrix, which is what Resize itself makes of the unit
 * matrix. Whole factors of the nearest neighbour are sums over blocks.
 */
final class Resizing {
    static final Map<String, Rule> RULES = new HashMap<>();

    static {
        RULES.put("Resize", Resizing::back);
    }

    private Resizing() { }

    private static void back(Step step) {
        int rank = step.rank(0);
        boolean held = !step.node().text("keep_aspect_ratio_policy", "stretch").equals("stretch");
        int[] axes = step.node().integers("axes").orElse(held ? IntStream.range(0, rank).toArray() : null);
        // Of negative ones engines make nothing that holds: their kernels and their shapes differ.
        boolean negative = axes != null && Arrays.stream(axes).anyMatch(axis -> axis < 0);
        if (step.node().text("coordinate_transformation_mode", "half_pixel").equals("tf_crop_and_resize")
            || held && negative) throw step.refused("onnx.gradient.operator");
        if (held && isKept(step, rank, Objects.requireNonNull(axes))) {
            step.give(0, step.g());
            return;
        }
        double[] factors = factors(step, rank, axes);
        if (isBlocks(step, factors)) {
            blocks(step, factors);
            return;
        }
        String value = step.g();
        for (int i = 0; i < (axes == null ? rank : axes.length); i++) {
            int axis = axes == null ? i : step.axis(axes[i], 0);
            if (factors[axis] != 1) value = along(step, value, rank, axis,
                held ? heldMatrix(step, rank, axis, Objects.requireNonNull(axes)) : matrix(step, axis, i));
        }
        step.give(0, value);
    }

    /**
     * Whether the one factor of all sides is 1: engines mix neighbours along the last axes of four only, so that the
     * first ones, which have that factor, too, cannot grow.
     */
    private static boolean isKept(Step step, int rank, int... axes) {
        boolean mixes = !step.node().text("mode", "nearest").equals("nearest");
        return mixes && rank == 4 && Arrays.stream(axes).anyMatch(axis -> axis < 2);
    }

    /** By axis; NaN where it is not known. */
    private static double[] factors(Step step, int rank, int @Nullable [] axes) {
        double[] factors = new double[rank];
        Extent[] small = step.shapes().of(step.x(0)).orElseThrow(), large = step.shapes().of(step.y()).orElse(null);
        float[] said = step.x(3).isEmpty() ? step.shapes().constant(step.x(2)).map(tensor -> tensor.data())
            .orElse(null) : null;
        Arrays.fill(factors, axes == null ? Double.NaN : 1);
        for (int i = 0; i < (axes == null ? rank : axes.length); i++) {
            int axis = axes == null ? i : step.axis(axes[i], 0);
            factors[axis] = Double.NaN;
            if (said != null) factors[axis] = said[i];
            else if (large != null && large[axis].equals(small[axis])) factors[axis] = 1;
            else if (large != null && large[axis].isKnown() && small[axis].isKnown()) {
                factors[axis] = (double) large[axis].offset() / small[axis].offset();
            }
        }
        return factors;
    }

    private static boolean isBlocks(Step step, double[] factors) {
        Node node = step.node();
        if (!node.text("mode", "nearest").equals("nearest") || factors.length != 4 || factors[0] != 1
            || factors[1] != 1) return false;
        if (step.type() != ElementType.FLOAT || factors[2] < 1 || factors[3] < 1) return false;
        if (factors[2] != Math.rint(factors[2]) || factors[3] != Math.rint(factors[3])) return false;
        String rounding = node.text("nearest_mode", "round_prefer_floor");
        return switch (node.text("coordinate_transformation_mode", "half_pixel")) {
            case "half_pixel", "pytorch_half_pixel" -> rounding.startsWith("round");
            case "asymmetric" -> rounding.equals("floor");
            default -> false;
        };
    }

    private static void blocks(Step step, double[] factors) {
        int[] block = {(int) factors[2], (int) factors[3]};
        String mean = step.op("AveragePool", Map.of("kernel_shape", block, "strides", block), step.g());
        step.give(0, step.op("Mul", mean, step.number((double) block[0] * block[1])));
    }

    /**
     * [cells written, cells read]: what Resize makes of each cell. Engines take a Resize that keeps all extents for
     * none, whatever its factors are, so each cell is a column beside which a second one is made if any axis changes.
     */
    private static String matrix(Step step, int axis, int index) {
        Draft draft = step.draft();
        String read = draft.extent(step.x(0), axis), single = draft.integers(1);
        String columns = draft.reshaped(unit(step, read), draft.joined(read, single, read, single));
        Map<String, Object> attributes = attributes(step.node());
        String same = step.op("Equal", draft.shape(step.x(0)), draft.shape(step.y()));
        String changed = draft.reshaped(draft.reduced("ReduceMax", draft.cast(step.op("Not", same), ElementType.FLOAT),
            0), single);
        String width = step.op("Add", draft.constant(ElementType.FLOAT, new int[] {1}, 1), changed), resized;
        if (step.x(3).isEmpty()) {
            String one = draft.constant(ElementType.FLOAT, new int[] {1}, 1);
            String factor = step.op("Slice", step.x(2), draft.integers(index), draft.integers(index + 1L),
                draft.integers(0));
            resized = step.op("Resize", attributes, columns, "", draft.joined(one, one, factor, width));
        } else {
            String size = step.op("Slice", step.x(3), draft.integers(index), draft.integers(index + 1L),
                draft.integers(0));
            resized = step.op("Resize", attributes, columns, "", "",
                draft.joined(read, single, size, draft.cast(width, ElementType.INT64)));
        }
        return turned(step, draft.part(resized, 3, 0, 1), read);
    }

    /**
     * As {@link #matrix}, where all sides grow by one factor, which is told from all of them: the node itself resizes
     * each cell of the axis as a picture of its own, along an axis before, that is the same along the others.
     */
    private static String heldMatrix(Step step, int rank, int axis, int... axes) {
        Draft draft = step.draft();
        String read = draft.extent(step.x(0), axis);
        // Two axes are what engines know before those that grow.
        int before = Arrays.stream(axes).allMatch(each -> each > 0) ? 0 : 2;
        String[] cells = new String[before + rank], pictures = new String[before + rank];
        Arrays.fill(cells, draft.integers(1));
        Arrays.fill(pictures, draft.integers(1));
        for (int each : axes) pictures[before + each] = draft.extent(step.x(0), each);
        cells[0] = read;
        cells[before + axis] = read;
        pictures[0] = read;
        Map<String, Object> attributes = attributes(step.node());
        attributes.put("axes", Arrays.stream(axes).map(each -> before + each).toArray());
        attributes.put("keep_aspect_ratio_policy", step.node().text("keep_aspect_ratio_policy", "stretch"));
        String resized = step.op("Resize", attributes, step.op("Expand", draft.reshaped(unit(step, read),
            draft.joined(cells)), draft.joined(pictures)), "", "", step.x(3));
        for (int each : axes) {
            if (each != axis) resized = draft.part(resized, before + each, 0, 1);
        }
        return turned(step, resized, read);
    }

    /** [cells, cells], of float32: engines resize no others in every mode. */
    static String unit(Step step, String cells) {
        return step.op("EyeLike", Map.of("dtype", ElementType.FLOAT.ordinal()),
            step.op("ConstantOfShape", step.draft().joined(cells, cells)));
    }

    private static Map<String, Object> attributes(Node node) {
        Map<String, Object> attributes = new HashMap<>(Map.of("mode", node.text("mode", "nearest"),
            "coordinate_transformation_mode", node.text("coordinate_transformation_mode", "half_pixel"),
            "nearest_mode", node.text("nearest_mode", "round_prefer_floor"), "cubic_coeff_a",
                node.real("cubic_coeff_a", -.75f),
            "exclude_outside", node.integer("exclude_outside", 0)));
        if (node.integer("antialias", 0) == 1) attributes.put("antialias", 1);
        return attributes;
    }

    /** [cells written, cells read], of what a row of them each was resized to. */
    private static String turned(Step step, String resized, String read) {
        Draft draft = step.draft();
        String rows = draft.reshaped(resized, draft.joined(read, draft.integers(-1)));
        return draft.cast(step.op("Transpose", rows), step.type());
    }

    private static String along(Step step, String value, int rank, int axis, String matrix) {
        if (axis == rank - 1) return step.op("MatMul", value, matrix);
        if (axis == rank - 2) return step.op("MatMul", step.op("Transpose", matrix), value);
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) order[i] = i;
        order[axis] = rank - 1;
        order[rank - 1] = axis;
        String turned = step.op("Transpose", Map.of("perm", order), value);
        return step.op("Transpose", Map.of("perm", order), step.op("MatMul", turned, matrix));
    }
}
