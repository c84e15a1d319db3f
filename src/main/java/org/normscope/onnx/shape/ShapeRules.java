package org.normscope.onnx.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Node;

/** How the extents of what operators write follow from those of what they read. */
final class ShapeRules {
    private static final Map<String, BiFunction<Node, Shapes, Extent @Nullable []>> RULES = new HashMap<>();

    static {
        Stream.of("Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "BatchNormalization", "Cast", "CastLike",
            "Ceil", "Celu", "Clip", "Cos", "Cosh", "CumSum", "Dropout", "Elu", "Erf", "Exp", "Floor", "Gelu",
            "GroupNormalization", "HardSigmoid", "HardSwish", "Hardmax", "Identity", "InstanceNormalization", "IsNaN",
            "LRN", "LayerNormalization", "LeakyRelu", "Log", "LogSoftmax", "LpNormalization",
            "MeanVarianceNormalization", "Mish", "Neg", "Not", "PRelu", "RMSNormalization", "Reciprocal", "Relu",
            "Round", "ScatterElements", "ScatterND", "Selu", "Shrink", "Sigmoid", "Sign", "Sin", "Sinh", "Softmax",
            "Softplus", "Softsign", "Sqrt", "Tan", "Tanh", "ThresholdedRelu", "Trilu")
            .forEach(same -> RULES.put(same, ShapeRules::same));
        Stream.of("Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Sum", "Mean", "Where", "Equal", "Greater", "Less",
            "And", "Or", "GreaterOrEqual", "LessOrEqual", "Mod")
            .forEach(each -> RULES.put(each, ShapeRules::broadcast));
        Stream.of("ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceSumSquare",
            "ReduceLogSum", "ReduceLogSumExp", "ReduceProd")
            .forEach(reduction -> RULES.put(reduction, ShapeRules::reduced));
        List.of("GlobalAveragePool", "GlobalLpPool", "GlobalMaxPool").forEach(of -> RULES.put(of, MapShapes::global));
        Stream.of("Conv", "MaxPool", "AveragePool", "LpPool").forEach(pool -> RULES.put(pool, MapShapes::window));
        RULES.put("ConvTranspose", MapShapes::transposed);
        RULES.put("Concat", ShapeRules::concatenated);
        RULES.put("Transpose", ShapeRules::permuted);
        RULES.put("Flatten", ShapeRules::flattened);
        RULES.put("Reshape", ShapeRules::reshaped);
        RULES.put("Unsqueeze", ShapeRules::unsqueezed);
        RULES.put("Squeeze", ShapeRules::squeezed);
        RULES.put("Gemm", ShapeRules::gemm);
        RULES.put("MatMul", ShapeRules::product);
        RULES.put("Pad", PadShape::of);
        RULES.put("Slice", ShapeRules::sliced);
        RULES.put("Expand", (node, shapes) -> broadcast(of(shapes, node.input(0)),
            shapes.asked(node.input(1), node.output()).orElse(null), node.output()));
        RULES.put("ConstantOfShape", (node, shapes) ->
            shapes.asked(node.input(0), node.output()).orElse(null));
        RULES.put("Shape", (node, shapes) -> shapes.cells(node.output())
            .map(all -> new Extent[] {Extent.of(all.length)}).orElse(null));
        RULES.put("Resize", MapShapes::resized);
        RULES.put("GridSample", MapShapes::sampled);
        RULES.put("DepthToSpace", (node, shapes) -> MapShapes.blocks(node, shapes, true));
        RULES.put("SpaceToDepth", (node, shapes) -> MapShapes.blocks(node, shapes, false));
        RULES.put("Gather", ShapeRules::gathered);
        RULES.put("GatherElements", (node, shapes) -> of(shapes, node.input(1)));
        RULES.put("Range", (of, shapes) -> shapes.of(of.output()).orElse(new Extent[] {Extent.named(of.output())}));
    }

    private ShapeRules() { }

    /** By output; empty where they are not known. */
    static List<Extent[]> of(Node node, Shapes shapes) {
        if (!node.domain().isEmpty()) return List.of();
        if (node.operator().equals("Split")) return split(node, shapes);
        BiFunction<Node, Shapes, Extent @Nullable []> rule = RULES.get(node.operator());
        Extent[] first = rule == null ? null : rule.apply(node, shapes);
        if (first == null) return List.of();
        boolean two = List.of("MaxPool", "Dropout").contains(node.operator());
        return two ? List.of(first, first) : Collections.singletonList(first);
    }

    private static Extent @Nullable [] of(Shapes shapes, String value) {
        return shapes.of(value).orElse(null);
    }

    private static Extent @Nullable [] same(Node node, Shapes shapes) {
        return of(shapes, node.input(0));
    }

