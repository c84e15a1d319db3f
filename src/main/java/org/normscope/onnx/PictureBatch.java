package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Set;

/** Puts a batch axis of one before an input that takes a single picture without one, and takes it off again behind. */
public final class PictureBatch {
    private static final String BATCHED = "/batch of one";
    private static final Set<Integer> COLOURS = Set.of(1, 3, 4);

    private PictureBatch() { }

    /** The graph itself where an input has four axes, or none of three looks like a picture. */
    public static Graph before(Graph graph) {
        boolean four = graph.inputs().stream().anyMatch(input -> input.rank() == 4);
        if (four) return graph;
        return graph.inputs().stream().filter(PictureBatch::isPicture).findFirst().map(input -> batched(graph,
            input)).orElse(graph);
    }

    /** Whether a node is the one that was put in. */
    public static boolean isOwn(Node node) {
        return node.input(0).endsWith(BATCHED);
    }

    private static boolean isPicture(Value input) {
        int[] extents = input.extents();
        return extents != null && extents.length == 3 && (COLOURS.contains(extents[0]) || COLOURS.contains(extents[2]));
    }

    private static Graph batched(Graph graph, Value input) {
        GraphProto.Builder whole = graph.model().getGraph().toBuilder();
        String name = input.name() + BATCHED;
        for (int i = 0; i < whole.getInputCount(); i++) {
            if (!whole.getInput(i).getName().equals(input.name())) continue;
            ValueInfoProto.Builder declared = whole.getInputBuilder(i).setName(name);
            declared.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().addDim(0, Dimension.newBuilder()
                .setDimValue(1));
        }
        NodeProto.Builder node = NodeProto.newBuilder().setOpType("Squeeze").setName(name).addInput(name)
            .addOutput(input.name());
        if (graph.opset() >= 13) {
            whole.addInitializer(TensorProto.newBuilder().setName(name + "/axis")
                .setDataType(ElementType.INT64.number())
                .addDims(1).addInt64Data(0));
            node.addInput(name + "/axis");
        } else {
            node.addAttribute(AttributeProto.newBuilder().setName("axes").setType(AttributeType.INTS).addInts(0));
        }
        whole.addNode(0, node);
        return new Graph(graph.name(), graph.model().toBuilder().setGraph(whole).build()).standingFor(graph);
    }
}
