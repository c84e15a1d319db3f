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
        String flat = draft.reshaped(maps, draft.integers(0, 0, -1));
        String products = draft.op("MatMul", flat, draft.op("Transpose", Map.of("perm", new int[] {0, 2, 1}), flat));
        String cells = draft.cast(draft.extent(flat, 2), draft.type(maps));
        String gram = draft.op("Div", products, cells);
        String difference = draft.op("Sub", gram, draft.input(input, draft.type(maps), Value.OPEN, Value.OPEN,
            Value.OPEN));
        return draft.op("ReduceMean", Map.of("keepdims", 0), draft.op("Mul", difference, difference));
    }
}
