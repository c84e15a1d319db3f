package org.normscope.onnx.gradient;

import java.util.List;
import org.normscope.onnx.BadNetworkException;

/** Total variation of maps with two axes. */
final class VariationObjective extends Objective {
    private final String maps;

    VariationObjective(String maps) {
        super(List.of(maps));
        this.maps = maps;
    }

    @Override
    String write(Draft draft) {
        if (draft.shapes().rank(maps).orElse(4) < 4) throw new BadNetworkException("onnx.gradient.maps",
            draft.shapes().graph().name(), maps);
        String steps = draft.op("Add", steps(draft, 2), steps(draft, 3));
        return summed(draft, draft.op("Div", steps, draft.size(maps, draft.type(maps))), maps);
    }

    private String steps(Draft draft, int axis) {
        String difference = draft.op("Sub", draft.part(maps, axis, 1, Integer.MAX_VALUE),
            draft.part(maps, axis, 0, -1));
        return draft.total(draft.op("Abs", difference));
    }
}
