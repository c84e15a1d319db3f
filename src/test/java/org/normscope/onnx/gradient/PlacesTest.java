package org.normscope.onnx.gradient;

import static org.normscope.onnx.TinyModel.whole;

import ai.onnxruntime.OrtException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.onnx.TinyModel;

/**
 * Operators whose windows and cells ONNX Runtime places otherwise than one would think: against central differences of
 * the network as it runs there.
 */
class PlacesTest {
    private static TinyModel resized(int opset, int rows, int columns, double down, double across, String mode) {
        float[] factors = {1, 1, (float) down, (float) across};
        TinyModel model = new TinyModel().opset(opset).input("x", 1, 2, rows, columns)
            .weights("factors", new int[] {4}, factors);
        String reads = opset < 11 ? "x factors" : "x  factors";
        return model.node("Resize", reads, "y", TinyModel.text("mode", mode)).output("y");
    }

    private static TinyModel averaged(int opset, String reads, float across, String mode) {
        return new TinyModel().opset(opset).input("x", 1, 2, 12, 6).weights("factors", new int[] {4}, 1, 1, 10 / 12f,
            across).node("Resize", reads, "r", TinyModel.text("mode", mode)).node("Mul", "r r", "s")
            .node("GlobalAveragePool", "s", "y").output("y");
    }

    /** All axes grow by one factor, which is the least of what is asked for, or the largest. */
    private static TinyModel held(String policy, String mode, int[] extents, long... sizes) {
        return new TinyModel().opset(18).input("x", extents).weights(whole("sizes", sizes)).node("Resize",
            "x   sizes", "y", TinyModel.text("mode", mode), TinyModel.text("keep_aspect_ratio_policy", policy))
            .output("y");
    }

    private static TinyModel pooled(int opset, String operator, int kernel, int stride, int side, boolean same) {
        return new TinyModel().opset(opset).input("x", 1, 2, side, side).node(operator, "x", "p",
            TinyModel.integers("kernel_shape", kernel, kernel), TinyModel.integers("strides", stride, stride),
            same ? TinyModel.text("auto_pad", "SAME_UPPER") : TinyModel.integer("ceil_mode", 1))
            .weights("w", new int[] {2}, .5f, -2).weights("v", new int[] {2}, 1, 3)
            .node("BatchNormalization", "p w w w v", "y").output("y");
    }

    private static TinyModel convolved(String auto, int down, int across, int rows, int columns) {
        return new TinyModel().input("x", 1, 2, rows, columns).weights("k", new int[] {3, 2, 1, 1}, 1, -2, 3, .5f, -1,
            2).weights("b", new int[] {3}, 1, 2, 3).node("Conv", "x k b", "y",
                TinyModel.integers("strides", down, across), TinyModel.text("auto_pad", auto)).output("y");
    }

