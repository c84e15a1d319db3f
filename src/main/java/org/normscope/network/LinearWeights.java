package org.normscope.network;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Arranged;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.SamePads;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The weights of a convolution or fully connected layer, with the geometry that applies them to its input.
 *
 * @param weights   [Cout, Cin/groups, kh, kw]; a fully connected layer and a convolution along one axis have kh = 1
 * @param bias      one for each output unit, or null
 * @param strides   {y, x}
 * @param pads      {top, left, bottom, right}, zeros; below zero at cells that no window reads
 * @param dilations {y, x}
 * @param groups    channel groups of the convolution
 */
public record LinearWeights(Tensor weights, float @Nullable [] bias, int[] strides, int[] pads,
                            int[] dilations, int groups) {

    /**
     * @param input shape of the layer's input: SAME padding depends on it
     * @return empty for other operators, for weights that the network computes, and for other than one or two axes
     */
    static Optional<LinearWeights> of(Graph graph, Layer layer, Shape input) {
        Node node = graph.maker(layer.output()).orElseThrow();
        Optional<Tensor> weights = graph.constant(node.input(1));
        if (weights.isEmpty() || !node.input(0).equals(Arranged.of(graph, layer.input()))) return Optional.empty();
        return switch (node.operator()) {
            case "Conv" -> convolution(graph, node, weights.get(), input);
            case "Gemm" -> gemm(graph, node, weights.get());
            // Of maps whose channels lie last it is a convolution of 1 x 1.
            case "MatMul" -> weights.get().shape().rank() == 2
                && (layer.shape().rank() == 2 || !node.output().equals(layer.output()))
                ? Optional.of(connected(weights.get(), false, 1, null)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** ONNX Conv-22. */
    private static Optional<LinearWeights> convolution(Graph graph, Node node, Tensor weights, Shape input) {
        Shape shape = weights.shape();
        if (shape.rank() != 3 && shape.rank() != 4) return Optional.empty();
        boolean line = shape.rank() == 3;
        Tensor maps = weights.reshaped(shape.asMaps());
        int[] strides = two(node, "strides", line);
        int[] dilations = two(node, "dilations", line);
        int[] kernel = {maps.shape().h(), maps.shape().w()};
        int[] pads = pads(node, new int[] {input.h(), input.w()}, kernel, strides, dilations, line);
        float[] bias = graph.constant(node.input(2)).map(Tensor::data).orElse(null);
        return Optional.of(new LinearWeights(maps, bias, strides, pads, dilations, (int) node.integer("group", 1)));
    }

    private static int[] two(Node node, String attribute, boolean line) {
        int[] given = node.integers(attribute).filter(values -> values.length > 0).orElse(null);
        if (given == null) return new int[] {1, 1};
        return line ? new int[] {1, given[0]} : given;
    }

    private static int[] pads(Node node, int[] extents, int[] kernel, int[] strides, int[] dilations, boolean line) {
        String automatic = node.text("auto_pad", "NOTSET");
        if (automatic.equals("VALID")) return new int[4];
        if (automatic.startsWith("SAME")) {
            int[] pads = new int[4];
            for (int axis = 0; axis < 2; axis++) {
                SamePads same = SamePads.of(node, extents[axis], strides[axis],
                    (kernel[axis] - 1) * dilations[axis] + 1);
                pads[axis] = same.before();
                pads[axis + 2] = same.after();
            }
            return pads;
        }
        int[] given = node.integers("pads").filter(values -> values.length > 0).orElse(new int[4]);
        return line && given.length == 2 ? new int[] {0, given[0], 0, given[1]} : given;
    }

    /** ONNX Gemm-13: alpha * A * B + beta * C. */
    private static Optional<LinearWeights> gemm(Graph graph, Node node, Tensor weights) {
        if (node.integer("transA", 0) != 0 || weights.shape().rank() != 2) return Optional.empty();
        boolean transposed = node.integer("transB", 0) != 0;
        int units = weights.shape().extent(transposed ? 0 : 1);
        float[] bias = null;
        if (!node.input(2).isEmpty()) {
            float[] given = graph.constant(node.input(2)).map(Tensor::data).orElse(new float[0]);
            if (given.length != units && given.length != 1) return Optional.empty();
            bias = new float[units];
            for (int i = 0; i < units; i++) bias[i] = node.real("beta", 1) * given[given.length == 1 ? 0 : i];
        }
        return Optional.of(connected(weights, transposed, node.real("alpha", 1), bias));
    }

    /** @param transposed whether the weights are [Cout, Cin] already */
    private static LinearWeights connected(Tensor weights, boolean transposed, float factor, float @Nullable [] bias) {
        int units = weights.shape().extent(transposed ? 0 : 1);
        int inputs = weights.shape().extent(transposed ? 1 : 0);
        float[] data = new float[units * inputs];
        for (int o = 0; o < units; o++) {
            for (int i = 0; i < inputs; i++) {
                data[o * inputs + i] = factor * weights.data()[transposed ? o * inputs + i : i * units + o];
            }
        }
        int[] ones = {1, 1};
        return new LinearWeights(Tensor.of(Shape.of(units, inputs, 1, 1), data), bias, ones, new int[4], ones, 1);
    }
}
