package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the names and attributes in a local function mean where it is called. Outside of calls all keep their names. */
final class CallScope {
    /** In front of what stands inside; empty outside of calls. */
    private final String prefix;
    private final NodeProto call;
    private final FunctionProto function;
    private final FreshNames fresh;
    private final Map<String, String> names;

    private CallScope(String prefix, NodeProto call, FunctionProto function, FreshNames fresh,
                      Map<String, String> names) {
        this.prefix = prefix;
        this.call = call;
        this.function = function;
        this.fresh = fresh;
        this.names = names;
    }

    static CallScope outermost(FreshNames fresh) {
        return new CallScope("", NodeProto.getDefaultInstance(), FunctionProto.getDefaultInstance(), fresh, Map.of());
    }

    static CallScope of(NodeProto call, FunctionProto function, FreshNames fresh) {
        String label = new Node(call).label();
        CallScope scope = new CallScope((label.isEmpty() ? call.getOpType() : label) + "/", call, function, fresh,
            new HashMap<>());
        for (int i = 0; i < function.getInputCount(); i++) {
            scope.names.put(function.getInput(i), i < call.getInputCount() ? call.getInput(i) : "");
        }
        for (int i = 0; i < scope.outputs(); i++) {
            if (!call.getOutput(i).isEmpty()) scope.names.putIfAbsent(function.getOutput(i), call.getOutput(i));
        }
        written(function.getNodeList()).forEach(value -> scope.names.computeIfAbsent(value, scope::inner));
        return scope;
    }

    /** The scope of a body of control flow: what it defines is not seen around it. */
    CallScope inside(GraphProto body) {
        if (prefix.isEmpty()) return this;
        CallScope scope = new CallScope(prefix, call, function, fresh, new HashMap<>(names));
        Stream.of(body.getInputList().stream().map(ValueInfoProto::getName),
                body.getInitializerList().stream().map(weights -> weights.getName()),
                written(body.getNodeList())).flatMap(defined -> defined).distinct()
            .forEach(value -> scope.names.put(value, inner(value)));
        return scope;
    }

    private static Stream<String> written(List<NodeProto> nodes) {
        return nodes.stream().flatMap(node -> node.getOutputList().stream()).filter(value -> !value.isEmpty());
    }

    private String inner(String value) {
        return fresh.value(prefix + value);
    }

    /** What nothing around it defines gets a name of nothing: a function does not see the graph that calls it. */
    String value(String name) {
        return prefix.isEmpty() || name.isEmpty() ? name : names.computeIfAbsent(name, this::inner);
    }

    String node(String name) {
        return prefix.isEmpty() || name.isEmpty() ? name : fresh.node(prefix + name);
    }

    /**
     * What an attribute says: one by reference what the call says, else the function's default.
     *
     * @param read what stands in the function; the call's own attributes have been read where it stands
     * @return empty where the reference is to what neither says
     */
    Optional<AttributeProto> meant(AttributeProto said, UnaryOperator<AttributeProto> read) {
        String wanted = said.getRefAttrName();
        if (prefix.isEmpty() || wanted.isEmpty()) return Optional.of(read.apply(said));
        return named(wanted, call.getAttributeList())
            .or(() -> named(wanted, function.getAttributeProtoList()).map(read))
            .map(value -> value.toBuilder().setName(said.getName()).build());
    }

    private static Optional<AttributeProto> named(String name, List<AttributeProto> attributes) {
        return attributes.stream().filter(attribute -> attribute.getName().equals(name)).findFirst();
    }

    /** The graph without its nodes. */
    GraphProto.Builder declared(GraphProto before) {
        GraphProto.Builder graph = before.toBuilder().clearNode();
        if (prefix.isEmpty()) return graph;
        Stream.of(graph.getInputBuilderList(), graph.getOutputBuilderList(), graph.getValueInfoBuilderList())
            .flatMap(List::stream).forEach(value -> value.setName(value(value.getName())));
        graph.getInitializerBuilderList().forEach(weights -> weights.setName(value(weights.getName())));
        return graph;
    }

    /** Copies an output that is an input, or another output, of the function. */
    List<NodeProto> handedOn() {
        List<NodeProto> copies = new ArrayList<>();
        for (int i = 0; i < outputs(); i++) {
            String from = value(function.getOutput(i)), to = call.getOutput(i);
            if (to.isEmpty() || from.isEmpty() || from.equals(to)) continue;
            copies.add(NodeProto.newBuilder().setOpType("Identity").setName(node(function.getOutput(i)))
                .addInput(from).addOutput(to).build());
        }
        return copies;
    }

    /** What the function says of its inner values. */
    List<ValueInfoProto> told() {
        Set<String> outside = new HashSet<>(function.getInputList());
        outside.addAll(function.getOutputList());
        return function.getValueInfoList().stream()
            .filter(value -> names.containsKey(value.getName()) && !outside.contains(value.getName()))
            .map(value -> value.toBuilder().setName(value(value.getName())).build()).toList();
    }

    private int outputs() {
        return Math.min(call.getOutputCount(), function.getOutputCount());
    }
}
