package org.normscope.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Convolution and average pooling of numbers whose way through a graph is followed. Windows that step by more than one
 * cell or have gaps, and means that leave out the zeros around, are not done here; of constants these are left to the
 * engine, which is faster.
 */
final class FoldedWindows implements Fold {
    /** ONNX Conv-11. */
    static final Fold CONVOLVED = new FoldedWindows(false);
    /** ONNX AveragePool-19. */
    static final Fold AVERAGED = new FoldedWindows(true);

    private final boolean mean;

    private FoldedWindows(boolean mean) {
        this.mean = mean;
    }

    @Override
    public Optional<Tensor> of(Node node, List<Tensor> read) {
        Shape shape = read.get(0).shape();
        int axes = shape.rank() - 2;
        int[] kernel = node.integers("kernel_shape").orElseGet(() -> IntStream.range(0, axes).map(axis ->
            read.get(1).shape().extent(2 + axis)).toArray());
        int[] pads = node.integers("pads").orElseGet(() -> new int[2 * axes]);
        boolean padded = Arrays.stream(pads).anyMatch(pad -> pad != 0);
        boolean here = ones(node, "strides") && ones(node, "dilations")
            && (!mean || !padded || node.integer("count_include_pad", 0) != 0)
            && List.of("NOTSET", "VALID", "").contains(node.text("auto_pad", ""));
        if (!here) return Optional.empty();
        Tensor x = padded ? Folded.padded(read.get(0), wholePads(pads, axes), 0) : read.get(0);
        return Optional.of(mean ? averaged(x, kernel) : convolved(node, x, kernel, read));
    }

    private static boolean ones(Node node, String attribute) {
        return Arrays.stream(node.integers(attribute).orElse(new int[0])).allMatch(one -> one == 1);
    }

    /** With the axes of pictures and channels, along which nothing is added. */
    private static int[] wholePads(int[] pads, int axes) {
        int[] whole = new int[2 * axes + 4];
        System.arraycopy(pads, 0, whole, 2, axes);
        System.arraycopy(pads, axes, whole, axes + 4, axes);
        return whole;
    }

    private static Tensor averaged(Tensor x, int[] kernel) {
        Sum sum = new Sum(x, kernel, x.shape().extent(1));
        float weight = 1f / Shape.of(kernel).size();
        for (int map = 0; map < x.shape().extent(0) * x.shape().extent(1); map++) {
            for (int cell = 0; cell < Shape.of(kernel).size(); cell++) sum.add(map, map, cell, weight);
        }
        return sum.result;
    }

    private static Tensor convolved(Node node, Tensor x, int[] kernel, List<Tensor> read) {
        Tensor weights = read.get(1);
        int outputs = weights.shape().extent(0), ofGroup = weights.shape().extent(1), inputs = x.shape().extent(1);
        int groups = (int) node.integer("group", 1), cells = Shape.of(kernel).size();
        Sum sum = new Sum(x, kernel, outputs);
        for (int n = 0; n < x.shape().extent(0); n++) {
            for (int o = 0; o < outputs; o++) {
                if (Fold.has(read, 2)) sum.fill(n * outputs + o, read.get(2).data()[o]);
                for (int i = 0; i < ofGroup; i++) {
                    int from = n * inputs + o / (outputs / groups) * ofGroup + i;
                    for (int cell = 0; cell < cells; cell++) {
                        sum.add(n * outputs + o, from, cell, weights.data()[(o * ofGroup + i) * cells + cell]);
                    }
                }
            }
        }
        return sum.result;
    }

    /** Maps moved by each cell of a kernel, added up. */
    private static final class Sum {
        private final Tensor x, result;
        private final Shape kernel, plane;
        private final int[] steps;
        private final int ofX;

        Sum(Tensor x, int[] kernel, int channels) {
            this.x = x;
            this.kernel = Shape.of(kernel);
            int[] extents = x.shape().toArray(), to = extents.clone();
            to[1] = channels;
            for (int axis = 0; axis < kernel.length; axis++) to[2 + axis] -= kernel[axis] - 1;
            result = Tensor.zeros(Shape.of(to));
            plane = Shape.of(Arrays.copyOfRange(to, 2, to.length));
            Shape whole = Shape.of(Arrays.copyOfRange(extents, 2, extents.length));
            steps = Folded.steps(whole);
            ofX = whole.size();
        }

        void fill(int map, float with) {
            Arrays.fill(result.data(), map * plane.size(), (map + 1) * plane.size(), with);
        }

        void add(int map, int from, int cell, float weight) {
            if (weight == 0) return;
            int first = from * ofX, left = cell;
            for (int axis = steps.length - 1; axis >= 0; axis--) {
                first += left % kernel.extent(axis) * steps[axis];
                left /= kernel.extent(axis);
            }
            int start = first, to = map * plane.size();
            Folded.visit(plane, steps, (at, source) -> result.data()[to + at] += weight * x.data()[start + source]);
        }
    }
}
