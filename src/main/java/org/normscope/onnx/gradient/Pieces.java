package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.shape.Extent;

/** Operators that put values together or take pieces of them. */
final class Pieces {
    static final Map<String, Rule> RULES = new HashMap<>();

    static {
        RULES.put("Concat", Pieces::concat);
        RULES.put("Split", Pieces::split);
        RULES.put("Slice", Pieces::slice);
        RULES.put("Pad", Padding::back);
        RULES.put("Gather", Pieces::gather);
        RULES.put("GatherElements", step -> step.give(0, scattered(step, step.x(1), true,
            step.node().integer("axis", 0))));
        RULES.put("GatherND", Pieces::gatherPlaces);
        RULES.put("ScatterElements", step -> scatter(step, "GatherElements", Map.of("axis",
            step.node().integer("axis", 0))));
        RULES.put("ScatterND", step -> scatter(step, "GatherND", Map.of()));
        RULES.put("TopK", step -> {
            String places = step.draft().alsoGiven(step.node(), 1, ElementType.INT64);
            step.give(0, scattered(step, places, false, step.node().integer("axis", -1)));
        });
    }

    private Pieces() { }

    private static void concat(Step step) {
        int axis = (int) step.node().integer("axis", 1), count = step.node().inputs().size();
        String[] sizes = new String[count];
        long[] known = new long[count];
        boolean all = true;
        for (int i = 0; i < count; i++) {
            Extent[] extents = step.shapes().of(step.x(i)).orElse(null);
            Extent own = extents == null ? Extent.named("?") : extents[axis < 0 ? axis + extents.length : axis];
            all &= own.isKnown();
            known[i] = own.offset();
        }
        if (!all) for (int i = 0; i < count; i++) sizes[i] = step.draft().extent(step.x(i), axis);
        String lengths = all ? step.draft().integers(known) : step.draft().joined(sizes);
        List<String> parts = step.draft().ops("Split", count, Map.of("axis", axis), step.g(), lengths);
        for (int i = 0; i < count; i++) if (step.wants(i)) step.give(i, parts.get(i));
    }

    /** Parts on which nothing depends get zeros. */
    private static void split(Step step) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < step.node().outputs().size(); i++) {
            String known = step.g(i);
            parts.add(known != null ? known : step.draft().zeros(step.draft().shape(step.node().outputs().get(i)),
                step.type()));
        }
        step.give(0, step.op("Concat", Map.of("axis", step.node().integer("axis", 0)), parts.toArray(String[]::new)));
    }

    /** Axis by axis: zeros around the piece, or, for steps other than 1, between its cells. */
    private static void slice(Step step) {
        Draft draft = step.draft();
        int rank = step.rank(0);
        long[] axes = step.x(3).isEmpty() ? null : step.shapes().integers(step.x(3))
            .orElseThrow(() -> step.refused("onnx.gradient.axes"));
        long[] steps = step.x(4).isEmpty() ? null : step.shapes().integers(step.x(4))
            .orElseThrow(() -> step.refused("onnx.gradient.axes"));
        int count = axes != null ? axes.length : steps != null ? steps.length : step.shapes().of(step.x(1))
            .map(e -> (int) e[0].offset()).orElse(rank);
        String value = step.g();
        for (int i = 0; i < count; i++) {
            int axis = axes == null ? i : step.axis(axes[i], 0);
            long by = steps == null ? 1 : steps[i];
            String extent = draft.extent(step.x(0), axis);
            String places = step.op("Slice", draft.range(extent), one(step, 1, i), one(step, 2, i), draft.integers(0),
                draft.integers(by));
            if (by == 1) {
                String first = step.op("Slice", places, draft.integers(0), draft.integers(1), draft.integers(0));
                String behind = step.op("Sub", step.op("Sub", extent, first), draft.extent(step.y(), axis));
                value = draft.between(value, rank, axis, first, behind);
            } else {
                value = draft.scattered(value, rank, axis, places, extent);
            }
        }
        step.give(0, value);
    }

    /** One cell of a vector that the node reads, a vector of one. */
    private static String one(Step step, int input, int index) {
        long[] known = step.shapes().integers(step.x(input)).orElse(null);
        if (known != null) return step.draft().integers(known[index]);
        String whole = step.draft().cast(step.x(input), ElementType.INT64);
        return step.op("Slice", whole, step.draft().integers(index), step.draft().integers(index + 1L),
            step.draft().integers(0));
    }

    private static void gather(Step step) {
        Draft draft = step.draft();
        int axis = step.axis(step.node().integer("axis", 0), 0), rank = step.rank(0);
        List<String> shape = new ArrayList<>();
        if (axis > 0) shape.add(draft.extents(step.x(0), 0, axis));
        shape.add(draft.integers(-1));
        if (axis < rank - 1) shape.add(draft.extents(step.x(0), axis + 1, Integer.MAX_VALUE));
        String value = draft.reshaped(step.g(), draft.joined(shape.toArray(String[]::new)));
        String places = draft.cast(draft.reshaped(step.x(1), draft.integers(-1)), ElementType.INT64);
        step.give(0, draft.scattered(value, rank, axis, places, draft.extent(step.x(0), axis)));
    }

    private static String scattered(Step step, String places, boolean adds, long axis) {
        Draft draft = step.draft();
        String shape = draft.shape(step.x(0));
        Map<String, Long> along = Map.of("axis", axis);
        return adds ? draft.added("ScatterElements", along, shape, places, step.g())
            : step.op("ScatterElements", along, draft.zeros(shape, step.type()), places, step.g());
    }

    private static void gatherPlaces(Step step) {
        if (step.node().integer("batch_dims", 0) != 0) throw step.refused("onnx.gradient.operator");
        Draft draft = step.draft();
        step.give(0, draft.added("ScatterND", Map.of(), draft.shape(step.x(0)), step.x(1), step.g()));
    }

    /**
     * Cells put into a copy of a value: what exporters make of x[:, 1:3] = y. The value loses the gradient where it was
     * written over, the cells find theirs where they were put. Where two were put into one place, both get what the
     * place has, as in PyTorch; the specification does not say which of them stays.
     */
    private static void scatter(Step step, String gather, Map<String, ?> along) {
        boolean adds = step.node().text("reduction", "none").equals("add");
        if (!adds && !step.node().text("reduction", "none").equals("none")) {
            throw step.refused("onnx.gradient.operator");
        }
        String places = step.x(1);
        if (step.wants(0)) step.give(0, adds ? step.g() : step.op(step.node().operator(), along, step.g(), places,
            step.draft().zeros(step.draft().shape(step.x(2)), step.type())));
        if (step.wants(2)) step.give(2, step.op(gather, along, step.g(), places));
    }
}
