package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.whole;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;

/**
 * Normalizations as JAX and TensorFlow write them: their statistics lose the axes that share them, and get them back by
 * an Unsqueeze, a Reshape or an Expand.
 */
class LiftedFormsTest extends NormFixture {
    private static final int[] MAPS = {1, 4, 9, 9}, LAST = {1, 9, 9, 4};

    @Test
    void axesPutBack() throws IOException {
        for (String way : List.of("Unsqueeze", "Reshape", "Expand")) {
            assertEquals("LN", reproduced(flax("c", way, true, 1, 2, 3), "ln").brief());
            reproduced(flax("t", way, true, 3), "pos");
            assertEquals("IN", reproduced(flax("t", way, false, 1, 2), "in").brief());
        }
    }

    @Test
    void rootMeanSquares() throws IOException {
        for (String way : List.of("Unsqueeze", "Reshape")) {
            TinyModel model = channelsLast(13).node("Mul", "t t", "xx");
            summed(model, "xx", "m2", 3);
            reproduced(inverted(lifted(model, "m2", "v", way, "t", 3)).node("Mul", "f gamma", "fg")
                .node("Mul", "t fg", "n"), "rms", "set", "c");
        }
    }

    @Test
    void groups() throws IOException {
        TinyModel model = channelsLast(13).weights(whole("apart", -1, 9, 9, 2, 2)).weights(whole("joined", -1, 9, 9, 4))
            .node("Reshape", "t apart", "r").node("ReduceMean", "r", "m", integers("axes", 1, 2, 4),
                integer("keepdims", 0)).node("Mul", "r r", "rr").node("ReduceMean", "rr", "m2",
                    integers("axes", 1, 2, 4), integer("keepdims", 0)).node("Mul", "m m", "mm")
            .node("Sub", "m2 mm", "bare").node("Relu", "bare", "floor").weights(whole("back", -1, 1, 1, 2, 1))
            .node("Reshape", "m back", "mu").node("Reshape", "floor back", "v").node("Sub", "r mu", "d");
        reproduced(inverted(model).node("Mul", "d f", "h").node("Reshape", "h joined", "j")
            .node("Mul", "j gamma", "jg").node("Add", "jg beta", "n"), "gn", "groups", "2");
    }

    /** Statistics of columns that are laid along the rows are nobody's own. */
    @Test
    void axesPutBackElsewhere() throws IOException {
        TinyModel model = channelsLast(13).weights(whole("elsewhere", 1)).node("ReduceMean", "t", "m",
            integers("axes", 2), integer("keepdims", 0)).node("Unsqueeze", "m elsewhere", "mu").node("Sub", "t mu", "d")
            .node("Mul", "d d", "sq").node("ReduceMean", "sq", "m2", integers("axes", 2), integer("keepdims", 0))
            .node("Unsqueeze", "m2 elsewhere", "v");
        Network network = open(inverted(model).node("Mul", "d f", "n").node("Relu", "n", "y").output("y"));
        assertTrue(network.layers().stream().noneMatch(layer -> layer.kind() == LayerKind.NORMALIZATION),
            network.layers().toString());
    }

    /** What flax.linen does: mean x^2 - (mean x)^2 not below zero, x less its mean, times gamma over the root. */
    private static TinyModel flax(String x, String way, boolean gamma, int... axes) {
        TinyModel model = (x.equals("t") ? channelsLast(13) : first(13)).node("Mul", x + " " + x, "xx")
            .weights("zero", new int[] {}, 0);
        summed(model, x, "m", axes);
        summed(model, "xx", "m2", axes);
        model.node("Mul", "m m", "mm").node("Sub", "m2 mm", "bare").node("Max", "bare zero", "floor");
        lifted(model, "m", "mu", way, x, axes);
        inverted(lifted(model, "floor", "v", way, x, axes)).node("Sub", x + " mu", "d");
        if (!gamma) return model.node("Mul", "d f", "n");
        boolean last = x.equals("t");
        return model.weights("g", last ? new int[] {4} : new int[] {4, 1, 1}, .5f, 1, 2, 3)
            .weights("b", last ? new int[] {4} : new int[] {4, 1, 1}, 1, 2, -3, 4).node("Mul", "f g", "fg")
            .node("Mul", "d fg", "h").node("Add", "h b", "n");
    }

    private static void summed(TinyModel model, String x, String mean, int... axes) {
        int cells = IntStream.of(axes).map(axis -> (x.startsWith("x") ? axes.length == 3 ? MAPS : LAST
            : x.equals("t") ? LAST : MAPS)[axis]).reduce(1, (a, b) -> a * b);
        model.weights(whole(mean + "/axes", IntStream.of(axes).asLongStream().toArray()))
            .weights(mean + "/cells", new int[] {}, cells);
        model.node(TinyModel.written("ReduceSum", "", mean + "/sum", integer("keepdims", 0)).addInput(x)
            .addInput(mean + "/axes").build()).node("Div", mean + "/sum " + mean + "/cells", mean);
    }

    private static TinyModel lifted(TinyModel model, String value, String to, String way, String x, int... axes) {
        long[] along = IntStream.of(axes).asLongStream().toArray();
        if (way.equals("Unsqueeze")) return model.weights(whole(to + "/at", along)).node(way, value + " " + to + "/at",
            to);
        long[] kept = IntStream.of(x.equals("t") ? LAST : MAPS).asLongStream().toArray();
        for (int axis : axes) kept[axis] = 1;
        model.weights(whole(to + "/as", kept));
        if (way.equals("Reshape")) return model.node(way, value + " " + to + "/as", to);
        return model.node("Reshape", value + " " + to + "/as", to + "/kept").node("Shape", x, to + "/whole")
            .node("Expand", to + "/kept " + to + "/whole", to);
    }

    private static TinyModel inverted(TinyModel model) {
        return model.weights("eps", new int[] {}, 1e-5f).node("Add", "v eps", "ve").node("Sqrt", "ve", "sd")
            .node("Reciprocal", "sd", "f");
    }
}
