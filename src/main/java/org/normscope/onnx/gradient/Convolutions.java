package org.normscope.onnx.gradient;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.shape.Window;

/**
 * Convolutions and transposed convolutions, of any number of axes, with groups, strides, dilations and pads. What the
 * input of one gets is what the other makes of the gradient.
 */
final class Convolutions {
    static final Map<String, Rule> RULES = new HashMap<>();

    static {
        RULES.put("Conv", step -> {
            Window window = window(step);
            if (step.wants(0)) step.give(0, toInput(step, window, step.g(), step.x(1)));
            if (step.wants(1)) step.give(1, KernelGradient.of(step, window, step.g(), step.y(), step.x(0)));
            bias(step, window);
        });
        RULES.put("ConvTranspose", step -> {
            Window window = transposedWindow(step);
            if (step.wants(0)) step.give(0, toTransposedInput(step, window, step.g(), step.x(1)));
            if (step.wants(1)) step.give(1, KernelGradient.of(step, window, step.x(0), step.x(0), step.g()));
            bias(step, window);
        });
    }

    private Convolutions() { }

    static Window window(Step step) {
        Window window = Window.of(step.node(), step.shapes()).orElseThrow(() -> step.refused("onnx.gradient.rank"))
            .padsForAny(step.node());
        Optional<int[]> extents = step.extents(0);
        return extents.map(known -> window.padsFor(step.node(), Window.spatial(known))).orElse(window);
    }

    private static void bias(Step step, Window window) {
        if (!step.wants(2)) return;
        long[] others = IntStream.range(0, window.rank() + 2).filter(axis -> axis != 1).asLongStream().toArray();
        step.give(2, step.op("ReduceSum", Map.of("keepdims", 0), step.g(), step.draft().integers(others)));
    }

    /**
     * What a convolution's input gets of something on its output's cells. With strides of 1 it is a convolution with
     * the kernel turned around, which engines do fastest; otherwise a transposed one.
     *
     * @param weights of the shape of the node's
     */
    static String toInput(Step step, Window window, String g, String weights) {
        long group = step.node().integer("group", 1);
        int rank = window.rank();
        int[] turned = new int[2 * rank];
        boolean fits = !window.same() && !window.steps();
        for (int axis = 0; axis < rank; axis++) {
            turned[axis] = window.span(axis) - 1 - window.pads()[axis];
            turned[axis + rank] = window.span(axis) - 1 - window.pads()[axis + rank];
            fits &= turned[axis] >= 0 && turned[axis + rank] >= 0;
        }
        if (!fits) return stuffed(step, window, g, weights, group)
            .orElseGet(() -> WindowSum.spread(step, window, g, weights, group, step.x(0)));
        return step.op("Conv", Map.of("kernel_shape", window.kernel(), "dilations", window.dilations(), "pads", turned,
            "group", group),
            g, turned(step, window, weights, group));
    }

    /**
     * The same of larger strides where each channel has a kernel of its own, which engines are slow to transpose: what
     * windows have is put a stride apart, zeros between, and gone over with the kernel turned around. Empty where that
     * does not fit, or extents are not known.
     */
    private static Optional<String> stuffed(Step step, Window window, String g, String weights, long group) {
        Optional<int[]> read = step.extents(0), written = step.shapes().numbers(step.y());
        boolean apart = window.rank() == 2 && !window.same() && step.type() == ElementType.FLOAT && read.isPresent()
            && written.isPresent() && read.get()[1] == group && written.get()[1] == group;
        if (!apart) return Optional.empty();
        int[] strides = window.strides(), pads = new int[4], extents = {1, 1, 0, 0};
        for (int axis = 0; axis < 2; axis++) {
            extents[axis + 2] = written.get()[axis + 2] * strides[axis];
            pads[axis] = window.span(axis) - 1 - window.pads()[axis];
            pads[axis + 2] = read.get()[axis + 2] - extents[axis + 2] + window.pads()[axis];
            if (pads[axis] < 0 || pads[axis + 2] < 0) return Optional.empty();
        }
        double[] places = new double[extents[2] * extents[3]];
        for (int y = 0; y < extents[2]; y += strides[0]) {
            for (int x = 0; x < extents[3]; x += strides[1]) places[y * extents[3] + x] = 1;
        }
        String set = step.op("Mul", step.draft().repeated(g, strides),
            step.draft().constant(ElementType.FLOAT, extents, places));
        return Optional.of(step.op("Conv", Map.of("kernel_shape", window.kernel(), "dilations", window.dilations(),
            "pads", pads, "group", group), set, turned(step, window, weights, group)));
    }

