package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Map;

/** Puts one graph in front of another, so that both run as one. */
public final class GraphJoin {
    private GraphJoin() { }

    /**
     * @param first  its values and nodes get the prefix, so that no name stands twice; without control flow
     * @param second keeps its names and gives the outputs
     * @param wired  inputs of the second, each with the value of the first that it is; the other inputs stay inputs
     */
    public static Graph of(Graph first, String prefix, Graph second, Map<String, String> wired) {
        GraphProto front = first.model().getGraph(), back = second.model().getGraph();
        GraphProto.Builder joined = back.toBuilder().clearNode().clearInput().clearValueInfo();
        for (ValueInfoProto input : front.getInputList()) {
            joined.addInput(input.toBuilder().setName(prefix + input.getName()));
        }
        back.getInputList().stream().filter(input -> !wired.containsKey(input.getName())).forEach(joined::addInput);
        for (TensorProto weights : front.getInitializerList()) {
            joined.addInitializer(weights.toBuilder().setName(prefix + weights.getName()));
        }
        front.getNodeList().forEach(node -> joined.addNode(prefixed(node, prefix)));
        for (NodeProto node : back.getNodeList()) {
            NodeProto.Builder reading = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                if (wired.containsKey(node.getInput(i))) reading.setInput(i, prefix + wired.get(node.getInput(i)));
            }
            joined.addNode(reading);
        }
        return new Graph(second.name(), second.model().toBuilder().setGraph(joined).build());
    }

    private static NodeProto prefixed(NodeProto node, String prefix) {
        NodeProto.Builder named = node.toBuilder().setName(prefix + node.getName());
        for (int i = 0; i < node.getInputCount(); i++) {
            if (!node.getInput(i).isEmpty()) named.setInput(i, prefix + node.getInput(i));
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            if (!node.getOutput(i).isEmpty()) named.setOutput(i, prefix + node.getOutput(i));
        }
        return named.build();
    }
}
