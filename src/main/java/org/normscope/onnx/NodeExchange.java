package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.normscope.tensor.Tensor;

/**
 * Puts other nodes in the place of one node, or of a group. They write the value that it wrote, so that whoever reads
 * it, the graph's outputs and bodies of control flow included, need not change.
 */
final class NodeExchange {
    private final Graph graph;
    private final List<Node> old;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> weights = new ArrayList<>();
    private final List<ValueInfoProto> inputs = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    NodeExchange(Graph graph, Node old) {
        this(graph, List.of(old));
    }

    /** @param old in running order; the last one's place is taken */
    NodeExchange(Graph graph, List<Node> old) {
        this.graph = graph;
        this.old = old;
        graph.model().getGraph().getInputList().forEach(input -> taken.add(input.getName()));
        graph.model().getGraph().getInitializerList().forEach(tensor -> taken.add(tensor.getName()));
        for (Node node : graph.nodes()) {
            if (old.size() > 1 && old.contains(node)) continue; // a group that is mixed anew keeps its names
            taken.add(node.name());
            taken.addAll(node.outputs());
        }
    }

    /** A name for a new node or value. */
    String name(String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) name = wanted + "_" + i;
        return name;
    }

    /** Adds a constant vector. It is kept in float32, behind a Cast where the graph wants another type. */
    String vector(String wanted, ElementType type, float... cells) {
        return constant(wanted, type, List.of((long) cells.length), cells);
    }

    /** As {@link #vector}, of shape [1, C, 1, 1]: one cell a channel. */
    String channels(String wanted, ElementType type, float... cells) {
        return constant(wanted, type, List.of(1L, (long) cells.length, 1L, 1L), cells);
    }

    /** As {@link #vector}, of the tensor's shape. */
    String kernel(String wanted, ElementType type, Tensor cells) {
        List<Long> extents = new ArrayList<>();
        for (int axis = 0; axis < cells.shape().rank(); axis++) extents.add((long) cells.shape().extent(axis));
        return constant(wanted, type, extents, cells.data());
    }

    private String constant(String wanted, ElementType type, List<Long> extents, float... cells) {
        String name = name(wanted);
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name)
            .setDataType(ElementType.FLOAT.number()).addAllDims(extents);
        for (float cell : cells) tensor.addFloatData(cell);
        weights.add(tensor.build());
        if (type == ElementType.FLOAT) return name;
        String cast = name(wanted + "/cast");
        AttributeProto to = AttributeProto.newBuilder().setName("to").setType(AttributeType.INT)
            .setI(type.number()).build();
        return add("Cast", cast, List.of(name), cast, to);
    }

    /** Adds an input to the graph. */
    String input(String wanted, ElementType type, long... extents) {
        String name = name(wanted);
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.number());
        for (long extent : extents) tensor.getShapeBuilder().addDimBuilder().setDimValue(extent);
        inputs.add(ValueInfoProto.newBuilder().setName(name)
            .setType(TypeProto.newBuilder().setTensorType(tensor)).build());
        return name;
    }

    /** Adds a node behind those added before, under the name of the value that it writes. */
    String add(String operator, String output, String... inputs) {
        String name = name(output);
        return add(operator, name, List.of(inputs), name);
    }

    /** Adds a node behind those added before. */
    String add(String operator, String name, List<String> inputs, String output, AttributeProto... attributes) {
        return add(NodeProto.newBuilder().setOpType(operator).setName(name).addAllInput(inputs).addOutput(output)
            .addAllAttribute(List.of(attributes)));
    }

    /** Adds a node behind those added before. */
    String add(NodeProto.Builder node) {
        nodes.add(node.build());
        return node.getOutput(0);
    }

    /**
     * The graph after the exchange, without the weights that only the old node read. Weights are not among its inputs,
     * as since IR version 4.
     */
    Graph graph() {
        GraphProto whole = graph.model().getGraph();
        GraphProto.Builder changed = whole.toBuilder().clearNode().clearInput().clearInitializer();
        for (NodeProto node : whole.getNodeList()) {
            if (node.equals(old.get(old.size() - 1).proto())) changed.addAllNode(nodes);
            else if (old.stream().noneMatch(one -> one.proto().equals(node))) changed.addNode(node);
        }
        Set<String> dropped = dropped();
        whole.getInitializerList().stream().filter(tensor -> !dropped.contains(tensor.getName()))
            .forEach(changed::addInitializer);
        changed.addAllInitializer(weights);
        whole.getInputList().stream().filter(input -> graph.weights(input.getName()).isEmpty())
            .forEach(changed::addInput);
        changed.addAllInput(inputs);
        ModelProto model = graph.model();
        return new Graph(graph.name(),
            model.toBuilder().setIrVersion(Math.max(4, model.getIrVersion())).setGraph(changed).build());
    }

    private Set<String> dropped() {
        Set<String> dropped = new HashSet<>();
        old.forEach(node -> dropped.addAll(node.reads()));
        dropped.removeIf(value -> !old.containsAll(graph.readers(value)));
        nodes.forEach(node -> dropped.removeAll(new Node(node).reads()));
        graph.model().getGraph().getOutputList().stream().map(ValueInfoProto::getName).forEach(dropped::remove);
        return dropped;
    }
}
