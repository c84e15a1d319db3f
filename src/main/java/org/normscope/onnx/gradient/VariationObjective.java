package org.normscope.onnx.gradient;

import java.util.List;

/** Total variation of maps with two axes. */
final class VariationObjective extends Objective {
    private final String maps;

    VariationObjective(String maps) {
        super(List.of(maps));
        this.maps = maps;
    }

    @Override
    String write(Draft draft) {
        String steps = draft.op("Add", steps(draft, 2), steps(draft, 3));
        return draft.op("Div", steps, draft.size(maps, draft.type(maps)));
    }

    private String steps(Draft draft, int axis) {
        String difference = draft.op("Sub", draft.part(maps, axis, 1, Integer.MAX_VALUE),
            draft.part(maps, axis, 0, -1));
        return draft.total(draft.op("Abs", difference));
    }
}
