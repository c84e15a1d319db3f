package org.normscope.synthesis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Value;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * For every patch of maps the nearest patch of a style's maps, by normalized cross-correlation, as Li and Wand (2016)
 * compute it: one convolution whose kernels are the style's patches, and the strongest of its channels.
 */
final class PatchMatching {
    private static final int SIDE = 3;
    /** Multiplications of one matching: of finer style maps only every second or third patch is taken. */
    private static final double MOST = 2e10;

    private final LossNetwork network;
    private final String value;
    private final Graph graph;

    PatchMatching(LossNetwork network, String value) {
        this.network = network;
        this.value = value;
        GraphWriter writer = new GraphWriter(network.graph());
        network.graph().nodes().forEach(writer::keep);
        ElementType type = network.graph().type(value);
        String patches = writer.input("patches", type, Value.OPEN, Value.OPEN, Value.OPEN, Value.OPEN);
        String likeness = writer.name("likeness"), nearest = writer.name("nearest");
        writer.add("Conv", likeness, List.of(value, patches), List.of(likeness), Map.of());
        writer.add("ArgMax", nearest, List.of(likeness), List.of(nearest), Map.of("axis", 1, "keepdims", 1));
        graph = writer.graph(List.of(new Value(nearest, ElementType.INT64, null)));
    }

    /**
     * Maps of the picture's size made of the style's patches: where they overlap, their mean. A picture whose features
     * come near them has lowered the sum of all distances between patches and their nearest.
     *
     * @param style features of the style, of this value
     */
    Tensor made(Levels picture, Tensor style) {
        Tensor own = network.features(picture, List.of(value)).get(value);
        Shape shape = own.shape(), of = style.shape();
        int side = Math.min(SIDE, Math.min(Math.min(shape.h(), shape.w()), Math.min(of.h(), of.w())));
        int rows = shape.h() - side + 1, columns = shape.w() - side + 1, step = 1;
        int cells = shape.c() * side * side;
        while ((double) rows * columns * cells * places(of.h(), side, step) * places(of.w(), side, step) > MOST) step++;
        int across = places(of.w(), side, step);
        Map<String, Tensor> feeds = new HashMap<>(network.feeds(picture.width(), picture.height(), picture.cells()));
        feeds.put("patches", kernels(style, side, step));
        String nearest = graph.outputs().get(0).name();
        float[] chosen = network.runner().run(graph, feeds, List.of(nearest)).get(nearest).data();
        float[] sum = new float[shape.size()];
        int[] count = new int[shape.plane()];
        for (int i = 0; i < chosen.length; i++) {
            int y = i / columns, x = i % columns, from = (int) chosen[i];
            int styleY = from / across * step, styleX = from % across * step;
            for (int v = 0; v < side; v++) {
                for (int u = 0; u < side; u++) {
                    count[(y + v) * shape.w() + x + u]++;
                    for (int c = 0; c < shape.c(); c++) {
                        sum[own.index(0, c, y + v, x + u)] += style.at(0, c, styleY + v, styleX + u);
                    }
                }
            }
        }
        for (int i = 0; i < sum.length; i++) sum[i] /= count[i % count.length];
        return Tensor.of(shape, sum);
    }

    private static int places(int extent, int side, int step) {
        return (extent - side) / step + 1;
    }

    /** The style's patches as kernels, each of length 1. */
    private static Tensor kernels(Tensor style, int side, int step) {
        Shape of = style.shape();
        int across = places(of.w(), side, step), down = places(of.h(), side, step), cells = of.c() * side * side;
        float[] kernels = new float[across * down * cells];
        for (int n = 0; n < across * down; n++) {
            double square = 0;
            for (int i = 0; i < cells; i++) {
                int c = i / (side * side), v = i / side % side, u = i % side;
                float cell = style.at(0, c, n / across * step + v, n % across * step + u);
                kernels[n * cells + i] = cell;
                square += (double) cell * cell;
            }
            float length = (float) Math.sqrt(square);
            if (length > 0) for (int i = 0; i < cells; i++) kernels[n * cells + i] /= length;
        }
        return Tensor.of(Shape.of(across * down, of.c(), side, side), kernels);
    }
}
