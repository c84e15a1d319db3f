package org.normscope.onnx.gradient;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.normscope.onnx.ElementType;
import org.normscope.tensor.Tensor;

/** The same cells under another shape, type or order, or copied along axes. */
final class Arrangements {
    static final Map<String, Rule> RULES = new HashMap<>();

    static {
        for (String operator : new String[] {"Reshape", "Flatten", "Squeeze", "Unsqueeze"}) {
            RULES.put(operator, step -> step.give(0, step.draft().reshaped(step.g(), step.draft().shape(step.x(0)))));
        }
        RULES.put("Identity", step -> step.give(0, step.g()));
        RULES.put("Cast", step -> step.give(0, step.draft().cast(step.g(), Backward.slope(step.type()))));
        RULES.put("CastLike", step -> {
            if (step.wants(0)) step.give(0, step.draft().cast(step.g(), step.type()));
        });
        RULES.put("Dropout", Arrangements::dropout);
        RULES.put("Transpose", Arrangements::transpose);
        RULES.put("Expand", step -> step.giveSummed(0, step.g()));
        RULES.put("Tile", Arrangements::tile);
        RULES.put("Trilu", step -> {
            Map<String, Object> upper = Map.of("upper", step.node().integer("upper", 1));
            step.give(0, step.x(1).isEmpty() ? step.op("Trilu", upper, step.g())
                : step.op("Trilu", upper, step.g(), step.x(1)));
        });
        RULES.put("DepthToSpace", Arrangements::depthToSpace);
        RULES.put("SpaceToDepth", step ->
            step.give(0, step.op("DepthToSpace", Map.of("blocksize", step.node().integer("blocksize", 1)), step.g())));
    }

    private Arrangements() { }

    private static void transpose(Step step) {
        int[] order = step.node().integers("perm").orElse(null);
        if (order == null) {
            step.give(0, step.op("Transpose", step.g()));
            return;
        }
        int[] back = new int[order.length];
        for (int i = 0; i < back.length; i++) back[order[i]] = i;
        step.give(0, step.op("Transpose", Map.of("perm", back), step.g()));
    }

    /** Does nothing outside training; in training, what it let through it had scaled. */
    private static void dropout(Step step) {
        boolean trains = !step.x(2).isEmpty()
            && step.shapes().constant(step.x(2)).map(Tensor::data)
                .orElseThrow(() -> step.refused("onnx.gradient.operator"))[0] != 0;
        if (!trains) {
            step.give(0, step.g());
            return;
        }
        String kept = step.draft().cast(step.draft().alsoGiven(step.node(), 1, ElementType.BOOL), step.type());
        String ratio = step.x(1).isEmpty() ? step.number(.5) : step.draft().cast(step.x(1), step.type());
        step.give(0, step.op("Div", step.op("Mul", step.g(), kept), step.op("Sub", step.number(1), ratio)));
    }

    /** The copies lie along axes of their own once each axis is parted in two. */
    private static void tile(Step step) {
        Draft draft = step.draft();
        int rank = step.rank(0);
        String column = draft.integers(1);
        String parted = step.op("Concat", Map.of("axis", 1), step.op("Unsqueeze", step.x(1), column),
            step.op("Unsqueeze", draft.shape(step.x(0)), column));
        String copies = draft.reshaped(step.g(), draft.reshaped(parted, draft.integers(-1)));
        String axes = draft.integers(LongStream.range(0, rank).map(axis -> 2 * axis).toArray());
        step.give(0, step.op("ReduceSum", Map.of("keepdims", 0), copies, axes));
    }

    private static void depthToSpace(Step step) {
        long side = step.node().integer("blocksize", 1);
        if (!step.node().text("mode", "DCR").equals("CRD")) {
            step.give(0, step.op("SpaceToDepth", Map.of("blocksize", side), step.g()));
            return;
        }
        Draft draft = step.draft();
        String x = step.x(0), block = draft.integers(side);
        String parted = draft.reshaped(step.g(), draft.joined(draft.extents(step.y(), 0, 2), draft.extent(x, 2), block,
            draft.extent(x, 3), block));
        String ordered = step.op("Transpose", Map.of("perm", new int[] {0, 1, 3, 5, 2, 4}), parted);
        step.give(0, draft.reshaped(ordered, draft.shape(x)));
    }
}
