package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;

/** Makes a graph from picture to picture that counts blue, green, red one that counts red, green, blue. */
public final class ChannelOrder {
    private static final String SWAPPED = "/red first", ORDER = "normscope blue and red changed";

    private ChannelOrder() { }

    /**
     * @param input  [N, 3, H, W]; keeps its name
     * @param output [N, 3, H, W]; keeps its name
     */
    public static Graph redFirst(Graph graph, String input, String output) {
        GraphProto whole = graph.model().getGraph();
        GraphProto.Builder swapped = whole.toBuilder().clearNode();
        TensorProto.Builder order = TensorProto.newBuilder().setName(ORDER).setDataType(ElementType.INT64.number())
            .addDims(3);
        for (int channel : new int[] {2, 1, 0}) order.addInt64Data(channel);
        swapped.addInitializer(order);
        swapped.addNode(gather(input, input + SWAPPED));
        for (NodeProto node : whole.getNodeList()) {
            NodeProto.Builder reading = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(input)) reading.setInput(i, input + SWAPPED);
            }
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(output)) reading.setInput(i, output + SWAPPED);
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                if (node.getOutput(i).equals(output)) reading.setOutput(i, output + SWAPPED);
            }
            swapped.addNode(reading);
        }
        swapped.addNode(gather(output + SWAPPED, output));
        return new Graph(graph.name(), graph.model().toBuilder().setGraph(swapped).build());
    }

    private static NodeProto gather(String from, String to) {
        return NodeProto.newBuilder().setOpType("Gather").setName(to + "/order").addInput(from).addInput(ORDER)
            .addOutput(to)
            .addAttribute(AttributeProto.newBuilder().setName("axis").setType(AttributeType.INT).setI(1)).build();
    }
}
