package org.normscope.onnx.gradient;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Operator;
import org.normscope.onnx.Operators;

/**
 * The weights of a network, which its file holds: real numbers along axes that operators compute with. Single numbers
 * of a formula, steps in which others count, and those that say how an operator works, are none.
 */
public final class HeldWeights {
    private HeldWeights() { }

    /** Their names, in the order in which they are read. */
    public static List<String> of(Graph graph) {
        Set<String> held = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            if (node.is(Operator.Trait.QUANTIZED)) continue;
            for (int i = 0; i < node.inputs().size(); i++) {
                String value = node.input(i);
                boolean says = Operators.of(node.operator()).numbers().contains(i);
                if (!says && isHeld(graph, value) && graph.type(value).isReal()) held.add(value);
            }
        }
        return List.copyOf(held);
    }

    private static boolean isHeld(Graph graph, String value) {
        boolean held = graph.isWeights(value)
            || graph.writer(value).filter(node -> node.operator().equals("Constant")).isPresent();
        return held && graph.constantExtents(value).filter(extents -> extents.length > 0).isPresent();
    }
}
