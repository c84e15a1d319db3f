package org.normscope.onnx.gradient;

import java.util.HashMap;
import java.util.Map;
import org.normscope.onnx.shape.Extent;

/** Reductions along axes: what one cell of the result gets goes to all cells it is made of, each with its slope. */
final class Reductions {
    static final Map<String, Rule> RULES = new HashMap<>();

    static {
        RULES.put("ReduceSum", step -> step.give(0, spread(step, step.g())));
        RULES.put("ReduceMean", step -> step.give(0, spread(step, step.op("Div", step.g(), count(step)))));
        RULES.put("ReduceSumSquare", step -> {
            String twice = step.op("Add", step.g(), step.g());
            step.give(0, step.op("Mul", open(step, twice), step.x(0)));
        });
        RULES.put("ReduceL1", step -> step.give(0, step.op("Mul", open(step, step.g()), step.op("Sign", step.x(0)))));
        RULES.put("ReduceL2", step -> {
            String safe = step.op("Where", step.op("Equal", step.y(), step.number(0)), step.number(1), step.y());
            step.give(0, step.op("Mul", open(step, step.op("Div", step.g(), safe)), step.x(0)));
        });
        RULES.put("ReduceLogSum", step -> {
            String share = step.op("Div", step.g(), step.op("Exp", step.y()));
            step.give(0, spread(step, share));
        });
        RULES.put("ReduceLogSumExp", step ->
            step.give(0, step.op("Mul", open(step, step.g()),
                step.op("Exp", step.op("Sub", step.x(0), open(step, step.y()))))));
        RULES.put("ReduceMax", Reductions::extreme);
        RULES.put("ReduceMin", Reductions::extreme);
        RULES.put("ReduceProd", Reductions::product);
        RULES.put("CumSum", Reductions::cumulative);
    }

    private Reductions() { }

    /** How many cells one cell of the result is made of, as a number of the input's type. */
    static String count(Step step) {
        Draft draft = step.draft();
        int[] read = step.extents(0).orElse(null), written = step.shapes().numbers(step.y()).orElse(null);
        if (read != null && written != null) return step.number(cells(read) / cells(written));
        Extent[] large = step.shapes().of(step.x(0)).orElse(null), small = step.shapes().of(step.y()).orElse(null);
        if (large != null && small != null && large.length == small.length) {
            double count = 1;
            boolean known = true;
            for (int axis = 0; axis < large.length; axis++) {
                if (large[axis].equals(small[axis])) continue;
                known &= large[axis].isKnown();
                count *= large[axis].offset();
            }
            if (known) return step.number(count);
        }
        return step.op("Div", draft.size(step.x(0), step.type()), draft.size(step.y(), step.type()));
    }

    private static double cells(int[] extents) {
        double cells = 1;
        for (int extent : extents) cells *= extent;
        return cells;
    }

    /** A value of the result's shape, with the axes again that the reduction took away. */
    private static String open(Step step, String value) {
        if (step.node().integer("keepdims", 1) == 1) return value;
        int[] axes = step.node().integers("axes").orElse(null);
        if (axes != null) {
            long[] wide = new long[axes.length];
            for (int i = 0; i < wide.length; i++) wide[i] = axes[i];
            return step.op("Unsqueeze", value, step.draft().integers(wide));
        }
        // Without axes all are reduced, or none: a number fits any shape, and a whole one fits itself.
        if (step.x(1).isEmpty()) return value;
        int[] said = step.shapes().axes(step.node()).orElse(null);
        return said != null && said.length == 0 ? value : step.op("Unsqueeze", value, step.x(1));
    }

    private static String spread(Step step, String value) {
        return step.op("Expand", open(step, value), step.draft().shape(step.x(0)));
    }

    /** Cells that are equally extreme share the gradient, as in PyTorch's amax. */
    private static void extreme(Step step) {
        String is = step.draft().mask(step.op("Equal", step.x(0), open(step, step.y())), step.type());
        String share = step.op("Div", step.g(), reducedAs(step, is));
        step.give(0, step.op("Mul", open(step, share), is));
    }

    /** To each cell the product of the others: where one of these is 0, nothing. */
    private static void product(Step step) {
        Map<String, Object> same = new HashMap<>(Map.of("keepdims", step.node().integer("keepdims", 1)));
        step.node().integers("axes").ifPresent(axes -> same.put("axes", axes));
        if (step.node().integer("noop_with_empty_axes", 0) != 0) same.put("noop_with_empty_axes", 1);
        String zero = step.op("Equal", step.x(0), step.number(0)), is = step.draft().mask(zero, step.type());
        String safe = step.op("Where", zero, step.number(1), step.x(0));
        String all = step.x(1).isEmpty() ? step.op("ReduceProd", same, safe)
            : step.op("ReduceProd", same, safe, step.x(1));
        String others = step.op("Div", open(step, step.op("Mul", step.g(), all)), safe);
        String zeros = step.op("Sub", open(step, reducedAs(step, is)), is);
        step.give(0, step.op("Where", step.op("Equal", zeros, step.number(0)), others, step.number(0)));
    }

    /** Sums over the axes of the node. */
    private static String reducedAs(Step step, String value) {
        Map<String, Object> attributes = Map.of("keepdims", step.node().integer("keepdims", 1),
            "noop_with_empty_axes", step.node().integer("noop_with_empty_axes", 0));
        int[] axes = step.node().integers("axes").orElse(null);
        if (axes == null) return step.x(1).isEmpty() ? step.op("ReduceSum", attributes, value)
            : step.op("ReduceSum", attributes, value, step.x(1));
        long[] wide = new long[axes.length];
        for (int i = 0; i < wide.length; i++) wide[i] = axes[i];
        return step.op("ReduceSum", attributes, value, step.draft().integers(wide));
    }

    private static void cumulative(Step step) {
        Map<String, Object> opposite = Map.of("exclusive", step.node().integer("exclusive", 0), "reverse",
            1 - step.node().integer("reverse", 0));
        step.give(0, step.op("CumSum", opposite, step.g(), step.x(1)));
    }
}
