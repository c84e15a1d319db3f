package org.normscope.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.normscope.onnx.TinyModel;

/** A grey network of one channel that calls pictures "dark" or "bright", small enough to be computed by hand. */
public final class TinyClassifier {
    /** Of its convolution, 1 x 1, on levels from 0 to 1. */
    public static final double WEIGHT = 2, BIAS = 0.5;
    private static final int[] ONE = {1}, KERNEL = {1, 1, 1, 1};

    private TinyClassifier() { }

    /**
     * Conv, BatchNormalization (mean 1.5, variance 4, gamma 2), mean over the map; bright where the mean level is above
     * the middle.
     */
    public static String write(Path file) throws IOException {
        TinyModel model = new TinyModel().input("x", -1, 1, 16, 16).weights("w", KERNEL, (float) WEIGHT)
            .weights("b", ONE, (float) BIAS)
            .weights("gamma", ONE, 2).weights("beta", ONE, 0).weights("mean", ONE, 1.5f).weights("variance", ONE, 4)
            .node("Conv", "x w b", "conv").node("BatchNormalization", "conv gamma beta mean variance", "norm");
        return written(model, "norm", file);
    }

    /** The same without its norm. */
    public static String writePlain(Path file) throws IOException {
        TinyModel model = new TinyModel().input("x", -1, 1, 16, 16).weights("w", KERNEL, (float) WEIGHT)
            .weights("b", ONE, (float) BIAS).node("Conv", "x w b", "conv");
        return written(model, "conv", file);
    }

    /** The same without its norm, the convolution's weights called as torch.onnx.export calls folded ones. */
    public static String writeFolded(Path file) throws IOException {
        TinyModel model = new TinyModel().input("x", -1, 1, 16, 16).weights("onnx::Conv_12", KERNEL, (float) WEIGHT)
            .weights("onnx::Conv_13", ONE, (float) BIAS).node("Conv", "x onnx::Conv_12 onnx::Conv_13", "conv");
        return written(model, "conv", file);
    }

    private static String written(TinyModel model, String last, Path file) throws IOException {
        model.node("GlobalAveragePool", last, "pooled").node("Flatten", "pooled", "flat")
            .weights("classes", new int[] {1, 2}, -1, 1).node("MatMul", "flat classes", "y").output("y");
        Files.write(file, model.bytes());
        Files.writeString(file.resolveSibling(file.getFileName().toString().replace(".onnx", ".json")),
            "{\"size\": 16, \"range\": [0, 1], \"mean\": 0, \"std\": 1, \"order\": \"GRAY\", \"fit\": \"stretch\", "
                + "\"labels\": [\"dark\", \"bright\"]}");
        return file.toString();
    }

    /** {mean, variance} of what the convolution makes of grey levels, 0 to 255. */
    public static double[] convolved(IntStream levels) {
        double[] maps = levels.mapToDouble(level -> WEIGHT * level / 255 + BIAS).toArray();
        double mean = Arrays.stream(maps).average().orElseThrow();
        return new double[] {mean, Arrays.stream(maps).map(x -> (x - mean) * (x - mean)).average().orElseThrow()};
    }

    /** The symmetric divergence of two {mean, variance}, written down a second time. */
    public static double divergence(double[] a, double[] b) {
        double step = Math.pow(a[0] - b[0], 2), ofA = Math.max(1e-5, a[1]), ofB = Math.max(1e-5, b[1]);
        return (ofA + step) / (2 * ofB) + (ofB + step) / (2 * ofA) - 1;
    }
}
