package org.normscope.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.tensor.Shape;

/**
 * Looks whether weights go with what they are applied to. The engine finds it when it runs only: the shapes alone,
 * which it tells without running, do not depend on it.
 */
public final class FittingWeights {
    private FittingWeights() { }

    /**
     * @param shapes of values, for one picture
     * @throws BadNetworkException naming the first operator that cannot run, its weights and what it reads
     */
    public static void check(Graph graph, List<Node> nodes, Map<String, Shape> shapes) {
        for (Node node : nodes) {
            Shape input = shapes.get(node.input(0));
            if (input == null || input.rank() < 2 || !node.domain().isEmpty()) continue;
            String misfit = switch (node.operator()) {
                case "Conv", "ConvTranspose" -> convolution(graph, node, input.c());
                case "BatchNormalization" -> vectors(graph, node, input.c(), 1, 2, 3, 4);
                case "InstanceNormalization" -> vectors(graph, node, input.c(), 1, 2);
                default -> null;
            };
            if (misfit != null) {
                throw new BadNetworkException("onnx.misfit", graph.name(), node.operator(), node.label(), misfit,
                    String.valueOf(input.c()));
            }
        }
    }

    /** What its weights or its offsets are, as words; null where they fit. */
    private static @Nullable String convolution(Graph graph, Node node, int channels) {
        Optional<int[]> weights = graph.constantExtents(node.input(1));
        if (weights.isEmpty() || weights.get().length < 2) return null;
        int first = weights.get()[0], second = weights.get()[1], groups = (int) node.integer("group", 1);
        boolean spread = node.operator().equals("ConvTranspose");
        boolean fits = groups > 0 && first % groups == 0 && channels == (spread ? first : second * groups);
        if (!fits) return Arrays.toString(weights.get());
        int outputs = spread ? second * groups : first;
        return vectors(graph, node, outputs, 2);
    }

    private static @Nullable String vectors(Graph graph, Node node, int length, int... inputs) {
        for (int input : inputs) {
            Optional<int[]> extents = graph.constantExtents(node.input(input)).filter(vector -> vector.length == 1);
            if (extents.isPresent() && extents.get()[0] != length) return Arrays.toString(extents.get());
        }
        return null;
    }
}
