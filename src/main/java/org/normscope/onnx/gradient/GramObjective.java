package org.normscope.onnx.gradient;

import java.util.List;
import java.util.Map;
import org.normscope.onnx.Value;

/** How far the Gram matrices of maps are from given ones (Gatys et al. 2016): texture. */
final class GramObjective extends Objective {
    private final String maps;
    private final String input;

    GramObjective(String maps, String input) {
        super(List.of(maps));
        this.maps = maps;
        this.input = input;
    }

    @Override
    String write(Draft draft) {
        String flat = draft.flat(maps);
        String cells = draft.cast(draft.extent(flat, 2), draft.type(maps));
        String gram = draft.op("Div", draft.products(flat), cells);
        String difference = draft.op("Sub", gram, draft.input(input, draft.type(maps), Value.OPEN, Value.OPEN,
            Value.OPEN));
        return summed(draft, draft.op("ReduceMean", Map.of("keepdims", 0), draft.op("Mul", difference, difference)),
            maps);
    }
}
