package org.normscope.onnx.gradient;

import java.util.List;
import java.util.Map;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Value;

/** How far means and deviations of channels are from given ones: style, as AdaIN has it. */
final class MomentsObjective extends Objective {
    /** Under the root, so that the slope at 0 is finite; as AdaIN adds it. */
    private static final double EPSILON = 1e-5;

    private final String maps;
    private final String means;
    private final String deviations;

    MomentsObjective(String maps, String means, String deviations) {
        super(List.of(maps));
        this.maps = maps;
        this.means = means;
        this.deviations = deviations;
    }

    @Override
    String write(Draft draft) {
        ElementType type = draft.type(maps);
        String flat = draft.reshaped(maps, draft.integers(0, 0, -1));
        String mean = draft.reduced("ReduceMean", flat, 2), centred = draft.op("Sub", flat, mean);
        String variance = draft.reduced("ReduceMean", draft.op("Mul", centred, centred), 2);
        String deviation = draft.op("Sqrt", draft.op("Add", variance, draft.number(EPSILON, type)));
        return draft.op("Add", squares(draft, mean, means, type), squares(draft, deviation, deviations, type));
    }

    private static String squares(Draft draft, String column, String input, ElementType type) {
        String wanted = draft.op("Unsqueeze", draft.input(input, type, Value.OPEN, Value.OPEN), draft.integers(2));
        String difference = draft.op("Sub", column, wanted);
        return draft.op("ReduceSum", Map.of("keepdims", 0), draft.op("Mul", difference, difference));
    }
}
