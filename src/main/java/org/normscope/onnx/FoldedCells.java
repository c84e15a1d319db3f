package org.normscope.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.DoubleBinaryOperator;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Arithmetic of constants, cell by cell, with the standard's broadcasting. */
final class FoldedCells {
    private FoldedCells() { }

    static Fold each(DoubleUnaryOperator function) {
        return (node, read) -> {
            float[] data = read.get(0).data().clone();
            for (int i = 0; i < data.length; i++) data[i] = (float) function.applyAsDouble(data[i]);
            return Optional.of(Tensor.of(read.get(0).shape(), data));
        };
    }

    /** Truth is 1; of what is no number nothing is true or false. */
    static Fold compared(DoubleBinaryOperator function) {
        return both((a, b) -> Double.isNaN(a + b) ? Double.NaN : function.applyAsDouble(a, b));
    }

    /** Of any number of operands, from the left. */
    static Fold both(DoubleBinaryOperator function) {
        return (node, read) -> read.stream().reduce((a, b) -> both(a, b, function));
    }

    static Tensor both(Tensor a, Tensor b, DoubleBinaryOperator function) {
        Shape shape = broadcast(a.shape(), b.shape());
        float[] data = new float[shape.size()], left = spread(a, shape).data(), right = spread(b, shape).data();
        for (int i = 0; i < data.length; i++) data[i] = (float) function.applyAsDouble(left[i], right[i]);
        return Tensor.of(shape, data);
    }

    /** ONNX Where-16. */
    static Optional<Tensor> chosen(Node node, List<Tensor> read) {
        Tensor which = read.get(0), one = read.get(1), other = read.get(2);
        Shape shape = broadcast(broadcast(which.shape(), one.shape()), other.shape());
        float[] data = spread(other, shape).data().clone(), from = spread(one, shape).data(),
            said = spread(which, shape).data();
        for (int i = 0; i < data.length; i++) if (said[i] != 0) data[i] = Float.isNaN(said[i]) ? Float.NaN : from[i];
        return Optional.of(Tensor.of(shape, data));
    }

    /** ONNX DequantizeLinear-13: (x - zero) * scale, by tensor or along an axis. */
    static Optional<Tensor> dequantized(Node node, List<Tensor> read) {
        if (node.integer("block_size", 0) != 0) return Optional.empty();
        Tensor x = read.get(0);
        int axis = Math.floorMod((int) node.integer("axis", 1), Math.max(1, x.shape().rank()));
        Tensor centred = Fold.has(read, 2) ? both(x, along(read.get(2), axis, x.shape()), (a, b) -> a - b) : x;
        return Optional.of(both(centred, along(read.get(1), axis, x.shape()), (a, b) -> a * b));
    }

    /** A vector as a tensor that lies along one axis of another; a single number stays one. */
    private static Tensor along(Tensor vector, int axis, Shape shape) {
        if (vector.data().length == 1) return vector.reshaped(Shape.of());
        int[] extents = new int[shape.rank()];
        Arrays.fill(extents, 1);
        extents[axis] = vector.data().length;
        return vector.reshaped(Shape.of(extents));
    }

    /** ONNX Expand-13. */
    static Optional<Tensor> expanded(Node node, List<Tensor> read) {
        int[] wanted = Folded.whole(read.get(1));
        return Optional.of(spread(read.get(0), broadcast(read.get(0).shape(), Shape.of(wanted))));
    }

    static Shape broadcast(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        int[] extents = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int left = axis - rank + a.rank(), right = axis - rank + b.rank();
            int one = left < 0 ? 1 : a.extent(left), other = right < 0 ? 1 : b.extent(right);
            if (one != other && one != 1 && other != 1) throw new IllegalArgumentException(a + " and " + b);
            extents[axis] = one == 1 ? other : one;
        }
        return Shape.of(extents);
    }

    private static Tensor spread(Tensor from, Shape to) {
        if (from.shape().equals(to)) return from;
        float[] data = new float[to.size()];
        int[] steps = new int[to.rank()];
        int step = 1;
        for (int axis = to.rank() - 1; axis >= 0; axis--) {
            int own = axis - to.rank() + from.shape().rank();
            int extent = own < 0 ? 1 : from.shape().extent(own);
            steps[axis] = extent == 1 ? 0 : step;
            step *= extent;
        }
        Folded.visit(to, steps, (at, source) -> data[at] = from.data()[source]);
        return Tensor.of(to, data);
    }
}
