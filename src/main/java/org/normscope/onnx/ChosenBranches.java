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
import org.normscope.tensor.Shape;

/**
 * Puts the nodes of a branch in the place of an If whose condition is a constant: the other branch never runs, and
 * layers inside of one are not seen. Exporters write such for what depends on a mode or on extents that are fixed.
 */
final class ChosenBranches {
    /** What a branch is called by while it is written out. */
    private static final String DOMAIN = "branch";

    private ChosenBranches() { }

    /** @param name of the file, for messages */
    static ModelProto taken(ModelProto model, String name) {
        if (model.getGraph().getNodeList().stream().noneMatch(ChosenBranches::branches)) return model;
        Graph graph = new Graph(name, model);
        Map<String, Shape> fixed = fixed(graph);
        ModelProto.Builder next = model.toBuilder();
        int before = next.getFunctionsCount();
        for (NodeProto.Builder node : next.getGraphBuilder().getNodeBuilderList()) {
            if (!branches(node.build())) continue;
            Optional<Boolean> truth = Constants.read(graph, node.getInput(0), fixed)
                .filter(cells -> cells.data().length == 1).map(cells -> cells.data()[0] != 0);
            Optional<GraphProto> branch = truth.flatMap(then -> new Node(node.build()).attribute(then ? "then_branch"
                : "else_branch")).map(AttributeProto::getG);
            branch.ifPresent(body -> next.addFunctions(called(body, node, model, next.getFunctionsCount())));
        }
        if (next.getFunctionsCount() == before) return model;
        // In a branch there may be another one.
        return taken(LocalFunctions.inlined(next.build(), name), name);
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
