package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names that nothing in a model has. */
final class FreshNames {
    private final Set<String> values = new HashSet<>(), nodes = new HashSet<>();
    /** How often a name was wanted that was taken. */
    private final Map<String, Integer> numbers = new HashMap<>();

    FreshNames(GraphProto graph) {
        take(graph);
    }

    private void take(GraphProto graph) {
        graph.getInputList().forEach(input -> values.add(input.getName()));
        graph.getInitializerList().forEach(weights -> values.add(weights.getName()));
        for (NodeProto node : graph.getNodeList()) {
            values.addAll(node.getOutputList());
            nodes.add(node.getName());
            Node.bodies(node).forEach(this::take);
        }
    }

    String value(String wanted) {
        return fresh(wanted, values);
    }

    String node(String wanted) {
        return fresh(wanted, nodes);
    }

    private String fresh(String wanted, Set<String> taken) {
        String name = wanted;
        while (!taken.add(name)) name = wanted + "_" + (1 + numbers.merge(wanted, 1, Integer::sum));
        return name;
    }
}
