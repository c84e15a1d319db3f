package org.normscope.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Constants taken together over axes (ONNX Reduce*-18 and those before it), as where an exporter left weight
 * normalization as arithmetic.
 *
 * @param each  what becomes of a cell before
 * @param start what none are together
 * @param join  of two
 * @param last  of all, and of how many they are
 */
record FoldedReductions(DoubleUnaryOperator each, double start, DoubleBinaryOperator join,
                        DoubleBinaryOperator last) implements Fold {

    static Fold of(String operator) {
        DoubleUnaryOperator same = x -> x, square = x -> x * x;
        DoubleBinaryOperator all = (sum, count) -> sum;
        return switch (operator) {
            case "ReduceSum" -> new FoldedReductions(same, 0, Double::sum, all);
            case "ReduceMean" -> new FoldedReductions(same, 0, Double::sum, (sum, count) -> sum / count);
            case "ReduceProd" -> new FoldedReductions(same, 1, (a, b) -> a * b, all);
            case "ReduceMax" -> new FoldedReductions(same, Double.NEGATIVE_INFINITY, Math::max, all);
            case "ReduceMin" -> new FoldedReductions(same, Double.POSITIVE_INFINITY, Math::min, all);
            case "ReduceL1" -> new FoldedReductions(Math::abs, 0, Double::sum, all);
            case "ReduceL2" -> new FoldedReductions(square, 0, Double::sum, (sum, count) -> Math.sqrt(sum));
            case "ReduceSumSquare" -> new FoldedReductions(square, 0, Double::sum, all);
            case "ReduceLogSum" -> new FoldedReductions(same, 0, Double::sum, (sum, count) -> Math.log(sum));
            case "ReduceLogSumExp" -> new FoldedReductions(Math::exp, 0, Double::sum, (sum, count) -> Math.log(sum));
            default -> NONE;
        };
    }

    @Override
    public Optional<Tensor> of(Node node, List<Tensor> read) {
        Tensor x = read.get(0);
        int rank = x.shape().rank();
        List<Integer> said = Folded.axes(node, read, rank);
        if (said.isEmpty() && node.integer("noop_with_empty_axes", 0) != 0) return Optional.of(x);
        boolean[] over = new boolean[rank];
        for (int axis = 0; axis < rank; axis++) over[axis] = said.isEmpty() || said.contains(axis);
        int[] kept = x.shape().toArray();
        for (int axis = 0; axis < rank; axis++) if (over[axis]) kept[axis] = 1;
        int[] steps = new int[rank];
        for (int axis = rank - 1, step = 1; axis >= 0; step *= kept[axis--]) steps[axis] = over[axis] ? 0 : step;
        double[] together = new double[Shape.of(kept).size()];
        Arrays.fill(together, start);
        Folded.visit(x.shape(), steps, (at, to) ->
            together[to] = join.applyAsDouble(together[to], each.applyAsDouble(x.data()[at])));
        float[] data = new float[together.length];
        double count = (double) x.data().length / Math.max(1, data.length);
        for (int i = 0; i < data.length; i++) data[i] = (float) last.applyAsDouble(together[i], count);
        boolean keeps = node.integer("keepdims", 1) != 0;
        return Optional.of(Tensor.of(keeps ? Shape.of(kept) : Shape.of(IntStream.range(0, rank).filter(axis ->
            !over[axis]).map(axis -> kept[axis]).toArray()), data));
    }
}
