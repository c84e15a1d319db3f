package org.normscope.onnx.gradient;

import java.util.List;
import java.util.Map;

/** How probable a class is, as a logarithm. */
final class ClassObjective extends Objective {
    private final String logits;
    private final int of;

    ClassObjective(String logits, int of) {
        super(List.of(logits));
        this.logits = logits;
        this.of = of;
    }

    @Override
    String write(Draft draft) {
        return draft.total(draft.part(draft.op("LogSoftmax", Map.of("axis", 1), logits), 1, of, of + 1L));
    }
}
