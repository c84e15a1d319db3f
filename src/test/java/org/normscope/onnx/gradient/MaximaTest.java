package org.normscope.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.engine.TestEngine;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.TinyModel;

/** Behind a convolution, so that the engine keeps maps in its own order; in float32, as the program runs it. */
class MaximaTest {
    private final Random random = new Random(3);

    /** Against a plain loop over windows; the cells have three values, so that most windows have several greatest. */
    @ParameterizedTest
    @CsvSource({
        "1, 16,  8,  8, 2, 2, true", "1, 32,  9,  6, 3, 3, true", "2, 16,  8, 10, 2, 2, true",
        "1, 16,  9,  7, 2, 2, true", "1, 64, 11, 13, 3, 2, true", "2, 32,  7,  7, 3, 1, true",
        "1, 16, 12,  9, 2, 3, true", "1, 16,  8,  8, 4, 4, false", "1,  6,  8,  8, 2, 2, false"})
    void eachWindowGivesToItsFirstGreatestCell(int pictures, int channels, int rows, int columns, int kernel,
        int stride, boolean found) throws OrtException {
        int[] read = {pictures, channels, rows, columns};
        Graph graph = behindConvolution(channels, read).node("MaxPool", "h", "y",
            TinyModel.integers("kernel_shape", kernel, kernel), TinyModel.integers("strides", stride, stride))
            .output("y").graph();
        GradientGraph back = Gradients.of(graph).write(Objective.along("y", "seed"), List.of("x"));
        assertEquals(found, back.graph().nodes().stream().noneMatch(MaximaTest::givesIndices));
        int down = (rows - kernel) / stride + 1, across = (columns - kernel) / stride + 1;
        float[] x = new float[pictures * channels * rows * columns],
            seed = new float[pictures * channels * down * across];
        for (int i = 0; i < x.length; i++) x[i] = random.nextInt(3) - 1;
        for (int i = 0; i < seed.length; i++) seed[i] = random.nextInt(100);
        float[] wanted = new float[x.length];
        for (int window = 0; window < seed.length; window++) {
            int map = window / (down * across) * rows * columns;
            int from = map + window / across % down * stride * columns + window % across * stride, first = from;
            for (int cell = 0; cell < kernel * kernel; cell++) {
                int at = from + cell / kernel * columns + cell % kernel;
                if (x[at] > x[first]) first = at;
            }
            wanted[first] += seed[window];
        }
        int[] windows = {pictures, channels, down, across};
        assertArrayEquals(wanted, run(back, x, read, seed, windows));
    }

    private static boolean givesIndices(Node node) {
        return node.operator().equals("MaxPool") && node.outputs().size() > 1;
    }

    @Test
    void aLeakySlopeIsOneAboveZeroAndAlphaBelowAndAtIt() throws OrtException {
        int[] read = {2, 16, 3, 5};
        Graph graph = behindConvolution(16, read).node("LeakyRelu", "h", "y", TinyModel.real("alpha", .3f))
            .output("y").graph();
        GradientGraph back = Gradients.of(graph).write(Objective.along("y", "seed"), List.of("x"));
        assertEquals(0, back.graph().nodes().stream().filter(node -> node.operator().equals("Where")).count());
        float[] x = new float[480], seed = new float[480], wanted = new float[480];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(3) == 0 ? 0 : (float) (random.nextGaussian() * Math.pow(10, -random.nextInt(12)));
            seed[i] = random.nextFloat();
            wanted[i] = x[i] > 0 ? seed[i] : seed[i] * .3f;
        }
        assertArrayEquals(wanted, run(back, x, read, seed, read));
    }

    /** h is x, by a convolution. */
    private static TinyModel behindConvolution(int channels, int[] read) {
        float[] same = new float[channels * channels];
        for (int channel = 0; channel < channels; channel++) same[channel * (channels + 1)] = 1;
        return new TinyModel().opset(18).input("x", read)
            .weights("w", new int[] {channels, channels, 1, 1}, same).node("Conv", "x w", "h");
    }

    private static float[] run(GradientGraph back, float[] x, int[] read, float[] seed, int[] windows)
        throws OrtException {
        OrtEnvironment environment = TestEngine.environment();
        try (OrtSession session = environment.createSession(back.graph().toBytes());
            OnnxTensor maps = tensor(environment, x, read); OnnxTensor given = tensor(environment, seed, windows);
            OrtSession.Result result = session.run(Map.of("x", maps, "seed", given))) {
            FloatBuffer cells = ((OnnxTensor) result.get(back.gradients().get("x")).orElseThrow()).getFloatBuffer();
            float[] all = new float[cells.remaining()];
            cells.get(all);
            return all;
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, float[] cells, int[] extents) throws OrtException {
        long[] shape = {extents[0], extents[1], extents[2], extents[3]};
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(cells), shape);
    }
}
