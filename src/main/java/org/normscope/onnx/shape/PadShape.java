package org.normscope.onnx.shape;

import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Node;

/** Extents behind ONNX Pad, which since opset 18 may name its axes: those that it does not name stay as they are. */
final class PadShape {
    private PadShape() { }

    static Extent @Nullable [] of(Node node, Shapes shapes) {
        Extent[] x = shapes.of(node.input(0)).orElse(null);
        if (x == null) return null;
        long[] axes = node.input(3).isEmpty() ? LongStream.range(0, x.length).toArray()
            : shapes.integers(node.input(3)).orElse(null);
        if (axes == null) return Shapes.named(node.output(), x.length);
        Optional<Extent[]> pads = shapes.cells(node.input(1)).filter(cells -> cells.length == 2 * axes.length);
        Extent[] y = x.clone();
        for (int i = 0; i < axes.length; i++) {
            int axis = Math.floorMod((int) axes[i], x.length);
            y[axis] = pads.isEmpty() ? Extent.of(node.output(), axis)
                : x[axis].plus(pads.get()[i]).plus(pads.get()[i + axes.length]);
        }
        return y;
    }
}
