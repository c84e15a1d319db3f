package org.normscope.onnx.gradient;

import java.util.List;

/** A sum whose weights each run is fed with. */
final class FedObjective extends Objective {
    private final String value;
    private final String input;

    FedObjective(String value, String input) {
        super(List.of(value));
        this.value = value;
        this.input = input;
    }

    @Override
    String write(Draft draft) {
        return draft.total(draft.op("Mul", value, draft.input(input, draft.type(value), draft.open(value))));
    }
}
