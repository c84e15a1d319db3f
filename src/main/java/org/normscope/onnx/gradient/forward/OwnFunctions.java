package org.normscope.onnx.gradient.forward;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;

/** Takes ONNX's operators apart that are functions of others. */
public final class OwnFunctions {
    private static final Map<String, Rewrite.Form> FORMS = new HashMap<>(LossForms.FORMS);

    static {
        FORMS.putAll(AttentionForms.FORMS);
        FORMS.put("Swish", (rewrite, node) -> List.of(swish(rewrite, node, 1)));
    }

    private OwnFunctions() { }

    /** x sigmoid(alpha x). @param usual alpha where the node says none */
    static String swish(Rewrite rewrite, Node node, double usual) {
        String x = node.input(0), alpha = rewrite.number(node, node.real("alpha", (float) usual));
        return rewrite.op(node, "Mul", x, rewrite.op(node, "Sigmoid", rewrite.op(node, "Mul", x, alpha)));
    }

    /** @param graph of opset 17 or later; the same where it has none of these */
    public static Graph apart(Graph graph) {
        return Rewrite.of(graph, "", FORMS);
    }
}
