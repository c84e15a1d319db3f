package org.normscope.onnx.gradient.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;
import org.normscope.onnx.shape.Shapes;

/** Writes nodes of a graph in other operators; all values of the graph keep their names. */
final class Rewrite {
    /** How a node is written in others. */
    interface Form {
        /** Values that are equal to the node's outputs, by output; empty where the node has to stay. */
        List<String> write(Rewrite rewrite, Node node);
    }

    private final Graph graph;
    private final GraphWriter writer;
    private final Shapes shapes;

    private Rewrite(Graph graph) {
        this.graph = graph;
        writer = new GraphWriter(graph);
        shapes = new Shapes(graph);
    }

    /**
     * The same graph where it has none of these.
     *
     * @param forms by operator of that domain
     */
    static Graph of(Graph graph, String domain, Map<String, Form> forms) {
        if (graph.nodes().stream().noneMatch(node -> is(node, domain, forms))) return graph;
        Rewrite rewrite = new Rewrite(graph);
        for (Node node : graph.nodes()) {
            Form form = is(node, domain, forms) ? forms.get(node.operator()) : null;
            List<String> results = form == null ? List.of() : form.write(rewrite, node);
            if (results.size() < node.outputs().size()) rewrite.writer.keep(node);
            else rewrite.hand(results, node);
        }
        return rewrite.writer.graph();
    }

    private static boolean is(Node node, String domain, Map<String, Form> forms) {
        return node.domain().equals(domain) && forms.containsKey(node.operator());
    }

    private void hand(List<String> results, Node node) {
        for (int i = 0; i < node.outputs().size(); i++) {
            String output = node.outputs().get(i);
            if (!output.isEmpty()) writer.add("Identity", writer.name(node.label()), List.of(results.get(i)),
                List.of(output), Map.of());
        }
    }

    ElementType type(String value) {
        return graph.type(value);
    }

    OptionalInt rank(String value) {
        return graph.constantExtents(value).map(extents -> OptionalInt.of(extents.length))
            .orElseGet(() -> shapes.rank(value));
    }

    /** Writes an operator for a node; names without letters at the end are left out. */
    String op(Node of, String operator, String... reads) {
        return op(of, operator, Map.of(), reads);
    }

    String op(Node of, String operator, Map<String, ?> attributes, String... reads) {
        String name = writer.name(of.label() + "/" + operator);
        List<String> given = new ArrayList<>(List.of(reads));
        while (given.get(given.size() - 1).isEmpty()) given.remove(given.size() - 1);
        writer.add(operator, name, given, List.of(name), attributes);
        return name;
    }

    /** A number of the type of the node's first input. */
    String number(Node of, double value) {
        return number(of, value, graph.type(of.input(0)));
    }

    String number(Node of, double value, ElementType type) {
        boolean plain = type == ElementType.FLOAT || type == ElementType.DOUBLE || type == ElementType.INT64;
        String number = writer.constant(of.label() + "/number", plain ? type : ElementType.FLOAT, new int[0], value);
        return plain ? number : op(of, "Cast", Map.of("to", type.number()), number);
    }

    /** A vector of whole numbers. */
    String integers(Node of, long... values) {
        return writer.constant(of.label() + "/integers", ElementType.INT64, new int[] {values.length},
            LongStream.of(values).asDoubleStream().toArray());
    }
}