    private static Stream<Arguments> cases() {
        return Stream.of(
            // The factor moves cells although it adds none: an axis beside it changes.
            Arguments.of("linear, kept columns", resized(13, 4, 2, 2, 1.3, "linear")),
            Arguments.of("cubic, kept columns", resized(13, 5, 7, .6, 1.1, "cubic")),
            Arguments.of("nearest, kept rows", resized(18, 7, 3, 1.1, 2.5, "nearest")),
            // In float32 12 times 10/12 is 10, of which a factor that is a little less than 10/12 makes 9.
            Arguments.of("nearest, of ten twelfths", averaged(13, "x  factors", 1, "nearest")),
            Arguments.of("linear, of ten twelfths", averaged(18, "x  factors", 2, "linear")),
            Arguments.of("ten twelfths of opset 10", averaged(10, "x factors", 1, "nearest")),
            Arguments.of("nothing changes", resized(13, 7, 3, 1.1, 1.2, "linear")),
            Arguments.of("Upsample", new TinyModel().opset(9).input("x", 1, 2, 2, 4).weights("factors", new int[] {4},
                1, 1, 1.3f, 2).node("Upsample", "x factors", "y", TinyModel.text("mode", "linear")).output("y")),
            // Before opset 11, what shrinks takes the neighbour behind.
            Arguments.of("opset 10, smaller", resized(10, 5, 9, .4, .7, "nearest")),
            Arguments.of("opset 10, smaller and larger", resized(10, 5, 4, .6, 2.5, "nearest")),
            Arguments.of("opset 10, larger", resized(10, 3, 4, 1.4, 2, "nearest")),
            Arguments.of("one factor of two sides", held("not_larger", "linear", new int[] {4, 3}, 7, 8)),
            Arguments.of("one cubic factor of two sides", held("not_smaller", "cubic", new int[] {4, 3}, 7, 8)),
            Arguments.of("one factor of three sides", held("not_larger", "linear", new int[] {2, 4, 3}, 4, 7, 8)),
            Arguments.of("one factor of all, larger", held("not_smaller", "nearest", new int[] {1, 2, 4, 3}, 1, 2, 7,
                6)),
            Arguments.of("one factor of all, smaller", held("not_larger", "nearest", new int[] {1, 2, 4, 3}, 1, 2, 2,
                2)),
            Arguments.of("one factor that is 1", held("not_larger", "linear", new int[] {1, 2, 4, 3}, 1, 2, 7, 8)),
            // A padding that is computed.
            Arguments.of("padded with a mean", new TinyModel().opset(17).input("x", 1, 2, 3, 4)
                .weights(whole("pads", 0, 0, 1, 2, 0, 0, -1, 1))
                .node("ReduceMean", "x", "m", TinyModel.integer("keepdims", 0)).node("Pad", "x pads m", "y")
                .output("y")),
            // Windows that begin behind the map, and gaps between windows.
            Arguments.of("dropped maximum", pooled(12, "MaxPool", 2, 3, 9, false)),
            Arguments.of("dropped mean", pooled(19, "AveragePool", 2, 3, 9, false)),
            Arguments.of("dropped norm", pooled(18, "LpPool", 1, 2, 8, false)),
            Arguments.of("one axis dropped", new TinyModel().opset(14).input("x", 1, 2, 9, 10).node("AveragePool", "x",
                "y", TinyModel.integers("kernel_shape", 2, 3), TinyModel.integers("strides", 3, 2),
                TinyModel.integer("ceil_mode", 1)).output("y")),
            Arguments.of("norm alone", new TinyModel().opset(18).input("x", 1, 2, 8, 8).node("LpPool", "x", "y",
                TinyModel.integers("kernel_shape", 1, 1), TinyModel.integers("strides", 2, 2),
                TinyModel.integer("ceil_mode", 1)).output("y")),
            Arguments.of("mean with gaps", pooled(13, "AveragePool", 1, 3, 9, true)),
            Arguments.of("norm with gaps", pooled(13, "LpPool", 2, 5, 11, true)),
            Arguments.of("windows with gaps of 2 and 4", convolved("SAME_UPPER", 3, 5, 9, 10)),
            Arguments.of("lower windows with gaps of 2 and 4", convolved("SAME_LOWER", 3, 5, 9, 10)),
            Arguments.of("windows with gaps of 3 and 5", convolved("SAME_UPPER", 4, 6, 8, 12)),
            Arguments.of("lower windows with gaps of 3 and 5", convolved("SAME_LOWER", 4, 6, 8, 12)),
            // Halves, which engines do not add up at places.
            Arguments.of("overlapping maximum of halves", new TinyModel().opset(17).input("x", 1, 2, 5, 5)
                .node("Cast", "x", "h", TinyModel.integer("to", 10)).node("MaxPool", "h", "p",
                    TinyModel.integers("kernel_shape", 3, 3)).node("Cast", "p", "y", TinyModel.integer("to", 1))
                .output("y")),
            Arguments.of("gathered halves", new TinyModel().opset(17).input("x", 1, 2, 3, 3)
                .node("Cast", "x", "h", TinyModel.integer("to", 10)).weights(whole("i", 2, 0, 2))
                .node("Gather", "h i", "p", TinyModel.integer("axis", 3)).node("Cast", "p", "y",
                    TinyModel.integer("to", 1)).output("y")),
            Arguments.of("places that nobody is given", new TinyModel().opset(17).input("x", 1, 2, 5, 5)
                .node("MaxPool", "x", "y", TinyModel.integers("kernel_shape", 2, 2),
                    TinyModel.integer("storage_order", 1)).output("y")),
            Arguments.of("products with zeros", new TinyModel().opset(17).input("x", 1, 2, 3, 3)
                .node("ReduceProd", "x", "y", TinyModel.integers("axes", 3)).output("y")),
            Arguments.of("to the power of 0", new TinyModel().opset(13).input("x", 1, 2, 2, 2)
                .weights("e", new int[] {1, 2, 1, 1}, 0, 3).node("Pow", "x e", "y").output("y")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradientsAreThoseOfTheNetworkAsItRuns(String name, TinyModel model) throws OrtException {
        AsItRuns.check(name, model, x -> {
            if (name.equals("to the power of 0")) x[1] = 0;
            if (name.equals("products with zeros")) x[0] = x[3] = x[4] = 0;
        });
    }

    /** The same where the file leaves rows and columns open, so that the run tells which cells no window reads. */
    @ParameterizedTest
    @CsvSource({"Conv, SAME_UPPER, 12, 14", "Conv, SAME_LOWER, 12, 14", "Conv, SAME_UPPER, 11, 8",
        "Conv, SAME_LOWER, 6, 13", "AveragePool, SAME_UPPER, 12, 14", "AveragePool, SAME_LOWER, 12, 13",
        "LpPool, SAME_UPPER, 11, 14", "LpPool, SAME_LOWER, 10, 12", "AveragePool, SAME_LOWER, 7, 8"})
    void gapsOfOpenExtents(String operator, String auto, int rows, int columns) throws OrtException {
        boolean convolution = operator.equals("Conv");
        TinyModel model = new TinyModel().opset(18).input("x", 1, 2, -1, -1).weights("k", new int[] {3, 2, 1, 2}, 1,
            -2, 3, .5f, -1, 2, 4, -3, 2, 1, .5f, -2).node(operator, convolution ? "x k" : "x", "y",
                TinyModel.integers("kernel_shape", 1, 2), TinyModel.integers("strides", 6, 7),
                TinyModel.text("auto_pad", auto)).output("y");
        AsItRuns.check(operator + " " + auto, model, x -> { }, 1, 2, rows, columns);
    }
}
