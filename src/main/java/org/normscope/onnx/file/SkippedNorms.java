package org.normscope.onnx.file;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Set;
import org.normscope.onnx.Node;

/**
 * Takes apart the sum and the normalization that ONNX Runtime's optimizer puts into one operator for transformers,
 * SkipLayerNormalization and SkipSimplifiedLayerNormalization: what is normalized is the sum, which is no value of the
 * file. Source: onnxruntime's ContribOperators.md.
 */
final class SkippedNorms {
    private static final String DOMAIN = "com.microsoft", PREFIX = "Skip", LAYER = "SkipLayerNormalization";
    private static final Set<String> OPERATORS = Set.of(LAYER, "SkipSimplifiedLayerNormalization");
    /** Where nobody says another. */
    private static final float EPSILON = 1e-12f;
    private static final int SUM = 3;

    private SkippedNorms() { }

    /** The same model where it has none. */
    static ModelProto apart(ModelProto model) {
        if (model.getGraph().getNodeList().stream().noneMatch(SkippedNorms::is)) return model;
        GraphProto.Builder graph = model.getGraph().toBuilder().clearNode();
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (is(node)) add(graph, node);
            else graph.addNode(node);
        }
        return model.toBuilder().setGraph(graph).build();
    }

    /** One whose statistics somebody wants stays whole. */
    private static boolean is(NodeProto node) {
        return node.getDomain().equals(DOMAIN) && OPERATORS.contains(node.getOpType())
            && node.getOutputList().stream().skip(1).limit(2).allMatch(String::isEmpty);
    }

    private static void add(GraphProto.Builder graph, NodeProto before) {
        Node node = new Node(before);
        boolean layer = node.operator().equals(LAYER);
        String bias = node.input(layer ? 4 : 3), named = before.getOutputCount() > SUM ? before.getOutput(SUM) : "",
            sum = named.isEmpty() ? node.output() + "/skip" : named, plain = bias.isEmpty() ? sum : sum + "/plain";
        graph.addNode(sum(node.label() + "/skip", plain, node.input(0), node.input(1)));
        if (!bias.isEmpty()) graph.addNode(sum(node.label() + "/bias", sum, plain, bias));
        NodeProto.Builder norm = NodeProto.newBuilder().setName(before.getName())
            .setOpType(node.operator().substring(PREFIX.length())).addInput(sum).addInput(node.input(2))
            .addOutput(before.getOutput(0))
            .addAttribute(AttributeProto.newBuilder().setName("axis").setType(AttributeType.INT).setI(-1))
            .addAttribute(AttributeProto.newBuilder().setName("epsilon").setType(AttributeType.FLOAT)
                .setF(node.real("epsilon", EPSILON)));
        if (layer && !node.input(3).isEmpty()) norm.addInput(node.input(3));
        graph.addNode(norm);
    }

    private static NodeProto sum(String name, String output, String... operands) {
        return NodeProto.newBuilder().setName(name).setOpType("Add").addAllInput(List.of(operands)).addOutput(output)
            .build();
    }
}
