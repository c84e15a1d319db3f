package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Operator.Trait;
import org.normscope.tensor.Tensor;

/** An ONNX model as bytes and objects. Immutable; surgery returns new graphs. */
public final class Graph {
    private final String name;
    private final ModelProto model;
    private final List<Node> nodes;
    private final Map<String, Node> writers = new HashMap<>();
    private final Map<String, List<Node>> readers = new HashMap<>();
    private final Map<String, TensorProto> weights;
    private @Nullable Map<String, TypeProto> types;
    private @Nullable String hash;
    /** The graph whose hash is this one's, until it is asked for: it takes a second for a large network. */
    private @Nullable Graph standsFor;

    /**
     * For what reads files: others have graphs of {@code GraphFile}.
     *
     * @param name  the file's, for messages
     * @param model in the forms that {@code GraphFile} brings it to
     * @throws BadNetworkException where nodes form a cycle, read what nothing writes, or write the same value
     */
    public Graph(String name, ModelProto model) {
        this.name = name;
        this.model = model;
        GraphProto graph = model.getGraph();
        weights = graph.getInitializerList().stream().collect(Collectors.toMap(TensorProto::getName, tensor -> tensor,
            (first, second) -> second, LinkedHashMap::new));
        List<Node> inFile = graph.getNodeList().stream().map(Node::new).toList();
        for (Node node : inFile) {
            for (String output : node.outputs()) {
                if (!output.isEmpty() && writers.put(output, node) != null) {
                    throw new BadNetworkException("onnx.duplicate", name, output);
                }
            }
        }
        nodes = RunningOrder.of(inFile, given(graph), name);
        nodes.forEach(node ->
            node.reads().forEach(value -> readers.computeIfAbsent(value, v -> new ArrayList<>()).add(node)));
    }

    /** What stands before any node runs. */
    private Set<String> given(GraphProto graph) {
        Set<String> given = new HashSet<>(weights.keySet());
        graph.getInputList().forEach(input -> given.add(input.getName()));
        return given;
    }

    /** The model as protobuf has it, without its being changed. */
    public ModelProto model() {
        return model;
    }

    /** The file's name, for messages. */
    public String name() {
        return name;
    }

    /** The model as a file's bytes. */
    public byte[] toBytes() {
        return model.toByteArray();
    }

    /** What the file says beside the graph (metadata_props) under a key. */
    public Optional<String> metadata(String key) {
        return model.getMetadataPropsList().stream().filter(entry -> entry.getKey().equals(key))
            .map(StringStringEntryProto::getValue).findFirst();
    }

    /** @param value an empty one takes the entry away; other entries stay */
    public Graph withMetadata(String key, String value) {
        if (metadata(key).orElse("").equals(value)) return this;
        ModelProto.Builder next = model.toBuilder().clearMetadataProps();
        model.getMetadataPropsList().stream().filter(entry -> !entry.getKey().equals(key))
            .forEach(next::addMetadataProps);
        if (!value.isEmpty()) next.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
        return new Graph(name, next.build());
    }

