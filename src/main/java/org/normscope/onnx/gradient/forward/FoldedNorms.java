package org.normscope.onnx.gradient.forward;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;
import org.normscope.onnx.shape.Shapes;

/**
 * Takes a BatchNormalization that runs by kept statistics into the convolution before it, where nobody else sees what
 * lies between them: y = W' x + b'. Engines do so on the way forward; here the way back saves its product, too. The new
 * weights are computed from the old ones in the graph: once, when an engine opens it, or in each run where the old ones
 * are fed. What the old ones get of the new is told there, too, so that no map is gone over for a norm's parameters.
 */
public final class FoldedNorms {
    private final Graph graph;
    private final GraphWriter writer;
    private final Set<String> seen;
    private final Set<String> fed;
    private final Shapes shapes;

    private FoldedNorms(Graph graph, Set<String> seen) {
        this.graph = graph;
        this.seen = new HashSet<>(seen);
        graph.outputs().stream().map(Value::name).forEach(this.seen::add);
        writer = new GraphWriter(graph);
        shapes = new Shapes(graph);
        fed = graph.reached(graph.inputs().stream().map(Value::name).toList());
    }

    /**
     * A graph that computes the same; values that stay keep their names.
     *
     * @param seen values that have to stay: those of which gradients are wanted, and those that are read from outside
     */
    public static Graph of(Graph graph, Set<String> seen) {
        return new FoldedNorms(graph, seen).folded();
    }

    private Graph folded() {
        Map<Node, Node> convolutions = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (!node.operator().equals("BatchNormalization") || !isFixed(node)) continue;
            graph.writer(node.input(0)).filter(conv -> isFoldable(conv, node))
                .ifPresent(conv -> convolutions.put(node, conv));
        }
        Set<Node> gone = new HashSet<>(convolutions.values());
        for (Node node : graph.nodes()) {
            if (convolutions.containsKey(node)) fold(convolutions.get(node), node);
            else if (!gone.contains(node)) writer.keep(node);
        }
        return writer.graph();
    }

    private boolean isFixed(Node norm) {
        return norm.domain().isEmpty() && norm.integer("training_mode", 0) == 0 && norm.outputs().size() == 1
            && IntStream.range(1, 5).allMatch(input -> isConstant(norm.input(input)));
    }

    private boolean isConstant(String value) {
        return !fed.contains(value);
    }

    private boolean isFoldable(Node conv, Node norm) {
        return conv.operator().equals("Conv") && conv.domain().isEmpty() && !seen.contains(conv.output())
            && graph.onlyReader(conv.output()).isPresent() && isConstant(conv.input(1))
            && (conv.input(2).isEmpty() || isConstant(conv.input(2)))
            && shapes.rank(conv.input(1)).isPresent() && graph.type(conv.input(1)) == graph.type(norm.input(4));
    }

    private void fold(Node conv, Node norm) {
        String label = norm.label() + "/folded";
        double epsilon = norm.real("epsilon", 1e-5f);
        String added = op(label + "/variance", "Add", norm.input(4), number(label + "/epsilon", norm, epsilon));
        String factor = op(label + "/factor", "Div", norm.input(1), op(label + "/deviation", "Sqrt", added));
        int rank = shapes.rank(conv.input(1)).orElseThrow();
        double[] column = new double[rank];
        Arrays.fill(column, 1);
        column[0] = -1;
        String shape = writer.constant(label + "/shape", ElementType.INT64, new int[] {rank}, column);
        String weights = op(label + "/weights", "Mul", conv.input(1), op(label + "/column", "Reshape", factor, shape));
        String mean = conv.input(2).isEmpty() ? op(label + "/mean", "Neg", norm.input(3))
            : op(label + "/mean", "Sub", conv.input(2), norm.input(3));
        String bias = op(label + "/bias", "Add", op(label + "/scaled", "Mul", mean, factor), norm.input(2));
        writer.keep(conv, List.of(conv.input(0), weights, bias), norm.outputs());
    }

    private String number(String name, Node norm, double value) {
        ElementType type = graph.type(norm.input(4));
        boolean held = type == ElementType.FLOAT || type == ElementType.DOUBLE;
        String constant = writer.constant(name, held ? type : ElementType.FLOAT, new int[0], value);
        if (held) return constant;
        String cast = writer.name(name + "/cast");
        writer.add("Cast", cast, List.of(constant), List.of(cast), Map.of("to", type.ordinal()));
        return cast;
    }

    private String op(String wanted, String operator, String... reads) {
        String name = writer.name(wanted);
        writer.add(operator, name, List.of(reads), List.of(name), Map.of());
        return name;
    }
}
