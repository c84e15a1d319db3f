package org.normscope.flow;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.normscope.normalize.Kernel;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The weights of a Conv, Gemm or MatMul as a {@link Kernel}, read when they are first asked for. Thread-safe. */
final class LayerWeights {
    private static final Set<String> OPERATORS = Set.of("Conv", "Gemm", "MatMul");

    private final Graph graph;
    private final Node node;
    private Optional<Tensor> weights;

    private LayerWeights(Graph graph, Node node) {
        this.graph = graph;
        this.node = node;
    }

    /** Those of the operator that writes a value; empty where it is none of the three. */
    static Optional<LayerWeights> of(Graph graph, String value) {
        return graph.writer(value).filter(node -> OPERATORS.contains(node.operator()) && node.outputs().get(0).equals(value))
            .map(node -> new LayerWeights(graph, node));
    }

    /** Name of the value that the weights are applied to. */
    String input() {
        return node.input(0);
    }

    /**
     * @param weights from {@link #weights()}
     * @param input   shape of the layer's input, [N, Cin, H, W]; padding that depends on the size is worked out for it
     */
    Kernel kernel(Tensor weights, Shape input) {
        float[] bias = node.inputs().size() > 2 ? graph.constant(node.input(2)).map(Tensor::data).orElse(null) : null;
        if (!node.operator().equals("Conv")) {
            float beta = node.real("beta", 1);
            return new Kernel(weights, scaled(bias, beta, weights.shape().n()), new int[] {1, 1}, new int[4], new int[] {1, 1}, 1);
        }
        int[] strides = pair("strides"), dilations = pair("dilations");
        return new Kernel(weights, bias, strides, pads(weights.shape(), input, strides, dilations), dilations,
            (int) node.integer("group", 1));
    }

    /** [Cout, Cin, kh, kw]; empty where they are no constant, or not of that kind. */
    synchronized Optional<Tensor> weights() {
        if (weights == null) {
            weights = graph.constant(node.input(1)).flatMap(node.operator().equals("Conv") ? LayerWeights::maps : this::matrix);
        }
        return weights;
    }

    /** [Cout, Cin, kh, kw]; a one-dimensional kernel is one row; three-dimensional ones are none of ours. */
    private static Optional<Tensor> maps(Tensor weights) {
        int rank = weights.shape().rank();
        return rank == 3 || rank == 4 ? Optional.of(weights.reshaped(weights.shape().asMaps())) : Optional.empty();
    }

    /** [Cout, Cin, 1, 1] of a matrix that may lie the other way round. */
    private Optional<Tensor> matrix(Tensor matrix) {
        if (matrix.shape().rank() != 2 || node.integer("transA", 0) != 0) return Optional.empty();
        boolean outputsFirst = node.operator().equals("Gemm") && node.integer("transB", 0) != 0;
        int rows = matrix.shape().extent(0), columns = matrix.shape().extent(1);
        int outputs = outputsFirst ? rows : columns, inputs = outputsFirst ? columns : rows;
        float alpha = node.real("alpha", 1);
        Tensor weights = Tensor.zeros(Shape.of(outputs, inputs, 1, 1));
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                weights.data()[o * inputs + i] = alpha * matrix.data()[outputsFirst ? o * inputs + i : i * outputs + o];
            }
        }
        return Optional.of(weights);
    }

    /** A Gemm's bias, which may be one value for all units. */
    private static float[] scaled(float[] bias, float beta, int units) {
        if (bias == null || bias.length != 1 && bias.length != units) return null;
        float[] scaled = new float[units];
        for (int c = 0; c < units; c++) scaled[c] = beta * bias[bias.length == 1 ? 0 : c];
        return scaled;
    }

    /** An attribute with one value an axis, as {y, x}. */
    private int[] pair(String attribute) {
        int[] values = node.integers(attribute).orElse(new int[] {1, 1});
        return values.length == 1 ? new int[] {1, values[0]} : values;
    }

    private int[] pads(Shape weights, Shape input, int[] strides, int[] dilations) {
        String auto = node.text("auto_pad", "NOTSET");
        if (auto.equals("VALID")) return new int[4];
        if (auto.startsWith("SAME")) return same(weights, input, strides, dilations, auto.equals("SAME_UPPER"));
        int[] pads = node.integers("pads").orElse(new int[4]);
        return pads.length == 2 ? new int[] {0, pads[0], 0, pads[1]} : Arrays.copyOf(pads, 4);
    }

    /** Padding to ceil(size / stride) outputs; an odd cell goes behind for SAME_UPPER, before for SAME_LOWER. */
    private static int[] same(Shape weights, Shape input, int[] strides, int[] dilations, boolean upper) {
        int[] pads = new int[4], sizes = {input.h(), input.w()}, kernel = {weights.h(), weights.w()};
        for (int axis = 0; axis < 2; axis++) {
            int outputs = (sizes[axis] + strides[axis] - 1) / strides[axis];
            int total = Math.max(0, (outputs - 1) * strides[axis] + (kernel[axis] - 1) * dilations[axis] + 1 - sizes[axis]);
            int less = total / 2, more = total - less;
            pads[axis] = upper ? less : more;
            pads[axis + 2] = upper ? more : less;
        }
        return pads;
    }
}