    private static Extent @Nullable [] broadcast(Node node, Shapes shapes) {
        Extent[] result = of(shapes, node.input(0));
        for (int i = 1; i < node.inputs().size(); i++) result = broadcast(result, of(shapes, node.input(i)),
            node.output());
        return result;
    }

    private static Extent @Nullable [] broadcast(Extent @Nullable [] a, Extent @Nullable [] b, String named) {
        return a == null || b == null ? null : together(a, b, named);
    }

    /** An extent that is not known may be 1: then the other one counts, else both are equal. */
    private static Extent[] together(Extent[] a, Extent[] b, String named) {
        Extent[] result = new Extent[Math.max(a.length, b.length)];
        for (int i = 0; i < result.length; i++) {
            int inA = i - result.length + a.length, inB = i - result.length + b.length;
            Extent one = inA < 0 ? Extent.ONE : a[inA], other = inB < 0 ? Extent.ONE : b[inB];
            if (one.equals(other) || other.equals(Extent.ONE)) result[i] = one;
            else if (one.equals(Extent.ONE) || other.isKnown()) result[i] = other;
            else result[i] = one.isKnown() ? one : Extent.of(named, i);
        }
        return result;
    }

    private static Extent @Nullable [] reduced(Node node, Shapes shapes) {
        Extent[] x = of(shapes, node.input(0));
        boolean named = node.integers("axes").isPresent() || !node.input(1).isEmpty();
        Optional<int[]> axes = shapes.axes(node);
        if (x == null || named && axes.isEmpty()) return null;
        boolean all = axes.isEmpty() || axes.get().length == 0, keep = node.integer("keepdims", 1) == 1;
        if (all && node.integer("noop_with_empty_axes", 0) == 1) return x;
        boolean[] gone = new boolean[x.length];
        if (all) Arrays.fill(gone, true);
        else for (int axis : axes.get()) gone[axis < 0 ? axis + x.length : axis] = true;
        List<Extent> left = new ArrayList<>();
        for (int axis = 0; axis < x.length; axis++) if (!gone[axis]) left.add(x[axis]); else if (keep) left.add(
            Extent.ONE);
        return left.toArray(Extent[]::new);
    }

    private static Extent @Nullable [] concatenated(Node node, Shapes shapes) {
        Extent[] result = null;
        for (String input : node.inputs()) {
            Extent[] part = of(shapes, input);
            if (part == null) return null;
            int axis = axis(node.integer("axis", 1), part.length);
            if (result == null) result = part.clone();
            else result[axis] = result[axis].plus(part[axis]);
        }
        return result;
    }

    private static int axis(long axis, int rank) {
        return (int) (axis < 0 ? axis + rank : axis);
    }

