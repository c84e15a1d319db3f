package org.normscope.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Constants arranged anew: reshaped, transposed, cut, put together, picked. */
public final class Folded {
    private Folded() { }

    /** Takes in cells one after another. */
    interface Visitor {
        void take(int at, int source);
    }

    /** Walks through a tensor's cells in order, with the place in another that steps along its axes lead to. */
    static void visit(Shape shape, int[] steps, Visitor visitor) {
        int[] index = new int[shape.rank()];
        int source = 0;
        for (int at = 0; at < shape.size(); at++) {
            visitor.take(at, source);
            for (int axis = index.length - 1; axis >= 0; axis--) {
                source += steps[axis];
                if (++index[axis] < shape.extent(axis)) break;
                source -= steps[axis] * index[axis];
                index[axis] = 0;
            }
        }
    }

    public static int[] whole(Tensor vector) {
        return IntStream.range(0, vector.data().length).map(i -> (int) vector.data()[i]).toArray();
    }

    static int[] steps(Shape shape) {
        int[] steps = new int[shape.rank()];
        int step = 1;
        for (int axis = steps.length - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= shape.extent(axis);
        }
        return steps;
    }

    /** ONNX Reshape-14; Reshape-1 has the shape as an attribute. */
    static Optional<Tensor> reshaped(Node node, List<Tensor> read) {
        Tensor x = read.get(0);
        int[] wanted = node.integers("shape").orElseGet(() -> whole(read.get(1)));
        return Optional.of(x.reshaped(reshaped(node, x.shape(), wanted)));
    }

    /** @param said where 0 is the extent of x, -1 what is left */
    public static Shape reshaped(Node node, Shape x, int[] said) {
        int[] wanted = said.clone();
        int known = 1, open = -1;
        for (int axis = 0; axis < wanted.length; axis++) {
            if (wanted[axis] == 0 && node.integer("allowzero", 0) == 0) wanted[axis] = x.extent(axis);
            if (wanted[axis] == -1) open = axis;
            else known *= wanted[axis];
        }
        if (open >= 0) wanted[open] = x.size() / known;
        return Shape.of(wanted);
    }

    /** ONNX Flatten-13. */
    static Optional<Tensor> flattened(Node node, List<Tensor> read) {
        Shape shape = read.get(0).shape();
        int axis = (int) node.integer("axis", 1), before = 1;
        for (int i = 0; i < (axis < 0 ? axis + shape.rank() : axis); i++) before *= shape.extent(i);
        return Optional.of(read.get(0).reshaped(Shape.of(before, shape.size() / Math.max(1, before))));
    }

    /** ONNX Squeeze-13 and -1. */
    static Optional<Tensor> squeezed(Node node, List<Tensor> read) {
        Shape shape = read.get(0).shape();
        List<Integer> gone = axes(node, read, shape.rank());
        int[] kept = IntStream.range(0, shape.rank())
            .filter(axis -> gone.isEmpty() ? shape.extent(axis) != 1 : !gone.contains(axis)).map(shape::extent)
                .toArray();
        return Optional.of(read.get(0).reshaped(Shape.of(kept)));
    }

    /** ONNX Unsqueeze-13 and -1. */
    static Optional<Tensor> unsqueezed(Node node, List<Tensor> read) {
        Shape shape = read.get(0).shape();
        int said = node.integers("axes").map(axes -> axes.length).orElseGet(() -> Fold.has(read, 1) ? read.get(1)
            .data().length : 0);
        List<Integer> added = axes(node, read, shape.rank() + said);
        List<Integer> extents = new ArrayList<>();
        for (int axis = 0, from = 0; axis < shape.rank() + added.size(); axis++) {
            extents.add(added.contains(axis) ? 1 : shape.extent(from++));
        }
        return Optional.of(read.get(0).reshaped(Shape.of(extents.stream().mapToInt(i -> i).toArray())));
    }

