package org.normscope.onnx.gradient;

import java.util.List;
import java.util.Map;
import org.normscope.onnx.Value;

/**
 * How alike the Gram matrices of maps are to a given one: their product over their size, the cosine of the angle
 * between them where the given one has size 1. What keeps several pictures for one unit apart (Olah et al. 2017).
 */
final class LikenessObjective extends Objective {
    private static final double LEAST = 1e-12;

    private final String maps;
    private final String input;

    LikenessObjective(String maps, String input) {
        super(List.of(maps));
        this.maps = maps;
        this.input = input;
    }

    @Override
    String write(Draft draft) {
        String gram = draft.products(draft.flat(maps));
        String along = draft.op("Mul", gram, draft.input(input, draft.type(maps), Value.OPEN, Value.OPEN, Value.OPEN));
        String square = draft.op("Add", draft.sum(draft.op("Mul", gram, gram), 1, 2),
            draft.number(LEAST, draft.type(maps)));
        return draft.total(draft.op("Div", draft.sum(along, 1, 2), draft.op("Sqrt", square)));
    }
}
