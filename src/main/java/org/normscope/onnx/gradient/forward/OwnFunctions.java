package org.normscope.onnx.gradient.forward;

import java.util.HashMap;
import java.util.Map;
import org.normscope.onnx.Graph;

/** Takes ONNX's operators apart that are functions of others. */
public final class OwnFunctions {
    private static final Map<String, Rewrite.Form> FORMS = new HashMap<>(LossForms.FORMS);

    static {
        FORMS.putAll(AttentionForms.FORMS);
    }

    private OwnFunctions() { }

    /** @param graph of opset 17 or later; the same where it has none of these */
    public static Graph apart(Graph graph) {
        return Rewrite.of(graph, "", FORMS);
    }
}
