package org.normscope.onnx.gradient;

import java.util.List;
import java.util.Map;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Value;

/** Cross-entropy with labels. */
final class LabelObjective extends Objective {
    private final String logits;
    private final String labels;

    LabelObjective(String logits, String labels) {
        super(List.of(logits));
        this.logits = logits;
        this.labels = labels;
    }

    @Override
    String write(Draft draft) {
        String flat = draft.reshaped(logits, draft.integers(0, -1));
        String places = draft.op("Unsqueeze", draft.input(labels, ElementType.INT64, Value.OPEN), draft.integers(1));
        String right = draft.op("GatherElements", Map.of("axis", 1), draft.op("LogSoftmax", Map.of("axis", 1), flat),
            places);
        return draft.op("Neg", draft.op("ReduceMean", Map.of("keepdims", 0), right));
    }
}