    static List<Integer> axes(Node node, List<Tensor> read, int rank) {
        int[] said = node.integers("axes").orElseGet(() -> Fold.has(read, 1) ? whole(read.get(1)) : new int[0]);
        return Arrays.stream(said).map(axis -> Math.floorMod(axis, rank)).boxed().toList();
    }

    static Optional<Tensor> transposed(Node node, List<Tensor> read) {
        Tensor x = read.get(0);
        int rank = x.shape().rank();
        int[] order = node.integers("perm").orElseGet(() -> IntStream.range(0, rank).map(i -> rank - 1 - i).toArray());
        int[] own = steps(x.shape());
        Shape to = Shape.of(Arrays.stream(order).map(x.shape()::extent).toArray());
        float[] data = new float[x.data().length];
        visit(to, Arrays.stream(order).map(axis -> own[axis]).toArray(), (at, source) -> data[at] = x.data()[source]);
        return Optional.of(Tensor.of(to, data));
    }

    /** ONNX Concat-13. */
    static Optional<Tensor> joined(Node node, List<Tensor> read) {
        Shape first = read.get(0).shape();
        int axis = Math.floorMod((int) node.integer("axis", 0), first.rank()), outer = 1;
        for (int i = 0; i < axis; i++) outer *= first.extent(i);
        int[] extents = first.toArray().clone();
        extents[axis] = read.stream().mapToInt(part -> part.shape().extent(axis)).sum();
        float[] data = new float[Shape.of(extents).size()];
        for (int o = 0, at = 0; o < outer; o++) {
            for (Tensor part : read) {
                int cells = part.data().length / outer;
                System.arraycopy(part.data(), o * cells, data, at, cells);
                at += cells;
            }
        }
        return Optional.of(Tensor.of(Shape.of(extents), data));
    }

    /** ONNX Gather-13. */
    static Optional<Tensor> gathered(Node node, List<Tensor> read) {
        Tensor x = read.get(0), picks = read.get(1);
        int axis = Math.floorMod((int) node.integer("axis", 0), x.shape().rank()), extent = x.shape().extent(axis);
        return Optional.of(picked(x, axis, Arrays.stream(whole(picks)).map(i -> Math.floorMod(i, extent)).toArray(),
            picks.shape()));
    }

    /** Slices along an axis in another order or number; the axis becomes the axes of {@code as}. */
    private static Tensor picked(Tensor x, int axis, int[] picks, Shape as) {
        int outer = 1, inner = 1, extent = x.shape().extent(axis);
        for (int i = 0; i < axis; i++) outer *= x.shape().extent(i);
        for (int i = axis + 1; i < x.shape().rank(); i++) inner *= x.shape().extent(i);
        float[] data = new float[outer * picks.length * inner];
        for (int o = 0; o < outer; o++) {
            for (int p = 0; p < picks.length; p++) {
                System.arraycopy(x.data(), (o * extent + picks[p]) * inner, data, (o * picks.length + p) * inner,
                    inner);
            }
        }
        int[] extents = x.shape().toArray();
        IntStream all = IntStream.concat(IntStream.concat(Arrays.stream(extents, 0, axis), Arrays.stream(as.toArray())),
            Arrays.stream(extents, axis + 1, extents.length));
        return Tensor.of(Shape.of(all.toArray()), data);
    }

    /** ONNX Slice-13 and -1. */
    static Optional<Tensor> sliced(Node node, List<Tensor> read) {
        int[] starts = node.integers("starts").orElseGet(() -> whole(read.get(1)));
        int[] ends = node.integers("ends").orElseGet(() -> whole(read.get(2)));
        int[] axes = node.integers("axes").orElseGet(() -> Fold.has(read, 3) ? whole(read.get(3))
            : IntStream.range(0, starts.length).toArray());
        Tensor x = read.get(0);
        for (int i = 0; i < starts.length; i++) {
            int axis = Math.floorMod(axes[i], x.shape().rank()), extent = x.shape().extent(axis);
            int step = Fold.has(read, 4) ? (int) read.get(4).data()[i] : 1;
            int from = bounded(starts[i], extent, step > 0 ? extent : extent - 1), to = bounded(ends[i], extent,
                extent);
            if (step < 0 && ends[i] < -extent) to = -1;
            int count = Math.max(0, (to - from + step - Integer.signum(step)) / step);
            int[] picks = IntStream.range(0, count).map(k -> from + k * step).toArray();
            x = picked(x, axis, picks, Shape.of(count));
        }
        return Optional.of(x);
    }

