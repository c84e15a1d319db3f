package org.normscope.onnx.gradient;

import java.util.List;
import java.util.Map;

/** How far maps are from given ones. */
final class DistanceObjective extends Objective {
    private final String maps;
    private final String input;

    DistanceObjective(String maps, String input) {
        super(List.of(maps));
        this.maps = maps;
        this.input = input;
    }

    @Override
    String write(Draft draft) {
        String difference = draft.op("Sub", maps, draft.input(input, draft.type(maps), draft.open(maps)));
        String mean = draft.op("ReduceMean", Map.of("keepdims", 0), draft.op("Mul", difference, difference));
        return draft.op("Mul", summed(draft, mean, maps), draft.number(.5, draft.type(maps)));
    }
}
