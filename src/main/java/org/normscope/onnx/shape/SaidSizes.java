package org.normscope.onnx.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;

/**
 * Says sizes instead of factors to each Resize where engines contradict themselves: of 12 cells times 10/12, which is a
 * little less in float32, the run makes 10, but 9 what is told before it. Only where that changes no cell, because the
 * factors are the sizes' quotients; and only where extents are known, since nothing is told before the run else.
 */
public final class SaidSizes {
    /** Since then Resize takes sizes, and may do without factors. */
    private static final int TAKES_SIZES = 11, LEAVES_OUT = 13;

    private SaidSizes() { }

    /** The same graph where it has none of these. */
    public static Graph of(Graph graph) {
        boolean any = graph.opset() >= TAKES_SIZES && graph.nodes().stream().anyMatch(node -> factors(graph, node)
            .filter(factors -> IntStream.range(0, factors.length).anyMatch(i -> factors[i] != Math.rint(factors[i])))
            .isPresent());
        if (!any) return graph;
        Shapes shapes = new Shapes(graph);
        GraphWriter writer = new GraphWriter(graph);
        for (Node node : graph.nodes()) {
            Optional<double[]> sizes = factors(graph, node).flatMap(factors -> shapes.numbers(node.input(0))
                .map(read -> axes(node, read)).flatMap(read -> sizes(read, factors)));
            if (sizes.isEmpty()) writer.keep(node);
            else writer.keep(node, List.of(node.input(0), node.input(1), none(graph, writer), writer.constant(
                node.label() + "/sizes", ElementType.INT64, new int[] {sizes.get().length}, sizes.get())), Set.of());
        }
        return writer.graph();
    }

    /** Factors that are left out: at first they had to be there, without a cell. */
    private static String none(Graph graph, GraphWriter writer) {
        return graph.opset() < LEAVES_OUT ? writer.constant("no factors", ElementType.FLOAT, new int[] {0}) : "";
    }

    private static Optional<float[]> factors(Graph graph, Node node) {
        boolean plain = node.operator().equals("Resize") && node.domain().isEmpty() && node.input(3).isEmpty()
            && !node.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
        return plain && !node.input(2).isEmpty() ? graph.constant(node.input(2)).map(tensor -> tensor.data())
            : Optional.empty();
    }

    /** Of the extents those that the factors are for. */
    private static int[] axes(Node node, int... read) {
        return node.integers("axes").map(axes -> Arrays.stream(axes).map(axis -> read[axis < 0 ? axis + read.length
            : axis]).toArray()).orElse(read);
    }

    private static Optional<double[]> sizes(int[] read, float... factors) {
        if (read.length != factors.length) return Optional.empty();
        double[] sizes = new double[read.length];
        boolean differ = false;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.floor(read[i] * factors[i]);
            differ |= sizes[i] != Math.floor(read[i] * (double) factors[i]);
            if ((float) sizes[i] / read[i] != factors[i]) return Optional.empty();
        }
        return differ ? Optional.of(sizes) : Optional.empty();
    }
}