    /**
     * [O, I/g, k..] as [I, O/g, k..], the kernel's cells in the opposite order. The engine does it once where weights
     * are constant.
     */
    private static String turned(Step step, Window window, String weights, long group) {
        Draft draft = step.draft();
        int rank = window.rank();
        int[] order = IntStream.range(0, rank + (group == 1 ? 2 : 3)).toArray();
        int first = group == 1 ? 0 : 1;
        order[first] = first + 1;
        order[first + 1] = first;
        String exchanged;
        if (group == 1) {
            exchanged = step.op("Transpose", Map.of("perm", order), weights);
        } else {
            String rest = draft.extents(weights, 1, Integer.MAX_VALUE);
            String grouped = draft.reshaped(weights, draft.joined(draft.integers(group, -1), rest));
            String outputs = KernelGradient.ofGroup(step, weights, group);
            exchanged = draft.reshaped(step.op("Transpose", Map.of("perm", order), grouped),
                draft.joined(draft.integers(-1), outputs, draft.extents(weights, 2, Integer.MAX_VALUE)));
        }
        int[] turning = IntStream.range(0, rank).filter(axis -> window.kernel()[axis] > 1).toArray();
        if (turning.length == 0) return exchanged;
        long[] last = new long[turning.length], before = new long[turning.length];
        Arrays.fill(last, -1);
        Arrays.fill(before, -Integer.MAX_VALUE);
        return step.op("Slice", exchanged, draft.integers(last), draft.integers(before),
            draft.integers(Arrays.stream(turning).mapToLong(axis -> axis + 2).toArray()), draft.integers(last));
    }

    /** With explicit pads, as the transposed convolution resolved them. */
    static Window transposedWindow(Step step) {
        Window window = Window.of(step.node(), step.shapes()).orElseThrow(() -> step.refused("onnx.gradient.rank"));
        int[] said = step.node().integers("output_shape").orElse(null);
        if (said == null && !window.same()) return window;
        int rank = window.rank();
        int[] pads = new int[2 * rank], added = step.node().integers("output_padding").orElse(new int[rank]);
        for (int axis = 0; axis < rank; axis++) {
            int total = added[axis] + window.span(axis) - window.strides()[axis];
            if (said != null) {
                int extent = step.extents(0).orElseThrow(() -> step.refused("onnx.gradient.extents"))[axis + 2];
                total = window.strides()[axis] * (extent - 1) + added[axis]
                    + window.span(axis) - said[said.length - rank + axis];
            }
            total = Math.max(0, total);
            boolean upper = step.node().text("auto_pad", "NOTSET").equals("SAME_UPPER");
            pads[axis] = upper ? total / 2 : total - total / 2;
            pads[axis + rank] = total - pads[axis];
        }
        return new Window(window.kernel(), window.strides(), window.dilations(), pads, false, false, false);
    }

    /** What a transposed convolution's input gets of something on its output's cells. */
    static String toTransposedInput(Step step, Window window, String g, String weights) {
        return step.op("Conv", Map.of("kernel_shape", window.kernel(), "strides", window.strides(), "dilations",
            window.dilations(),
            "pads", window.pads(), "group", step.node().integer("group", 1)), g, weights);
    }
}
