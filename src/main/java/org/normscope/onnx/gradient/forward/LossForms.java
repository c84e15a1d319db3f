package org.normscope.onnx.gradient.forward;

import java.util.List;
import java.util.Map;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Node;

/**
 * Takes apart the losses that ONNX has operators for, which files of networks in training end in: minus the logarithm
 * of the right class's share, times the class's weight, 0 for labels that are to be ignored. Source: ONNX
 * Operators.md, SoftmaxCrossEntropyLoss and NegativeLogLikelihoodLoss.
 */
final class LossForms {
    static final Map<String, Rewrite.Form> FORMS = Map.of(
        "NegativeLogLikelihoodLoss", (rewrite, node) -> List.of(loss(rewrite, node, node.input(0))),
        "SoftmaxCrossEntropyLoss", (rewrite, node) -> {
            String logarithms = rewrite.op(node, "LogSoftmax", Map.of("axis", 1), node.input(0));
            return List.of(loss(rewrite, node, logarithms), logarithms);
        });

    private LossForms() { }

    /** @param logarithms of shares, [N, C, ..]; the labels are [N, ..] */
    private static String loss(Rewrite rewrite, Node node, String logarithms) {
        String labels = node.input(1), weights = node.input(2), channel = rewrite.integers(node, 1), ignored = "";
        if (node.says("ignore_index")) {
            ElementType type = rewrite.type(labels);
            ignored = rewrite.op(node, "Equal", labels, rewrite.number(node, node.integer("ignore_index", 0), type));
            // They need be no class at all.
            labels = rewrite.op(node, "Where", ignored, rewrite.number(node, 0, type), labels);
        }
        String found = rewrite.op(node, "GatherElements", Map.of("axis", 1), logarithms,
            rewrite.op(node, "Unsqueeze", labels, channel));
        String each = rewrite.op(node, "Neg", rewrite.op(node, "Squeeze", found, channel));
        String counts = weights.isEmpty() ? "" : rewrite.op(node, "Gather", weights, labels);
        if (!ignored.isEmpty()) counts = rewrite.op(node, "Where", ignored, rewrite.number(node, 0),
            counts.isEmpty() ? rewrite.number(node, 1) : counts);
        if (!counts.isEmpty()) each = rewrite.op(node, "Mul", each, counts);
        return switch (node.text("reduction", "mean")) {
            case "none" -> each;
            case "sum" -> total(rewrite, node, "ReduceSum", each);
            default -> counts.isEmpty() ? total(rewrite, node, "ReduceMean", each)
                : rewrite.op(node, "Div", total(rewrite, node, "ReduceSum", each), total(rewrite, node, "ReduceSum",
                    counts));
        };
    }

    private static String total(Rewrite rewrite, Node node, String reduction, String value) {
        return rewrite.op(node, reduction, Map.of("keepdims", 0), value);
    }
}
