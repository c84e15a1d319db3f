package org.normscope.onnx.gradient.forward;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;
import org.normscope.onnx.shape.Shapes;

/**
 * Takes apart what ONNX Runtime's optimizer fuses into operators of its own, com.microsoft's FusedConv, FusedGemm,
 * FusedMatMul, Gelu, BiasGelu, FastGelu and QuickGelu: in ONNX's operators each has a gradient. Values keep their
 * names. Source: onnxruntime's ContribOperators.md.
 */
public final class FusedForms {
    private static final String DOMAIN = "com.microsoft";
    private static final double ROOT_HALF = Math.sqrt(.5), TANH_FACTOR = Math.sqrt(2 / Math.PI), TANH_CUBE = .044715;
    private static final float QUICK = 1.702f;

    /** Writes a node apart: the name of its result, empty where the node stays. */
    private interface Form {
        String write(FusedForms forms, Node node);
    }

    private static final Map<String, Form> FORMS = Map.of(
        "FusedConv", FusedForms::convolution,
        "FusedGemm", FusedForms::connected,
        "FusedMatMul", FusedForms::product,
        "Gelu", (forms, node) -> forms.gelu(node, node.input(0)),
        "BiasGelu", (forms, node) -> forms.gelu(node, forms.op(node, "Add", node.input(0), node.input(1))),
        "FastGelu", FusedForms::fastGelu,
        "QuickGelu", (forms, node) -> forms.op(node, "Mul", node.input(0), forms.op(node, "Sigmoid",
            forms.times(node, node.input(0), node.real("alpha", QUICK)))));

    private final Graph graph;
    private final GraphWriter writer;
    private final Shapes shapes;

    private FusedForms(Graph graph) {
        this.graph = graph;
        writer = new GraphWriter(graph);
        shapes = new Shapes(graph);
    }

    /** The same graph where it has none of these. */
    public static Graph apart(Graph graph) {
        if (graph.nodes().stream().noneMatch(FusedForms::is)) return graph;
        FusedForms forms = new FusedForms(graph);
        for (Node node : graph.nodes()) {
            String result = is(node) ? FORMS.getOrDefault(node.operator(), (all, other) -> "").write(forms, node) : "";
            if (result.isEmpty()) forms.writer.keep(node);
            else forms.writer.add("Identity", forms.writer.name(node.label()), List.of(result), List.of(node.output()),
                Map.of());
        }
        return forms.writer.graph();
    }

    private static boolean is(Node node) {
        return node.domain().equals(DOMAIN) && FORMS.containsKey(node.operator());
    }

    private String op(Node of, String operator, String... reads) {
        return op(of, operator, Map.of(), reads);
    }

    private String op(Node of, String operator, Map<String, ?> attributes, String... reads) {
        String name = writer.name(of.label() + "/" + operator);
        List<String> given = new ArrayList<>(List.of(reads));
        while (given.get(given.size() - 1).isEmpty()) given.remove(given.size() - 1);
        writer.add(operator, name, given, List.of(name), attributes);
        return name;
    }

    private String times(Node of, String value, double factor) {
        return op(of, "Mul", value, number(of, factor));
    }

    /** A number of the type of the node's first input. */
    private String number(Node of, double value) {
        ElementType type = graph.type(of.input(0));
        boolean plain = type == ElementType.FLOAT || type == ElementType.DOUBLE;
        String number = writer.constant(of.label() + "/number", plain ? type : ElementType.FLOAT, new int[0], value);
        return plain ? number : op(of, "Cast", Map.of("to", type.number()), number);
    }

    /** x times the normal distribution's share below it. */
    private String gelu(Node node, String x) {
        String share = op(node, "Add", op(node, "Erf", times(node, x, ROOT_HALF)), number(node, 1));
        return times(node, op(node, "Mul", x, share), .5);
    }

    /** The same by a tanh. */
    private String fastGelu(Node node) {
        String x = node.input(1).isEmpty() ? node.input(0) : op(node, "Add", node.input(0), node.input(1));
        String cube = times(node, op(node, "Mul", op(node, "Mul", x, x), x), TANH_CUBE);
        String share = op(node, "Tanh", times(node, op(node, "Add", x, cube), TANH_FACTOR));
        return times(node, op(node, "Mul", x, op(node, "Add", share, number(node, 1))), .5);
    }

    /** What is added, the fourth input, comes before the activation. */
    private String convolution(Node node) {
        Map<String, Object> attributes = new HashMap<>();
        for (String name : List.of("kernel_shape", "strides", "dilations", "pads")) {
            node.integers(name).ifPresent(values -> attributes.put(name, values));
        }
        attributes.put("group", node.integer("group", 1));
        attributes.put("auto_pad", node.text("auto_pad", "NOTSET"));
        String maps = op(node, "Conv", attributes, node.input(0), node.input(1), node.input(2));
        if (!node.input(3).isEmpty()) maps = op(node, "Add", maps, node.input(3));
        return activated(node, maps, node.reals("activation_params"));
    }

    private String connected(Node node) {
        Map<String, Object> attributes = new HashMap<>();
        for (String name : List.of("transA", "transB")) attributes.put(name, node.integer(name, 0));
        for (String name : List.of("alpha", "beta")) attributes.put(name, node.real(name, 1));
        return activated(node, op(node, "Gemm", attributes, node.input(0), node.input(1), node.input(2)),
            List.of(node.real("activation_alpha", 0), node.real("activation_beta", 0)));
    }

    private String activated(Node node, String value, List<Float> set) {
        String activation = node.text("activation", "");
        return switch (activation) {
            case "" -> value;
            case "LeakyRelu" -> op(node, activation, Map.of("alpha", set.get(0)), value);
            case "HardSigmoid" -> op(node, activation, Map.of("alpha", set.get(0), "beta", set.get(1)), value);
            case "Clip" -> op(node, "Min", op(node, "Max", value, number(node, set.get(0))), number(node, set.get(1)));
            default -> op(node, activation, value);
        };
    }

    /** One whose axes of a batch change places stays. */
    private String product(Node node) {
        if (node.integer("transBatchA", 0) != 0 || node.integer("transBatchB", 0) != 0) return "";
        String product = op(node, "MatMul", turned(node, 0, "transA"), turned(node, 1, "transB"));
        float alpha = node.real("alpha", 1);
        return alpha == 1 ? product : times(node, product, alpha);
    }

    private String turned(Node node, int input, String whether) {
        String value = node.input(input);
        OptionalInt rank = graph.constant(value).map(weights -> OptionalInt.of(weights.shape().rank()))
            .orElseGet(() -> shapes.rank(value));
        if (node.integer(whether, 0) == 0 || rank.orElse(2) < 2) return value;
        if (rank.isEmpty()) return op(node, "Einsum", Map.of("equation", "...ij->...ji"), value);
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank.getAsInt()).boxed().toList());
        Collections.swap(order, order.size() - 1, order.size() - 2);
        return op(node, "Transpose", Map.of("perm", order.stream().mapToInt(i -> i).toArray()), value);
    }
}
