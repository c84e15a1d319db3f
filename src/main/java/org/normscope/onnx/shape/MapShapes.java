package org.normscope.onnx.shape;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Node;

/** The rules of operators that know rows and columns: windows, pools, enlargements. */
final class MapShapes {
    private MapShapes() { }

    static Extent @Nullable [] global(Node node, Shapes shapes) {
        Extent[] x = shapes.of(node.input(0)).orElse(null);
        if (x == null) return null;
        Extent[] y = x.clone();
        Arrays.fill(y, 2, y.length, Extent.ONE);
        return y;
    }

    static Extent @Nullable [] window(Node node, Shapes shapes) {
        Extent[] x = shapes.of(node.input(0)).orElse(null);
        Window window = Window.of(node, shapes).orElse(null);
        if (x == null || window == null || x.length != window.rank() + 2) return null;
        Extent[] y = x.clone();
        if (node.operator().equals("Conv")) {
            Extent[] weights = shapes.of(node.input(1)).orElse(null);
            y[1] = weights == null ? Extent.of(node.output(), 1) : weights[0];
        }
        for (int axis = 0; axis < window.rank(); axis++) y[axis + 2] = window.written(x[axis + 2], axis);
        return y;
    }

    static Extent @Nullable [] transposed(Node node, Shapes shapes) {
        Extent[] x = shapes.of(node.input(0)).orElse(null), weights = shapes.of(node.input(1)).orElse(null);
        Window window = Window.of(node, shapes).orElse(null);
        if (x == null || weights == null || window == null || x.length != window.rank() + 2) return null;
        Extent[] y = x.clone();
        y[1] = weights[1].times(node.integer("group", 1));
        int[] added = node.integers("output_padding").orElse(new int[window.rank()]);
        Optional<int[]> said = node.integers("output_shape");
        for (int axis = 0; axis < window.rank(); axis++) {
            if (said.isPresent()) y[axis + 2] = Extent.of(said.get()[said.get().length - window.rank() + axis]);
            // Engines do not agree what SAME is where strides leave gaps.
            else if (window.same() && window.span(axis) < window.strides()[axis]) return null;
            else if (window.same()) y[axis + 2] = x[axis + 2].times(window.strides()[axis]);
            else y[axis + 2] = x[axis + 2].plus(-1).times(window.strides()[axis])
                .plus(added[axis] + window.span(axis) - window.both(axis));
        }
        return y;
    }

    /** The first two axes of the maps, all but the last of the grid's others. */
    static Extent @Nullable [] sampled(Node node, Shapes shapes) {
        Extent[] x = shapes.of(node.input(0)).orElse(null), grid = shapes.of(node.input(1)).orElse(null);
        if (x == null || grid == null) return null;
        Extent[] sampled = x.clone();
        System.arraycopy(grid, 1, sampled, 2, grid.length - 2);
        return sampled;
    }

    static Extent @Nullable [] resized(Node node, Shapes shapes) {
        Extent[] x = shapes.of(node.input(0)).orElse(null);
        if (x == null) return null;
        if (!node.input(3).isEmpty()) {
            Extent[] sizes = shapes.cells(node.input(3)).orElse(null);
            boolean plain = sizes != null && sizes.length == x.length
                && node.text("keep_aspect_ratio_policy", "stretch").equals("stretch");
            return plain ? sizes : Shapes.named(node.output(), x.length);
        }
        float[] scales = shapes.constant(node.input(2)).map(tensor -> tensor.data()).orElse(null);
        Extent[] y = Shapes.named(node.output(), x.length);
        for (int i = 0; scales != null && scales.length == x.length && i < y.length; i++) {
            if (scales[i] == Math.rint(scales[i])) y[i] = x[i].times((long) scales[i]);
            else if (x[i].isKnown()) y[i] = Extent.of((long) Math.floor(x[i].offset() * scales[i]));
        }
        return y;
    }

    static Extent @Nullable [] blocks(Node node, Shapes shapes, boolean spread) {
        Extent[] x = shapes.of(node.input(0)).orElse(null);
        if (x == null || x.length != 4) return null;
        long side = node.integer("blocksize", 1);
        return spread ? new Extent[] {x[0], x[1].over(side * side, false), x[2].times(side), x[3].times(side)}
            : new Extent[] {x[0], x[1].times(side * side), x[2].over(side, false), x[3].over(side, false)};
    }
}
