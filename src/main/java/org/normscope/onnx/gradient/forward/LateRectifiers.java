package org.normscope.onnx.gradient.forward;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;

/**
 * Moves a ReLU behind the MaxPool that alone reads it, also where several are concatenated in between: the greatest of
 * what is rectified is what is rectified of the greatest, and the way back masks a map of the pool's size instead of
 * one that is four times as large.
 */
public final class LateRectifiers {
    private static final Set<String> RISING = Set.of("Relu", "LeakyRelu");

    private final Graph graph;
    private final GraphWriter writer;
    private final Set<String> seen;
    /** What is written instead of a value, until a pool has made it small. */
    private final Map<String, String> early = new HashMap<>();
    /** For each pool the rectifier that comes behind it. */
    private final Map<Node, Node> behind = new HashMap<>();

    private LateRectifiers(Graph graph, Set<String> seen) {
        this.graph = graph;
        this.seen = new HashSet<>(seen);
        graph.outputs().stream().map(Value::name).forEach(this.seen::add);
        writer = new GraphWriter(graph);
    }

    /**
     * A graph that computes the same; values that stay keep their names.
     *
     * @param seen values that have to stay: those of which gradients are wanted, and those that are read from outside
     */
    public static Graph of(Graph graph, Set<String> seen) {
        return new LateRectifiers(graph, seen).moved();
    }

    private Graph moved() {
        Set<Node> gone = new HashSet<>(), concatenated = new HashSet<>();
        for (Node pool : graph.nodes()) {
            if (!isPlainPool(pool)) continue;
            List<Node> before = graph.writer(pool.input(0)).map(node -> isConcat(node) ? parts(node) : List.of(node))
                .orElse(List.of());
            if (before.isEmpty() || !before.stream().allMatch(node -> isSame(node, before.get(0)))) continue;
            gone.addAll(before);
            behind.put(pool, before.get(0));
            graph.writer(pool.input(0)).filter(this::isConcat).ifPresent(concatenated::add);
        }
        if (behind.isEmpty()) return graph;
        gone.forEach(rectifier -> early.put(rectifier.output(), rectifier.input(0)));
        for (Node node : graph.nodes()) {
            if (behind.containsKey(node) || concatenated.contains(node)) write(node);
            else if (!gone.contains(node)) writer.keep(node);
        }
        return writer.graph();
    }

    private void write(Node node) {
        List<String> reads = node.inputs().stream().map(value -> early.getOrDefault(value, value)).toList();
        String name = writer.name(node.output() + "/early");
        early.put(node.output(), name);
        writer.keep(node, reads, List.of(name));
        Node rectifier = behind.get(node);
        if (rectifier != null) writer.keep(rectifier, List.of(name), node.outputs());
    }

    /** Each of its windows has a cell of the map: what is padded is not rectified. */
    private static boolean isPlainPool(Node node) {
        return is(node, "MaxPool") && node.outputs().size() == 1 && node.integer("ceil_mode", 0) == 0
            && node.integers("dilations").stream().flatMapToInt(Arrays::stream).allMatch(by -> by == 1);
    }

    private boolean isConcat(Node node) {
        return is(node, "Concat") && isPrivate(node);
    }

    private List<Node> parts(Node concat) {
        return concat.inputs().stream().flatMap(value -> graph.writer(value).stream())
            .collect(Collectors.collectingAndThen(Collectors.toList(), found ->
                found.size() == concat.inputs().size() ? found : List.of()));
    }

    private boolean isSame(Node node, Node first) {
        return node.domain().isEmpty() && RISING.contains(node.operator()) && isPrivate(node)
            && node.operator().equals(first.operator()) && slope(node) == slope(first) && slope(node) >= 0;
    }

    private static float slope(Node rectifier) {
        return rectifier.operator().equals("Relu") ? 0 : rectifier.real("alpha", .01f);
    }

    private boolean isPrivate(Node node) {
        return !seen.contains(node.output()) && graph.onlyReader(node.output()).isPresent();
    }

    private static boolean is(Node node, String operator) {
        return node.domain().isEmpty() && node.operator().equals(operator);
    }
}
