package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.normscope.tensor.Shape;

/**
 * Puts the nodes of a branch in the place of an If whose condition is a constant: the other branch never runs, and
 * layers inside of one are not seen. Exporters write such for what depends on a mode or on extents that are fixed.
 */
public final class ChosenBranches {
    /** What a branch is called by while it is written out. */
    private static final String DOMAIN = "branch";

    private ChosenBranches() { }

    /** Whether a graph has branches at all. */
    public static boolean areIn(Graph graph) {
        return graph.model().getGraph().getNodeList().stream().anyMatch(ChosenBranches::branches);
    }

    /** Shapes with some axes longer. */
    public static Map<String, Shape> longer(Map<String, Shape> shapes, IntPredicate axes) {
        Map<String, Shape> others = new HashMap<>();
        shapes.forEach((value, shape) -> {
            int[] extents = shape.toArray();
            for (int axis = 0; axis < extents.length; axis++) if (axes.test(axis)) extents[axis]++;
            others.put(value, Shape.of(extents));
        });
        return others;
    }

    /**
     * The model with the branches taken whose conditions are constants by what the file alone says; itself where there
     * is none.
     *
     * @param name of the file, for messages
     * @throws BadNetworkException as {@link LocalFunctions#inlined}
     */
    public static ModelProto taken(ModelProto model, String name) {
        if (model.getGraph().getNodeList().stream().noneMatch(ChosenBranches::branches)) return model;
        Graph graph = new Graph(name, model);
        Map<String, Shape> fixed = fixed(graph);
        // In a branch there may be another one.
        return taken(graph, condition -> truth(graph, condition, fixed, fixed)).map(next -> taken(next, name))
            .orElse(model);
    }

    /**
     * The same by the extents of values inside, which exporters ask before they take an axis away.
     *
     * @param shapes as measured in one run
     * @param others in another: what depends on where they differ is no constant
     * @return the graph itself where there is none
     */
    public static Graph taken(Graph graph, Map<String, Shape> shapes, Map<String, Shape> others) {
        return taken(graph, condition -> truth(graph, condition, shapes, others))
            .map(next -> new Graph(graph.name(), next)).orElse(graph);
    }

    private static Optional<Boolean> truth(Graph graph, String condition, Map<String, Shape> shapes,
                                           Map<String, Shape> others) {
        return Constants.read(graph, condition, shapes, others)
            .filter(cells -> cells.data().length == 1 && !Float.isNaN(cells.data()[0]))
            .map(cells -> cells.data()[0] != 0);
    }

    /** @param truth of a condition, where it is known; empty where that is none */
    private static Optional<ModelProto> taken(Graph graph, Function<String, Optional<Boolean>> truth) {
        ModelProto model = graph.model();
        ModelProto.Builder next = model.toBuilder();
        for (NodeProto.Builder node : next.getGraphBuilder().getNodeBuilderList()) {
            if (!branches(node.build())) continue;
            truth.apply(node.getInput(0)).flatMap(then -> new Node(node.build()).attribute(then ? "then_branch"
                : "else_branch")).map(AttributeProto::getG)
                .ifPresent(body -> next.addFunctions(called(body, node, model, next.getFunctionsCount())));
        }
        return next.getFunctionsCount() == model.getFunctionsCount() ? Optional.empty()
            : Optional.of(LocalFunctions.inlined(next.build(), graph.name()));
    }

    private static boolean branches(NodeProto node) {
        return node.getOpType().equals("If") && node.getDomain().isEmpty();
    }

    /** Shapes of inputs whose extents are all told. */
    private static Map<String, Shape> fixed(Graph graph) {
        Map<String, Shape> fixed = new HashMap<>();
        for (Value input : graph.inputs()) {
            int[] extents = input.extents();
            if (extents != null && Arrays.stream(extents).allMatch(extent -> extent > 0)) {
                fixed.put(input.name(), Shape.of(extents));
            }
        }
        return fixed;
    }

    /** Makes a branch a function of what it takes from around it, and its node the call. */
    private static FunctionProto called(GraphProto branch, NodeProto.Builder node, ModelProto model, int number) {
        Set<String> captured = new HashSet<>(Node.captured(branch));
        captured.remove("");
        node.setDomain(DOMAIN).setOpType(DOMAIN + number).clearInput().addAllInput(captured).clearAttribute();
        FunctionProto.Builder function = FunctionProto.newBuilder().setDomain(DOMAIN).setName(DOMAIN + number)
            .addAllInput(captured).addAllOpsetImport(model.getOpsetImportList())
            .addAllOutput(branch.getOutputList().stream().map(ValueInfoProto::getName).toList())
            .addAllValueInfo(branch.getValueInfoList());
        for (TensorProto weights : branch.getInitializerList()) {
            function.addNode(NodeProto.newBuilder().setOpType("Constant").addOutput(weights.getName())
                .addAttribute(AttributeProto.newBuilder().setName("value").setType(AttributeType.TENSOR)
                    .setT(weights)));
        }
        return function.addAllNode(branch.getNodeList()).build();
    }
}