    private static List<Extent[]> split(Node node, Shapes shapes) {
        Extent[] x = of(shapes, node.input(0));
        if (x == null) return List.of();
        int axis = axis(node.integer("axis", 0), x.length), parts = node.outputs().size();
        Optional<Extent[]> sizes = shapes.cells(node.input(1));
        if (sizes.isEmpty() && (!node.input(1).isEmpty() || !x[axis].isKnown()
            || x[axis].offset() % parts != 0)) return List.of();
        List<Extent[]> found = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            Extent[] part = x.clone();
            part[axis] = sizes.isPresent() ? sizes.get()[i] : Extent.of(x[axis].offset() / parts);
            found.add(part);
        }
        return found;
    }

    private static Extent @Nullable [] permuted(Node node, Shapes shapes) {
        Extent[] x = of(shapes, node.input(0));
        int[] order = node.integers("perm").orElse(null);
        if (x == null) return null;
        Extent[] y = new Extent[x.length];
        for (int i = 0; i < y.length; i++) y[i] = x[order == null ? x.length - 1 - i : order[i]];
        return y;
    }

    private static Extent product(Extent[] extents, int from, int to) {
        Extent product = Extent.ONE;
        for (int i = from; i < to; i++) product = product.times(extents[i]);
        return product;
    }

    private static Extent @Nullable [] flattened(Node node, Shapes shapes) {
        Extent[] x = of(shapes, node.input(0));
        if (x == null) return null;
        int from = axis(node.integer("axis", 1), x.length);
        return new Extent[] {product(x, 0, from), product(x, from, x.length)};
    }

    private static Extent @Nullable [] reshaped(Node node, Shapes shapes) {
        Extent[] wanted = shapes.asked(node.input(1), node.output()).orElse(null), x = of(shapes, node.input(0));
        if (wanted == null) return null;
        Extent[] y = new Extent[wanted.length];
        int open = -1;
        for (int i = 0; i < y.length; i++) {
            y[i] = wanted[i];
            if (wanted[i].equals(Extent.of(-1))) open = i;
            if (wanted[i].equals(Extent.of(0)) && node.integer("allowzero", 0) == 0) y[i] = x != null
                && i < x.length ? x[i] : Extent.of(node.output(), i);
        }
        if (open < 0) return y;
        y[open] = Extent.of(node.output(), open);
        if (x != null && Arrays.stream(x).allMatch(Extent::isKnown)) {
            long rest = product(x, 0, x.length).offset();
            for (int i = 0; i < y.length; i++) if (i != open && y[i].isKnown()
                && y[i].offset() > 0) rest /= y[i].offset(); else if (i != open) return y;
            y[open] = Extent.of(rest);
        } else if (x != null && open == y.length - 1 && y.length >= 1 && x.length >= open
            && Arrays.equals(y, 0, open, x, 0, open)) {
            y[open] = product(x, open, x.length);
        }
        return y;
    }

    private static Extent @Nullable [] unsqueezed(Node node, Shapes shapes) {
        Extent[] x = of(shapes, node.input(0));
        int[] axes = shapes.axes(node).orElse(null);
        if (x == null || axes == null) return null;
        Extent[] y = new Extent[x.length + axes.length];
        for (int axis : axes) y[axis(axis, y.length)] = Extent.ONE;
        for (int i = 0, from = 0; i < y.length; i++) if (y[i] == null) y[i] = x[from++];
        return y;
    }

    private static Extent @Nullable [] squeezed(Node node, Shapes shapes) {
        Extent[] x = of(shapes, node.input(0));
        int[] axes = shapes.axes(node).orElse(null);
        if (x == null || axes == null) return null;
        List<Extent> left = new ArrayList<>(Arrays.asList(x));
        int[] sorted = Arrays.stream(axes).map(axis -> axis(axis, x.length)).sorted().toArray();
        for (int i = sorted.length - 1; i >= 0; i--) left.remove(sorted[i]);
        return left.toArray(Extent[]::new);
    }

    private static Extent @Nullable [] gemm(Node node, Shapes shapes) {
        Extent[] a = of(shapes, node.input(0)), b = of(shapes, node.input(1));
        if (a == null || b == null || a.length != 2 || b.length != 2) return null;
        return new Extent[] {a[node.integer("transA", 0) == 1 ? 1 : 0], b[node.integer("transB", 0) == 1 ? 0 : 1]};
    }

    private static Extent @Nullable [] product(Node node, Shapes shapes) {
        Extent[] a = of(shapes, node.input(0)), b = of(shapes, node.input(1));
        if (a == null || b == null || a.length < 2 || b.length < 2) return null;
        Extent[] outer = together(Arrays.copyOf(a, a.length - 2), Arrays.copyOf(b, b.length - 2), node.output());
        Extent[] y = Arrays.copyOf(outer, outer.length + 2);
        y[y.length - 2] = a[a.length - 2];
        y[y.length - 1] = b[b.length - 1];
        return y;
    }

    private static Extent @Nullable [] sliced(Node node, Shapes shapes) {
        Extent[] x = of(shapes, node.input(0));
        if (x == null) return null;
        Extent[] y = x.clone();
        Optional<long[]> axes = shapes.integers(node.input(3)), starts = shapes.integers(node.input(1)),
            ends = shapes.integers(node.input(2));
        Optional<long[]> steps = shapes.integers(node.input(4));
        if (!node.input(3).isEmpty() && axes.isEmpty()) return Shapes.named(node.output(), y.length);
        int count = axes.map(a -> a.length).orElse(starts.map(s -> s.length).orElse(x.length));
        for (int i = 0; i < count; i++) {
            int axis = axes.isPresent() ? axis(axes.get()[i], x.length) : i;
            boolean known = x[axis].isKnown() && starts.isPresent() && ends.isPresent()
                && (node.input(4).isEmpty() || steps.isPresent());
            long step = steps.isPresent() ? steps.get()[i] : 1;
            y[axis] = known ? Extent.of(count(x[axis].offset(), starts.get()[i], ends.get()[i], step))
                : Extent.of(node.output(), axis);
        }
        return y;
    }

    /** How many cells a slice takes of an axis. */
    private static long count(long extent, long start, long end, long step) {
        long from = start < 0 ? start + extent : start, to = end < 0 ? Math.max(end, Long.MIN_VALUE / 2) + extent : end;
        if (step > 0) return Math.max(0, Math.floorDiv(Math.min(to, extent) - Math.max(0, from) + step - 1, step));
        from = Math.min(from, extent - 1);
        to = Math.max(to, -1);
        return Math.max(0, Math.floorDiv(from - to - step - 1, -step));
    }

    private static Extent @Nullable [] gathered(Node node, Shapes shapes) {
        Extent[] x = of(shapes, node.input(0)), indices = of(shapes, node.input(1));
        if (x == null || indices == null) return null;
        int axis = axis(node.integer("axis", 0), x.length);
        return Stream.of(Arrays.copyOf(x, axis), indices, Arrays.copyOfRange(x, axis + 1, x.length))
            .flatMap(Arrays::stream).toArray(Extent[]::new);
    }
}
