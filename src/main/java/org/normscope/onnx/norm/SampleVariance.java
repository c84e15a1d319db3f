package org.normscope.onnx.norm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;

/**
 * Variances that are divided by one less than the count of their cells (Bessel's correction), as torch.var makes them
 * where nobody says otherwise. Where what is normalized by one is no {@link DecomposedNorm}, it stays in its parts, and
 * is told.
 */
public final class SampleVariance {
    /** What changes how a variance lies, or keeps it from zero. */
    private static final Set<String> PASSED = Set.of("Reshape", "Squeeze", "Unsqueeze", "Flatten", "Cast", "Identity",
        "Expand", "Add", "Max", "Clip", "Relu"), ROOTS = Set.of("Sqrt", "Pow"),
        REDUCTIONS = Set.of("ReduceMean", "ReduceSum", "ReduceSumSquare", "GlobalAveragePool");
    /** Of the distance between a division by n and by n - 1. */
    private static final double NEAR = .25;

    private final Graph graph;
    private final Map<String, Shape> shapes;
    private final Taken taken;

    private SampleVariance(Graph graph, Map<String, Shape> shapes) {
        this.graph = graph;
        this.shapes = shapes;
        taken = new Taken(graph, shapes);
    }

    /**
     * Whether a root is drawn from one anywhere.
     *
     * @param shapes of the graph's values, for one picture
     * @param found  whose nodes are left aside
     */
    public static boolean isIn(Graph graph, Map<String, Shape> shapes, List<DecomposedNorm> found) {
        SampleVariance search = new SampleVariance(graph, shapes);
        return graph.nodes().stream().filter(node -> found.stream().noneMatch(norm -> norm.nodes().contains(node)))
            .anyMatch(search::begins);
    }

    private boolean begins(Node sum) {
        if (!sum.domain().isEmpty() || !REDUCTIONS.contains(sum.operator()) || !taken.isOfSquares(sum)) return false;
        double cells = cells(sum);
        boolean mean = !sum.operator().startsWith("ReduceSum");
        return cells > 1 && Math.abs(divided(sum.output(), mean ? 1 / cells : 1) * (cells - 1) - 1) < NEAR / cells;
    }

    /** NaN where it is not known. */
    private double cells(Node sum) {
        Shape shape = shapes.get(sum.input(0));
        if (shape == null) return Double.NaN;
        int[] axes = sum.operator().equals("GlobalAveragePool") ? IntStream.range(2, shape.rank()).toArray()
            : SumOverCount.axes(graph, sum);
        return IntStream.of(axes).distinct().mapToDouble(axis -> shape.extent(Math.floorMod(axis, shape.rank())))
            .reduce((a, b) -> a * b).orElse(Double.NaN);
    }

    /** By what the sum stands multiplied under the next root; NaN where it comes to none, or somebody else reads it. */
    private double divided(String sum, double before) {
        double factor = before;
        String at = sum;
        while (true) {
            Node reader = only(at);
            if (reader == null) return Double.NaN;
            if (ROOTS.contains(reader.operator())) return factor;
            boolean times = reader.operator().equals("Mul"), over = reader.operator().equals("Div")
                && reader.input(0).equals(at);
            if (times || over) {
                Optional<Double> number = taken.number(reader.input(reader.input(0).equals(at) ? 1 : 0));
                if (number.isEmpty()) return Double.NaN;
                factor = times ? factor * number.get() : factor / number.get();
            } else if (!PASSED.contains(reader.operator())) {
                return Double.NaN;
            }
            at = reader.output();
        }
    }

    private @Nullable Node only(String value) {
        List<Node> readers = graph.readers(value).stream().filter(node -> node.footprint() != Footprint.SHAPE).toList();
        return readers.size() == 1 && readers.get(0).domain().isEmpty() ? readers.get(0) : null;
    }
}
