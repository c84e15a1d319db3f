package org.normscope.onnx.norm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;

/**
 * What is divided by a deviation or a length, and is no {@link DecomposedNorm}: mixtures of statistics, as switchable
 * normalization and EvoNorm have them, or a length over its mean, as in ConvNeXt V2. It stays in its parts, and is
 * told.
 */
public final class UnnamedNorm {
    private static final Set<String> SUMS = Set.of("ReduceMean", "ReduceSum", "ReduceSumSquare", "GlobalAveragePool"),
        LENGTHS = Set.of("ReduceL2", "ReduceL1"), LAID = Set.of("Expand", "Reshape", "Tile");

    private final Graph graph;
    private final Map<String, Shape> shapes;
    private final Taken taken;

    private UnnamedNorm(Graph graph, Map<String, Shape> shapes) {
        this.graph = graph;
        this.shapes = shapes;
        taken = new Taken(graph, shapes);
    }

    /**
     * @param shapes of the values that depend on the picture, for one of it
     * @param found  whose nodes are left aside
     */
    public static boolean isIn(Graph graph, Map<String, Shape> shapes, List<DecomposedNorm> found) {
        UnnamedNorm search = new UnnamedNorm(graph, shapes);
        return graph.nodes().stream().filter(node -> shapes.containsKey(node.input(0)) && found.stream().noneMatch(
            norm -> norm.nodes().contains(node))).anyMatch(search::divides);
    }

    /** Goes on from a statistic as long as what is made of it is smaller than the maps, or is laid over them. */
    private boolean divides(Node sum) {
        boolean length = LENGTHS.contains(sum.operator());
        if (!sum.domain().isEmpty() || !length && !(SUMS.contains(sum.operator()) && taken.isOfSquares(sum))) {
            return false;
        }
        int cells = shapes.getOrDefault(sum.input(0), Shape.of()).size();
        List<Step> open = new ArrayList<>(List.of(new Step(sum.output(), length)));
        Set<Step> seen = new HashSet<>(open);
        for (int next = 0; next < open.size(); next++) {
            Step at = open.get(next);
            for (Node reader : graph.readers(at.value)) {
                if (reader.footprint() == Footprint.SHAPE) continue;
                float power = power(reader);
                boolean below = reader.operator().equals("Div") && reader.input(1).equals(at.value)
                    || reader.operator().equals("Reciprocal");
                if (at.rooted && below || power == -.5f) return true;
                Shape shape = shapes.get(reader.output());
                boolean small = shape != null && shape.size() < cells || LAID.contains(reader.operator());
                Step step = new Step(reader.output(), at.rooted || power == .5f);
                if (small && seen.add(step)) open.add(step);
            }
        }
        return false;
    }

    /** @param rooted whether a root was drawn on the way */
    private record Step(String value, boolean rooted) { }

    /** To which it raises; 1 where it is another operator. */
    private float power(Node node) {
        return switch (node.operator()) {
            case "Sqrt" -> .5f;
            case "Pow" -> taken.number(node.input(1)).map(Double::floatValue).orElse(1f);
            default -> 1;
        };
    }
}
