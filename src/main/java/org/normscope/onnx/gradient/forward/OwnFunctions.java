package org.normscope.onnx.gradient.forward;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normscope.onnx.Graph;

/** Takes ONNX's operators apart that are functions of others. */
public final class OwnFunctions {
    private static final Map<String, Rewrite.Form> FORMS = new HashMap<>(LossForms.FORMS);

    static {
        FORMS.putAll(AttentionForms.FORMS);
        FORMS.put("Swish", (rewrite, node) -> List.of(rewrite.op(node, "Mul", node.input(0), rewrite.op(node,
            "Sigmoid", rewrite.op(node, "Mul", node.input(0), rewrite.number(node, node.real("alpha", 1)))))));
    }

    private OwnFunctions() { }

    /** @param graph of opset 17 or later; the same where it has none of these */
    public static Graph apart(Graph graph) {
        return Rewrite.of(graph, "", FORMS);
    }
}
