package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names that nothing in a model has. */
public final class FreshNames {
    private final Set<String> values = new HashSet<>(), nodes = new HashSet<>();
    /** How often a name was wanted that was taken. */
    private final Map<String, Integer> numbers = new HashMap<>();

    FreshNames(GraphProto graph) {
        take(graph);
    }

    /** With a name for each node that has none, after what it writes: by names engines say where something is wrong. */
    public static Graph forNodes(Graph graph) {
        GraphProto.Builder named = graph.model().getGraph().toBuilder();
        return new FreshNames(graph.model().getGraph()).named(named)
            ? new Graph(graph.name(), graph.model().toBuilder().setGraph(named).build()).standingFor(graph) : graph;
    }

    /**
     * With the second node of a name called name_2, as layers are: no engine opens a file in which a name stands
     * twice.
     */
    public static Graph nodesApart(Graph graph) {
        Set<String> names = new HashSet<>(), given = new HashSet<>();
        graph.nodes().forEach(node -> given.add(node.name()));
        GraphProto.Builder named = graph.model().getGraph().toBuilder();
        boolean changed = false;
        for (NodeProto.Builder node : named.getNodeBuilderList()) {
            if (node.getName().isEmpty() || names.add(node.getName())) continue;
            String name = node.getName();
            for (int i = 2; !given.add(name); i++) name = node.getName() + "_" + i;
            node.setName(name);
            changed = true;
        }
        return changed ? new Graph(graph.name(), graph.model().toBuilder().setGraph(named).build()) : graph;
    }

    private boolean named(GraphProto.Builder graph) {
        boolean changed = false;
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            if (node.getName().isEmpty()) {
                node.setName(node(new Node(node.build()).output()));
                changed = true;
            }
            for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                if (attribute.hasG()) changed |= named(attribute.getGBuilder());
            }
        }
        return changed;
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
