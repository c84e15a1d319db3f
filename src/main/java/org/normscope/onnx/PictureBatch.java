package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Puts a batch axis of one before an input that takes a single picture without one, and takes it off again behind. */
public final class PictureBatch {
    private static final String BATCHED = "/batch of one", AXIS = "/axis";
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
        return node.operator().equals("Squeeze") && node.input(0).endsWith(BATCHED);
    }

    /**
     * The graph with the input that its file had: what {@link #before} put in is taken out again. Who reads the input
     * with its batch beside is given it made from the file's.
     */
    public static Graph without(Graph graph) {
        return without(graph, false);
    }

    /** As {@link #without(Graph)}, but the input with its batch is there to be read in any case. */
    public static Graph beside(Graph graph) {
        return without(graph, true);
    }

    /** The file's name of an input that may be one with a batch put before it. */
    public static String plain(Graph graph, String input) {
        return own(graph).filter(node -> node.input(0).equals(input)).map(Node::output).orElse(input);
    }

    private static Optional<Node> own(Graph graph) {
        return graph.nodes().stream().filter(node -> isOwn(node) && isFed(graph, node.input(0))).findFirst();
    }

    private static Graph without(Graph graph, boolean beside) {
        Node own = own(graph).orElse(null);
        if (own == null) return graph;
        String batched = own.input(0), plain = own.output();
        boolean read = beside || graph.readers(batched).size() > 1;
        GraphProto.Builder whole = graph.model().getGraph().toBuilder().clearNode().clearInitializer();
        for (NodeProto node : graph.model().getGraph().getNodeList()) {
            boolean puts = node.getOutputList().contains(plain);
            if (puts && read) whole.addNode(node.toBuilder().setOpType("Unsqueeze").setInput(0, plain).setOutput(0,
                batched));
            else if (!puts) whole.addNode(node);
        }
        for (TensorProto constant : graph.model().getGraph().getInitializerList()) {
            if (read || !constant.getName().equals(batched + AXIS)) whole.addInitializer(constant);
        }
        for (ValueInfoProto.Builder input : whole.getInputBuilderList()) {
            if (!input.getName().equals(batched)) continue;
            input.setName(plain).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().removeDim(0);
        }
        return new Graph(graph.name(), graph.model().toBuilder().setGraph(whole).build());
    }

    /** What such a graph is fed, of what it was fed before. */
    public static Map<String, Tensor> without(Map<String, Tensor> feeds, Graph graph) {
        Map<String, Tensor> plain = new HashMap<>();
        feeds.forEach((name, cells) -> {
            boolean own = name.endsWith(BATCHED) && !isFed(graph, name);
            int[] extents = cells.shape().toArray();
            plain.put(own ? name.substring(0, name.length() - BATCHED.length()) : name, own
                ? cells.reshaped(Shape.of(Arrays.copyOfRange(extents, 1, extents.length))) : cells);
        });
        return plain;
    }

    private static boolean isFed(Graph graph, String name) {
        return graph.inputs().stream().anyMatch(input -> input.name().equals(name));
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
            whole.addInitializer(TensorProto.newBuilder().setName(name + AXIS)
                .setDataType(ElementType.INT64.number())
                .addDims(1).addInt64Data(0));
            node.addInput(name + AXIS);
        } else {
            node.addAttribute(AttributeProto.newBuilder().setName("axes").setType(AttributeType.INTS).addInts(0));
        }
        whole.addNode(0, node);
        return new Graph(graph.name(), graph.model().toBuilder().setGraph(whole).build()).standingFor(graph);
    }
}
