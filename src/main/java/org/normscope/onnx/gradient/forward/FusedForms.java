package org.normscope.onnx.gradient.forward;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;

/**
 * Takes apart what ONNX Runtime's optimizer fuses into operators of its own, com.microsoft's FusedConv, FusedGemm,
 * FusedMatMul, Gelu, BiasGelu, FastGelu and QuickGelu: in ONNX's operators each has a gradient. Values keep their
 * names. Source: onnxruntime's ContribOperators.md.
 */
public final class FusedForms {
    private static final String DOMAIN = "com.microsoft";
    private static final double ROOT_HALF = Math.sqrt(.5), TANH_FACTOR = Math.sqrt(2 / Math.PI), TANH_CUBE = .044715;
    private static final float QUICK = 1.702f;

    private static final Map<String, Rewrite.Form> FORMS = Map.of(
        "FusedConv", (all, node) -> List.of(convolution(all, node)),
        "FusedGemm", (all, node) -> List.of(connected(all, node)),
        "FusedMatMul", FusedForms::product,
        "TransposeMatMul", FusedForms::product,
        "Gelu", (all, node) -> List.of(gelu(all, node, node.input(0))),
        "BiasGelu", (all, node) -> List.of(gelu(all, node, all.op(node, "Add", node.input(0), node.input(1)))),
        "FastGelu", (all, node) -> List.of(fastGelu(all, node)),
        "QuickGelu", (all, node) -> List.of(OwnFunctions.swish(all, node, QUICK)));

    private FusedForms() { }

    /** The same graph where it has none of these. */
    public static Graph apart(Graph graph) {
        return Rewrite.of(graph, DOMAIN, FORMS);
    }

    private static String times(Rewrite all, Node of, String value, double factor) {
        return all.op(of, "Mul", value, all.number(of, factor));
    }

    /** x times the normal distribution's share below it. */
    private static String gelu(Rewrite all, Node node, String x) {
        String share = all.op(node, "Add", all.op(node, "Erf", times(all, node, x, ROOT_HALF)), all.number(node, 1));
        return times(all, node, all.op(node, "Mul", x, share), .5);
    }

    /** The same by a tanh. */
    private static String fastGelu(Rewrite all, Node node) {
        String x = node.input(1).isEmpty() ? node.input(0) : all.op(node, "Add", node.input(0), node.input(1));
        String cube = times(all, node, all.op(node, "Mul", all.op(node, "Mul", x, x), x), TANH_CUBE);
        String share = all.op(node, "Tanh", times(all, node, all.op(node, "Add", x, cube), TANH_FACTOR));
        return times(all, node, all.op(node, "Mul", x, all.op(node, "Add", share, all.number(node, 1))), .5);
    }

    /** What is added, the fourth input, comes before the activation. */
    private static String convolution(Rewrite all, Node node) {
        Map<String, Object> attributes = new HashMap<>();
        for (String name : List.of("kernel_shape", "strides", "dilations", "pads")) {
            node.integers(name).ifPresent(values -> attributes.put(name, values));
        }
        attributes.put("group", node.integer("group", 1));
        attributes.put("auto_pad", node.text("auto_pad", "NOTSET"));
        String maps = all.op(node, "Conv", attributes, node.input(0), node.input(1), node.input(2));
        if (!node.input(3).isEmpty()) maps = all.op(node, "Add", maps, node.input(3));
        return activated(all, node, maps, node.reals("activation_params"));
    }

    private static String connected(Rewrite all, Node node) {
        Map<String, Object> attributes = new HashMap<>();
        for (String name : List.of("transA", "transB")) attributes.put(name, node.integer(name, 0));
        for (String name : List.of("alpha", "beta")) attributes.put(name, node.real(name, 1));
        return activated(all, node, all.op(node, "Gemm", attributes, node.input(0), node.input(1), node.input(2)),
            List.of(node.real("activation_alpha", 0), node.real("activation_beta", 0)));
    }

    private static String activated(Rewrite all, Node node, String value, List<Float> set) {
        String activation = node.text("activation", "");
        return switch (activation) {
            case "" -> value;
            case "LeakyRelu" -> all.op(node, activation, Map.of("alpha", set.get(0)), value);
            case "HardSigmoid" -> all.op(node, activation, Map.of("alpha", set.get(0), "beta", set.get(1)), value);
            case "Clip" -> all.op(node, "Min", all.op(node, "Max", value, all.number(node, set.get(0))),
                all.number(node, set.get(1)));
            default -> all.op(node, activation, value);
        };
    }

    /** Where axes of a batch change places, how many there are has to be known. */
    private static List<String> product(Rewrite all, Node node) {
        if (!isKnown(all, node, 0, "transBatchA") || !isKnown(all, node, 1, "transBatchB")) return List.of();
        String product = all.op(node, "MatMul", turned(all, node, 0, "A"), turned(all, node, 1, "B"));
        float alpha = node.real("alpha", 1);
        return List.of(alpha == 1 ? product : times(all, node, product, alpha));
    }

    private static boolean isKnown(Rewrite all, Node node, int input, String whether) {
        return node.integer(whether, 0) == 0 || all.rank(node.input(input)).isPresent();
    }

    /** The rows first come before those of the batch, by transBatch; then rows and columns change places, by trans. */
    private static String turned(Rewrite all, Node node, int input, String which) {
        String value = node.input(input);
        boolean turns = node.integer("trans" + which, 0) != 0, batch = node.integer("transBatch" + which, 0) != 0;
        OptionalInt rank = all.rank(value);
        if (!turns && !batch || rank.orElse(2) < 2) return value;
        if (rank.isEmpty()) return all.op(node, "Einsum", Map.of("equation", "...ij->...ji"), value);
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank.getAsInt()).boxed().toList());
        int last = order.size() - 1;
        if (batch) Collections.rotate(order.subList(0, last), -1);
        if (turns) Collections.swap(order, last, last - 1);
        return all.op(node, "Transpose", Map.of("perm", order.stream().mapToInt(i -> i).toArray()), value);
    }
}