    /** SHA-256 of {@link #toBytes()}, hexadecimal: the key under which sessions and indexes are kept. */
    public synchronized String hash() {
        try {
            if (hash == null) {
                hash = standsFor != null ? standsFor.hash()
                    : HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(toBytes()));
                standsFor = null;
            }
            return hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** In an order in which they can run: that of the file, where the file is in order. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The inputs that have to be fed: weights that an old file lists among its inputs are none. */
    public List<Value> inputs() {
        return model.getGraph().getInputList().stream()
            .filter(input -> !weights.containsKey(input.getName())).map(Value::of).toList();
    }

    public List<Value> outputs() {
        return model.getGraph().getOutputList().stream().map(Value::of).toList();
    }

    /** The node that writes a value; empty for inputs and weights. */
    public Optional<Node> writer(String value) {
        return Optional.ofNullable(writers.get(value));
    }

    /**
     * The operator that computes a value; of maps that {@link Arranged} made, the one that computes the value they
     * are of.
     */
    public Optional<Node> maker(String value) {
        return writer(value).map(node -> Arranged.maker(this, node));
    }

    /** With the hash of another graph, whose file this one shows. */
    Graph standingFor(Graph other) {
        standsFor = other;
        return this;
    }

    /** The nodes that read a value, bodies of control flow included. */
    public List<Node> readers(String value) {
        return readers.getOrDefault(value, List.of());
    }

    /** The node that alone reads a value; empty where several do, or none. */
    public Optional<Node> onlyReader(String value) {
        return Optional.of(readers(value)).filter(found -> found.size() == 1).map(found -> found.get(0));
    }

    /**
     * A constant of the graph as float32: weights, a Constant node, or an Identity or Cast of one.
     *
     * @return empty where the value is none of these
     * @throws BadNetworkException where its cells do not fill its shape
     */
    public Optional<Tensor> constant(String value) {
        return Constants.read(this, value);
    }

    /** The extents of a constant, without reading its cells; empty where the value is none, see {@link #constant}. */
    public Optional<int[]> constantExtents(String value) {
        return Constants.extents(this, value);
    }

    Optional<TensorProto> weights(String value) {
        return Optional.ofNullable(weights.get(value));
    }

    /** The version of ONNX's own operators that the nodes are written in. */
    public int opset() {
        return model.getOpsetImportList().stream()
            .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
            .mapToInt(set -> (int) set.getVersion()).findFirst().orElse(1);
    }

    /** Whether a value is one that the file holds: weights, or what it keeps beside them. */
    public boolean isWeights(String value) {
        return weights.containsKey(value);
    }

    /** The type of a value, as far as the operators tell; else a tensor of float32. */
    synchronized TypeProto typeOf(String value) {
        if (types == null) types = Types.of(this);
        return types.getOrDefault(value, Types.tensor(ElementType.FLOAT));
    }

    /** The type of a value's cells, as far as the operators tell; else float32. */
    public ElementType type(String value) {
        return ElementType.of(typeOf(value).getTensorType().getElemType());
    }

    /** Whether a value is a tensor: lists, tables and optional values have no shape, and cannot be handed to a run. */
    public boolean isTensor(String value) {
        return typeOf(value).hasTensorType();
    }

    /** Whether a value is a tensor of real numbers: words and complex numbers are not shown. */
    public boolean holdsNumbers(String value) {
        return isTensor(value) && switch (type(value)) {
            case STRING, COMPLEX64, COMPLEX128 -> false;
            default -> true;
        };
    }

    /**
     * The numbers that a value is made of: the value itself where it holds numbers, else those nearest before it that
     * are not constant, as the probabilities before a table of them.
     *
     * @return empty where there are none
     */
    public Optional<String> numbersOf(String value) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(value));
        for (int next = 0; next < open.size(); next++) {
            String at = open.get(next);
            boolean computed = writer(at).isPresent() || inputs().stream().anyMatch(input -> input.name().equals(at));
            if (!computed || !seen.add(at)) continue;
            if (holdsNumbers(at)) return Optional.of(at);
            writer(at).ifPresent(node -> open.addAll(node.reads()));
        }
        return Optional.empty();
    }

    /** Values that depend on what is fed, or on chance: all but weights and what is computed from them alone. */
    Set<String> fed() {
        Set<String> fed = reached(inputs().stream().map(Value::name).toList());
        fed.addAll(random());
        return fed;
    }

    /** Values that two runs on the same input give differently. */
    public Set<String> random() {
        return reached(nodes.stream().filter(node -> node.is(Trait.RANDOM)).flatMap(node -> node.outputs().stream())
            .toList());
    }

    /** Values that the given ones reach, themselves included, going with the flow. */
    public Set<String> reached(Collection<String> from) {
        Set<String> reached = new HashSet<>(from);
        for (Node node : nodes) {
            if (node.reads().stream().anyMatch(reached::contains)) reached.addAll(node.outputs());
        }
        reached.remove("");
        return reached;
    }

    /** The values that nodes write on the way to a value, itself included, going against the flow. */
    public Set<String> leadingTo(String value) {
        Set<String> needed = new HashSet<>(Set.of(value)), written = new HashSet<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (node.outputs().stream().noneMatch(needed::contains)) continue;
            node.outputs().stream().filter(needed::contains).forEach(written::add);
            needed.addAll(node.reads());
        }
        return written;
    }

    /**
     * The same graph that gives these values (outputs or values inside) as its only outputs, without the nodes, weights
     * and inputs that they do not need.
     */
    public Graph giving(Collection<String> values) {
        return giving(values, List.of());
    }

    /**
     * As {@link #giving(Collection)}, with other values fed than its inputs: what lies before them alone is left out.
     * Values inside become inputs of their own type and of any shape.
     *
     * @param fed values inside, or inputs
     */
    public Graph giving(Collection<String> values, Collection<String> fed) {
        Set<String> inputs = inputs().stream().map(Value::name).collect(Collectors.toSet());
        List<ValueInfoProto> declared = new ArrayList<>(model.getGraph().getInputList());
        fed.stream().filter(value -> !inputs.contains(value)).forEach(value -> declared.add(Cut.declare(value,
            typeOf(value))));
        inputs.addAll(fed);
        return new Part(this, values, inputs).graph(values, declared);
    }

    /** The same outputs, without the nodes, weights and inputs that they do not need. */
    public Graph pruned() {
        Graph part = giving(outputs().stream().map(Value::name).toList());
        GraphProto.Builder graph = part.model.getGraph().toBuilder().clearOutput()
            .addAllOutput(model.getGraph().getOutputList());
        return new Graph(name, part.model.toBuilder().setGraph(graph).build());
    }

    /**
     * The same graph with its inputs declared for any extents, and its outputs: many files that name one size run at
     * any.
     *
     * @param rank of the inputs whose extents are opened, but for channels
     */
    public Graph withOpenInputs(int rank) {
        return new Graph(name, Extents.open(model, weights.keySet(), rank));
    }

    /**
     * Cuts the graph behind a value: what computes the asked values from it and from whatever else crosses there.
     *
     * @param asked outputs of the graph or values inside
     */
    public Cut after(String value, Collection<String> asked) {
        return Cut.of(this, value, new LinkedHashSet<>(asked));
    }

    /**
     * A graph that gives, for each of these values, its shape (an int64 vector) under the name
     * {@code value + "/shape"}.
     */
    public Graph shapesOf(Collection<String> values) {
        ModelProto.Builder builder = model.toBuilder();
        for (String value : values) {
            builder.getGraphBuilder()
                .addNode(NodeProto.newBuilder().setOpType("Shape").addInput(value).addOutput(shapeName(value)));
        }
        return new Graph(name, builder.build()).giving(values.stream().map(Graph::shapeName).toList());
    }

    public static String shapeName(String value) {
        return value + "/shape";
    }

    @Override
    public String toString() {
        return name;
    }
}