    private static int bounded(int place, int extent, int last) {
        return Math.max(0, Math.min(last, place < 0 ? place + extent : place));
    }

    /** ONNX ConstantOfShape-9. */
    static Optional<Tensor> filled(Node node, List<Tensor> read) {
        Tensor filled = Tensor.zeros(Shape.of(whole(read.get(0))));
        node.tensor("value").ifPresent(value -> Arrays.fill(filled.data(), Weights.read(value, node.label())
            .data()[0]));
        return Optional.of(filled);
    }

    /** ONNX Shape-15. */
    static Optional<Tensor> shape(Node node, List<Tensor> read) {
        int[] extents = read.get(0).shape().toArray();
        int from = end((int) node.integer("start", 0), extents), to = end((int) node.integer("end", extents.length),
            extents);
        float[] data = new float[Math.max(0, to - from)];
        for (int i = 0; i < data.length; i++) data[i] = extents[from + i];
        return Optional.of(Tensor.of(Shape.of(data.length), data));
    }

    private static int end(int said, int[] extents) {
        return bounded(said, extents.length, extents.length);
    }

    static Optional<Tensor> size(Node node, List<Tensor> read) {
        return Optional.of(Tensor.of(Shape.of(), read.get(0).shape().size()));
    }

    /** ONNX Tile-13. */
    static Optional<Tensor> tiled(Node node, List<Tensor> read) {
        Tensor x = read.get(0);
        int[] times = whole(read.get(1));
        for (int axis = 0; axis < times.length; axis++) {
            int extent = x.shape().extent(axis), count = extent * times[axis];
            x = picked(x, axis, IntStream.range(0, count).map(k -> k % extent).toArray(), Shape.of(count));
        }
        return Optional.of(x);
    }

    /** ONNX Pad-18 and -2, with a value around; what is cut off, or said by axes, is not done here. */
    static Optional<Tensor> padded(Node node, List<Tensor> read) {
        Tensor x = read.get(0);
        int rank = x.shape().rank();
        int[] pads = node.integers("pads").orElseGet(() -> whole(read.get(1)));
        boolean here = node.text("mode", "constant").equals("constant") && pads.length == 2 * rank
            && !Fold.has(read, 3) && Arrays.stream(pads).allMatch(pad -> pad >= 0);
        if (!here) return Optional.empty();
        return Optional.of(padded(x, pads, Fold.has(read, 2) ? read.get(2).data()[0] : node.real("value", 0)));
    }

    /** @param pads before each axis, then behind each */
    static Tensor padded(Tensor x, int[] pads, float with) {
        int rank = x.shape().rank();
        int[] extents = IntStream.range(0, rank).map(axis -> pads[axis] + x.shape().extent(axis) + pads[rank + axis])
            .toArray();
        Tensor padded = Tensor.zeros(Shape.of(extents));
        Arrays.fill(padded.data(), with);
        int[] steps = steps(padded.shape());
        int first = IntStream.range(0, rank).map(axis -> pads[axis] * steps[axis]).sum();
        visit(x.shape(), steps, (at, to) -> padded.data()[first + to] = x.data()[at]);
        return padded;
    }

    /** ONNX Range-11. */
    static Optional<Tensor> range(Node node, List<Tensor> read) {
        float start = read.get(0).data()[0], limit = read.get(1).data()[0], step = read.get(2).data()[0];
        float[] data = new float[(int) Math.max(0, Math.ceil((limit - start) / step))];
        for (int i = 0; i < data.length; i++) data[i] = start + i * step;
        return Optional.of(Tensor.of(Shape.of(data.length), data));
    }
}
