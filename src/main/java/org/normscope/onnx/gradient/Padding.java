package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Padding by a constant, by mirroring, by repeating the edge or by going round: copies give back to what they copied.
 */
final class Padding {
    private Padding() { }

    static void back(Step step) {
        Draft draft = step.draft();
        String inside = inside(step);
        if (step.wants(0)) step.give(0, inside);
        if (step.wants(2)) step.give(2, draft.reshaped(step.op("Sub", draft.total(step.g()), draft.total(inside)),
            draft.shape(step.x(2))));
    }

    /** What the padded cells get. */
    private static String inside(Step step) {
        Draft draft = step.draft();
        String mode = step.node().text("mode", "constant");
        if (mode.equals("constant") && step.x(3).isEmpty()) {
            long[] known = step.shapes().integers(step.x(1)).orElse(null);
            String opposite = known != null ? draft.integers(Arrays.stream(known).map(pad -> -pad).toArray())
                : step.op("Neg", step.x(1));
            return step.op("Pad", step.g(), opposite);
        }
        int rank = step.rank(0);
        long[] axes = step.x(3).isEmpty() ? null : step.shapes().integers(step.x(3))
            .orElseThrow(() -> step.refused("onnx.gradient.axes"));
        int count = axes == null ? rank : axes.length;
        long[] pads = step.shapes().integers(step.x(1)).orElse(null);
        String value = step.g();
        for (int i = 0; i < count; i++) {
            int axis = axes == null ? i : step.axis(axes[i], 0);
            boolean copies = !mode.equals("constant");
            if (pads == null || copies && (pads[i] < 0 || pads[i + count] < 0)) {
                value = computed(step, value, rank, axis, mode, i, count);
            } else if (!copies) value = draft.between(value, rank, axis, draft.integers(-pads[i]),
                draft.integers(-pads[i + count]));
            else if (pads[i] + pads[i + count] > 0) value = folded(step, value, rank, axis, mode, pads[i],
                pads[i + count]);
        }
        return value;
    }

    /** Adds what lies in the margins to the cells of which they are copies. */
    private static String folded(Step step, String value, int rank, int axis, String mode, long before, long behind) {
        Draft draft = step.draft();
        String extent = draft.extent(step.x(0), axis);
        List<String> terms = new ArrayList<>();
        terms.add(draft.part(value, axis, before, behind == 0 ? Integer.MAX_VALUE : -behind));
        if (before > 0) {
            String margin = draft.part(value, axis, 0, before);
            String none = draft.integers(0), one = draft.integers(1);
            terms.add(switch (mode) {
                case "reflect" -> draft.between(reversed(draft, margin, axis), rank, axis, one,
                    less(step, extent, before + 1));
                case "edge" -> draft.between(draft.sum(margin, axis), rank, axis, none, less(step, extent, 1));
                case "wrap" -> draft.between(margin, rank, axis, less(step, extent, before), none);
                default -> throw step.refused("onnx.gradient.operator");
            });
        }
        if (behind > 0) {
            String margin = draft.part(value, axis, -behind, Integer.MAX_VALUE);
            String none = draft.integers(0), one = draft.integers(1);
            terms.add(switch (mode) {
                case "reflect" -> draft.between(reversed(draft, margin, axis), rank, axis,
                    less(step, extent, behind + 1), one);
                case "edge" -> draft.between(draft.sum(margin, axis), rank, axis, less(step, extent, 1), none);
                case "wrap" -> draft.between(margin, rank, axis, none, less(step, extent, behind));
                default -> throw step.refused("onnx.gradient.operator");
            });
        }
        return step.op("Sum", terms.toArray(String[]::new));
    }

    private static String less(Step step, String extent, long cells) {
        return step.op("Sub", extent, step.draft().integers(cells));
    }

    private static String reversed(Draft draft, String value, int axis) {
        return draft.op("Slice", value, draft.integers(-1), draft.integers(-Integer.MAX_VALUE), draft.integers(axis),
            draft.integers(-1));
    }

    /** As the padded numbers of the cells say, where the pads are computed in the run. */
    private static String computed(Step step, String value, int rank, int axis, String mode, int index, int count) {
        Draft draft = step.draft();
        String extent = draft.extent(step.x(0), axis);
        String before = draft.part(step.x(1), 0, index, index + 1L),
            behind = draft.part(step.x(1), 0, index + count, index + count + 1L);
        if (mode.equals("constant")) return draft.between(value, rank, axis, step.op("Neg", before),
            step.op("Neg", behind));
        String places = step.op("Pad", Map.of("mode", mode), draft.range(extent), draft.joined(before, behind));
        return draft.scattered(value, rank, axis, places, extent);
    }
}
