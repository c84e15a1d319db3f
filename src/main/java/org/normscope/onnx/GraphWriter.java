package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a graph anew from another one, node by node: what has to work on whole graphs needs no bytes for it. Values
 * keep their names; new ones get names that nobody has. Not thread-safe.
 */
public final class GraphWriter {
    private final Graph graph;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> weights = new ArrayList<>();
    private final List<ValueInfoProto> inputs = new ArrayList<>();
    private final Set<String> released = new LinkedHashSet<>();
    private final Set<String> taken = new HashSet<>();
    /** How often a name was wanted that was taken. */
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * @param graph gives weights, inputs and all that is said beside the nodes; its nodes are written by {@link #keep}
     */
    public GraphWriter(Graph graph) {
        this.graph = graph;
        graph.model().getGraph().getInputList().forEach(input -> taken.add(input.getName()));
        graph.model().getGraph().getInitializerList().forEach(tensor -> taken.add(tensor.getName()));
        for (Node node : graph.nodes()) {
            taken.add(node.name());
            taken.addAll(node.outputs());
        }
    }

    /** A name for a new node or value. */
    public String name(String wanted) {
        String name = wanted;
        while (!taken.add(name)) name = wanted + "_" + numbers.merge(wanted, 1, Integer::sum);
        return name;
    }

    /** Writes a node as it is. */
    public void keep(Node node) {
        nodes.add(node.proto());
    }

    /** Writes a node with other inputs, and without some of its attributes. */
    public void keep(Node node, List<String> reads, Set<String> without) {
        NodeProto.Builder changed = node.proto().toBuilder().clearInput().addAllInput(reads).clearAttribute();
        node.proto().getAttributeList().stream().filter(a -> !without.contains(a.getName()))
            .forEach(changed::addAttribute);
        nodes.add(changed.build());
    }

    /** Writes a node with other inputs and outputs. */
    public void keep(Node node, List<String> reads, List<String> outputs) {
        nodes.add(node.proto().toBuilder().clearInput().addAllInput(reads).clearOutput().addAllOutput(outputs).build());
    }

    /** Gives a node that was kept one more output, where it has none at that position. */
    public void extend(Node node, int position, String output) {
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.get(i).equals(node.proto())) continue;
            NodeProto.Builder longer = nodes.get(i).toBuilder();
            while (longer.getOutputCount() <= position) longer.addOutput("");
            nodes.set(i, longer.setOutput(position, output).build());
            return;
        }
        throw new IllegalArgumentException(node + " was not kept");
    }

    /**
     * Writes a node behind those written before.
     *
     * @param outputs    names that nobody else writes
     * @param attributes whole numbers (Integer, Long), real ones (Float, Double), text, int[] or long[]
     */
    public void add(String operator, String name, List<String> reads, List<String> outputs, Map<String, ?> attributes) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).setName(name).addAllInput(reads)
            .addAllOutput(outputs);
        attributes.forEach((key, value) -> node.addAttribute(attribute(key, value)));
        nodes.add(node.build());
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer || value instanceof Long) {
            return attribute.setType(AttributeType.INT).setI(((Number) value).longValue()).build();
        }
        if (value instanceof Float || value instanceof Double) {
            return attribute.setType(AttributeType.FLOAT).setF(((Number) value).floatValue()).build();
        }
        if (value instanceof String text) return attribute.setType(AttributeType.STRING)
            .setS(ByteString.copyFromUtf8(text)).build();
        attribute.setType(AttributeType.INTS);
        if (value instanceof int[] ints) for (int i : ints) attribute.addInts(i);
        else if (value instanceof long[] longs) for (long i : longs) attribute.addInts(i);
        else throw new IllegalArgumentException(name + " is of " + value.getClass());
        return attribute.build();
    }

    /**
     * Adds a constant.
     *
     * @param type FLOAT, DOUBLE, INT64 or BOOL
     */
    public String constant(String wanted, ElementType type, int[] extents, double... cells) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name(wanted)).setDataType(type.number());
        for (int extent : extents) tensor.addDims(extent);
        for (double cell : cells) {
            switch (type) {
                case FLOAT -> tensor.addFloatData((float) cell);
                case DOUBLE -> tensor.addDoubleData(cell);
                case INT64 -> tensor.addInt64Data((long) cell);
                case BOOL -> tensor.addInt32Data((int) cell);
                default -> throw new IllegalArgumentException("constants of " + type);
            }
        }
        weights.add(tensor.build());
        return tensor.getName();
    }

    /** Adds an input, of open extents where they are {@link Value#OPEN}. */
    public String input(String wanted, ElementType type, int @Nullable ... extents) {
        String name = name(wanted);
        inputs.add(info(name, type, extents));
        return name;
    }

    /** Makes weights an input that has to be fed. */
    public void release(String weight, int... extents) {
        inputs.add(info(weight, graph.type(weight), extents));
        released.add(weight);
    }

    private static ValueInfoProto info(String name, ElementType type, int @Nullable [] extents) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.number());
        if (extents != null) {
            TensorShapeProto.Builder shape = tensor.getShapeBuilder();
            for (int extent : extents) {
                TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
                if (extent != Value.OPEN) dimension.setDimValue(extent);
            }
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)).build();
    }

    /** The nodes written so far, with the outputs that the graph had. */
    public Graph graph() {
        return graph(graph.opset());
    }

    /** As {@link #graph()}, in the operators of that version. */
    public Graph graph(int opset) {
        GraphProto.Builder written = graph.model().getGraph().toBuilder().clearNode().clearInput().clearInitializer()
            .clearValueInfo()
            .addAllNode(nodes);
        graph.model().getGraph().getInitializerList().stream().filter(tensor -> !released.contains(tensor.getName()))
            .forEach(written::addInitializer);
        written.addAllInitializer(weights);
        graph.model().getGraph().getInputList().stream().filter(input -> graph.weights(input.getName()).isEmpty())
            .forEach(written::addInput);
        written.addAllInput(inputs);
        ModelProto.Builder model = graph.model().toBuilder().setGraph(written)
            .setIrVersion(Math.max(8, graph.model().getIrVersion()));
        if (opset != graph.opset()) {
            model.clearOpsetImport().addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset));
            graph.model().getOpsetImportList().stream().filter(set -> !set.getDomain().isEmpty()
                && !set.getDomain().equals("ai.onnx"))
                .forEach(model::addOpsetImport);
        }
        return new Graph(graph.name(), model.build());
    }

    /** The nodes written so far, as far as these values need them, which are its outputs. */
    public Graph graph(Collection<Value> outputs) {
        Graph part = graph().giving(outputs.stream().map(Value::name).toList());
        GraphProto.Builder declared = part.model().getGraph().toBuilder().clearOutput();
        outputs.forEach(value -> declared.addOutput(info(value.name(), value.type(), value.extents())));
        return new Graph(graph.name(), part.model().toBuilder().setGraph(declared).build());
    }
}
