package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts the nodes of a model's local functions, which PyTorch's exporter and others write, in the place of the nodes
 * that call them: receptive fields, normalizations and gradients are told from single operators. What stands in a
 * function gets the call's name in front of its own. A function may be written in another version of ONNX than the
 * model where its operators have not changed between the two; else it cannot stand among the model's nodes, and stays
 * one. Source: ONNX IR.md, "Functions".
 */
public final class LocalFunctions {
    /** Calls in each other; exporters write one for each module around a module. */
    private static final int DEPTH = 200;
    /** Functions that call others twice, some thirty deep, have more nodes than any memory holds. */
    private static final int NODES = 1 << 16;

    private final String file;
    private final Map<Id, FunctionProto> functions;
    private final FreshNames names;
    private final Map<String, Long> versions;
    private final Map<Id, Boolean> fitting = new HashMap<>();
    private final Set<Id> kept = new HashSet<>();
    private final Deque<Id> open = new ArrayDeque<>();
    private int written;

    /** What a node calls a function by. */
    record Id(String domain, String name, String overload) {
        static Id of(FunctionProto function) {
            return new Id(plain(function.getDomain()), function.getName(), function.getOverload());
        }

        static Id of(NodeProto node) {
            return new Id(plain(node.getDomain()), node.getOpType(), node.getOverload());
        }
    }

    private LocalFunctions(ModelProto model, String file) {
        this.file = file;
        functions = of(model);
        names = new FreshNames(model.getGraph());
        versions = versions(model.getOpsetImportList());
    }

    /** Names of those that a graph still calls. */
    public static List<String> left(Graph graph) {
        Set<Id> all = of(graph.model()).keySet();
        Set<String> left = new LinkedHashSet<>();
        everyNode(graph.model().getGraph().getNodeList(), node -> {
            if (all.contains(Id.of(node))) left.add(node.getOpType());
        });
        return List.copyOf(left);
    }

    static Map<Id, FunctionProto> of(ModelProto model) {
        Map<Id, FunctionProto> functions = new LinkedHashMap<>();
        model.getFunctionsList().forEach(function -> functions.put(Id.of(function), function));
        return functions;
    }

    /**
     * The model with its functions' nodes in the place of the calls; itself where it has none.
     *
     * @param file stands in messages
     * @throws BadNetworkException where a function calls itself, or calls make more nodes than can be held
     */
    public static ModelProto inlined(ModelProto model, String file) {
        return model.getFunctionsCount() == 0 ? model : new LocalFunctions(model, file).inlined(model);
    }

    private ModelProto inlined(ModelProto before) {
        GraphProto graph = graph(before.getGraph(), CallScope.outermost(names));
        ModelProto.Builder model = before.toBuilder().setGraph(graph).clearFunctions().clearOpsetImport();
        Set<String> used = new HashSet<>(Set.of(""));
        Consumer<NodeProto> use = node -> used.add(plain(node.getDomain()));
        everyNode(graph.getNodeList(), use);
        Deque<Id> called = new ArrayDeque<>(kept);
        while (!called.isEmpty()) {
            FunctionProto function = functions.get(called.pop());
            if (function == null) continue;
            everyNode(function.getNodeList(), use.andThen(node -> {
                if (functions.containsKey(Id.of(node)) && kept.add(Id.of(node))) called.push(Id.of(node));
            }));
        }
        functions.forEach((id, function) -> {
            if (kept.contains(id)) model.addFunctions(function);
        });
        functions.keySet().stream().map(Id::domain).filter(domain -> !used.contains(domain))
            .forEach(versions::remove);
        versions.forEach((domain, version) -> model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain)
            .setVersion(version)));
        return model.build();
    }

    /** A graph, or the body of control flow, with all calls in it carried out. */
    private GraphProto graph(GraphProto before, CallScope around) {
        CallScope scope = around.inside(before);
        GraphProto.Builder graph = scope.declared(before);
        before.getNodeList().forEach(node -> write(node, scope, graph));
        return graph.build();
    }

    private void write(NodeProto before, CallScope scope, GraphProto.Builder into) {
        NodeProto.Builder node = before.toBuilder().setName(scope.node(before.getName())).clearInput().clearOutput()
            .clearAttribute();
        before.getInputList().forEach(value -> node.addInput(scope.value(value)));
        before.getOutputList().forEach(value -> node.addOutput(scope.value(value)));
        before.getAttributeList().forEach(said -> scope.meant(said, plain -> withBodies(plain, scope))
            .ifPresent(node::addAttribute));
        FunctionProto function = functions.get(Id.of(before));
        if (function != null && fitting.computeIfAbsent(Id.of(function), id -> fits(function))) {
            call(node.build(), function, into);
            return;
        }
        if (function != null) kept.add(Id.of(before));
        if (++written > NODES) throw new BadNetworkException("onnx.functions", file, String.valueOf(NODES));
        into.addNode(node);
    }

    private AttributeProto withBodies(AttributeProto said, CallScope scope) {
        AttributeProto.Builder changed = said.toBuilder();
        if (said.hasG()) changed.setG(graph(said.getG(), scope));
        for (int i = 0; i < said.getGraphsCount(); i++) changed.setGraphs(i, graph(said.getGraphs(i), scope));
        return changed.build();
    }

    /** @param call as it stands in the graph that is written */
    private void call(NodeProto call, FunctionProto function, GraphProto.Builder into) {
        Id id = Id.of(function);
        if (open.contains(id) || open.size() == DEPTH) {
            throw new BadNetworkException("onnx.recursion", file, function.getName(), String.valueOf(DEPTH));
        }
        open.push(id);
        CallScope scope = CallScope.of(call, function, names);
        function.getNodeList().forEach(node -> write(node, scope, into));
        scope.handedOn().forEach(into::addNode);
        scope.told().forEach(into::addValueInfo);
        open.pop();
    }

    /** Whether its operators are the model's; versions of domains that the model does not name become the model's. */
    private boolean fits(FunctionProto function) {
        Map<String, Long> own = versions(function.getOpsetImportList());
        Map<String, Set<String>> used = new HashMap<>();
        everyNode(function.getNodeList(), node -> {
            if (functions.containsKey(Id.of(node))) return;
            used.computeIfAbsent(plain(node.getDomain()), domain -> new HashSet<>()).add(node.getOpType());
        });
        own.keySet().retainAll(used.keySet());
        boolean same = own.entrySet().stream().allMatch(set -> {
            long one = set.getValue(), other = versions.getOrDefault(set.getKey(), set.getValue());
            return one == other || set.getKey().isEmpty() && used.getOrDefault("", Set.of()).stream()
                .allMatch(operator -> Operators.of(operator).isSame(one, other));
        });
        if (same) own.forEach(versions::putIfAbsent);
        return same;
    }

    private static Map<String, Long> versions(List<OperatorSetIdProto> sets) {
        Map<String, Long> versions = new LinkedHashMap<>();
        sets.forEach(set -> versions.put(plain(set.getDomain()), set.getVersion()));
        return versions;
    }

    private static void everyNode(List<NodeProto> nodes, Consumer<NodeProto> visit) {
        for (NodeProto node : nodes) {
            visit.accept(node);
            Node.bodies(node).forEach(body -> everyNode(body.getNodeList(), visit));
        }
    }

    /** ONNX's own operators have two names for their domain. */
    private static String plain(String domain) {
        return domain.equals("ai.onnx") ? "" : domain;
    }
}
