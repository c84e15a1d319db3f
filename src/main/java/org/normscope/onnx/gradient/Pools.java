package org.normscope.onnx.gradient;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Node;
import org.normscope.onnx.shape.Window;

/** Pooling over windows and over whole maps. */
final class Pools {
    static final Map<String, Rule> RULES = new HashMap<>();

    static {
        RULES.put("MaxPool", Pools::maximum);
        RULES.put("AveragePool", step -> step.give(0, toAveraged(step, step.g())));
        RULES.put("LpPool", Pools::norm);
        RULES.put("GlobalAveragePool", step -> {
            String share = step.op("Div", step.g(), Reductions.count(step));
            step.give(0, step.op("Expand", share, step.draft().shape(step.x(0))));
        });
        RULES.put("GlobalMaxPool", Pools::globalMaximum);
        RULES.put("GlobalLpPool", step -> step.give(0, powers(step, step.op("Mul", step.g(), slope(step)))));
    }

    private Pools() { }

    /** Each window gives all it has to its first greatest cell; windows that overlap add up. */
    private static void maximum(Step step) {
        if (step.node().integer("storage_order", 0) != 0) throw step.refused("onnx.gradient.operator");
        step.give(0, Maxima.of(step, Convolutions.window(step)).orElseGet(() ->
            Maxima.spread(step, step.draft().alsoGiven(step.node(), 1, ElementType.INT64))));
    }

    private static void globalMaximum(Step step) {
        Draft draft = step.draft();
        String cells = draft.reshaped(step.x(0), draft.integers(0, 0, -1));
        String place = step.op("ArgMax", Map.of("axis", 2), cells);
        String none = draft.zeros(step.op("Shape", cells), step.type());
        String spread = step.op("ScatterElements", Map.of("axis", 2), none, place,
            draft.reshaped(step.g(), draft.integers(0, 0, 1)));
        step.give(0, draft.reshaped(spread, draft.shape(step.x(0))));
    }

    /**
     * What the cells that an AveragePool reads get of something that its windows have: the weights of the mean,
     * whichever cells it counts.
     */
    static String toAveraged(Step step, String g) {
        Window window = Convolutions.window(step);
        int cells = Arrays.stream(window.kernel()).reduce(1, (a, b) -> a * b);
        boolean plain = !window.padded() && !window.ceiling();
        String shared = plain ? step.op("Mul", g, step.number(1.0 / cells)) : step.op("Mul", g, share(step, window));
        return spread(step, window, shared);
    }

    /**
     * Every cell gets the sum of what the windows have that read it. Channels are taken for pictures: they do not mix.
     */
    private static String spread(Step step, Window window, String g) {
        Draft draft = step.draft();
        String single = draft.reshaped(g, draft.joined(draft.integers(-1, 1),
            draft.extents(step.y(), 2, Integer.MAX_VALUE)));
        String sum = WindowSum.spread(step, window, single, ones(step, window), 1, step.x(0));
        return draft.reshaped(sum, draft.shape(step.x(0)));
    }

    private static String ones(Step step, Window window) {
        int[] extents = new int[window.rank() + 2];
        extents[0] = extents[1] = 1;
        System.arraycopy(window.kernel(), 0, extents, 2, window.rank());
        double[] cells = new double[Arrays.stream(extents).reduce(1, (a, b) -> a * b)];
        Arrays.fill(cells, 1);
        return step.draft().constant(step.type(), extents, cells);
    }

    /** A cell's weight in each window: what the pool makes of ones, over how many ones it reads. */
    private static String share(Step step, Window window) {
        Draft draft = step.draft();
        String map = step.op("Expand", step.number(1), draft.joined(draft.integers(1, 1),
            draft.extents(step.x(0), 2, Integer.MAX_VALUE)));
        String mean = step.op("AveragePool", attributes(step.node()), map);
        int rank = window.rank();
        // Zeros behind the end for the window that ceil_mode adds; one window more does no harm and is cut off.
        int[] behind = new int[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            behind[axis] = window.same() ? 0 : window.pads()[axis];
            behind[axis + rank] = (window.same() ? 0 : window.pads()[axis + rank])
                + (window.ceiling() ? window.strides()[axis] - 1 : 0);
        }
        String source = window.same() ? sameOnes(step, window, map) : map;
        String count = step.op("Conv", Map.of("strides", window.strides(), "dilations", window.dilations(), "pads",
            behind), source, ones(step, window));
        if (window.ceiling()) {
            long[] axes = new long[rank], zeros = new long[rank];
            for (int axis = 0; axis < rank; axis++) axes[axis] = axis + 2;
            count = step.op("Slice", count, draft.integers(zeros), draft.extents(step.y(), 2, Integer.MAX_VALUE),
                draft.integers(axes));
        }
        return step.op("Div", mean, step.op("Max", count, step.number(1)));
    }

    private static String sameOnes(Step step, Window window, String map) {
        Draft draft = step.draft();
        String begin = WindowSum.begins(step, window, step.x(0)), none = draft.integers(0, 0);
        String end = step.op("Sub", WindowSum.totals(step, window, step.x(0)), begin);
        return step.op("Pad", map, draft.joined(none, begin, none, end));
    }

    private static Map<String, Object> attributes(Node node) {
        Map<String, Object> attributes = new HashMap<>();
        for (String name : new String[] {"kernel_shape", "strides", "dilations", "pads"}) node.integers(name)
            .ifPresent(v -> attributes.put(name, v));
        for (String name : new String[] {"ceil_mode", "count_include_pad"}) attributes.put(name, node.integer(name, 0));
        attributes.put("auto_pad", node.text("auto_pad", "NOTSET"));
        return attributes;
    }

    /** y = (sum |x|^p)^(1/p): g y^(1-p) goes to every cell of the window, times |x|^(p-1) and the sign. */
    private static void norm(Step step) {
        Window window = Convolutions.window(step);
        step.give(0, powers(step, spread(step, window, step.op("Mul", step.g(), slope(step)))));
    }

    /** y^(1-p), and 0 where all of the window is 0. */
    private static String slope(Step step) {
        String zero = step.op("Equal", step.y(), step.number(0));
        String safe = step.op("Where", zero, step.number(1), step.y());
        return step.op("Where", zero, step.number(0), step.op("Pow", safe,
            step.number(1.0 - step.node().integer("p", 2))));
    }

    private static String powers(Step step, String value) {
        String x = step.x(0);
        long p = step.node().integer("p", 2);
        String power = p == 2 ? x : step.op("Mul", step.op("Sign", x),
            step.op("Pow", step.op("Abs", x), step.number(p - 1.0)));
        return step.op("Mul", value, power);
    }
}
