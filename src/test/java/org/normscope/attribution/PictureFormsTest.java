package org.normscope.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Whatever form a network takes pictures in, what is asked of them is what it is of channels first in float32. */
class PictureFormsTest {
    private static final int BYTES = 2, REALS = 1;

    @TempDir
    Path folder;
    private final GraphRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void gradientsOfBytesAndOfChannelsLast() throws IOException {
        Tensor plain = gradient(behind(new TinyModel().typedInput("x", REALS, 1, 3, 6, 5), "x"));
        assertEquals(Shape.of(1, 3, 6, 5), plain.shape());
        TinyModel last = new TinyModel().typedInput("x", REALS, 1, 6, 5, 3)
            .node("Transpose", "x", "t", integers("perm", 0, 3, 1, 2));
        TinyModel bytes = new TinyModel().typedInput("x", BYTES, 6, 5, 3)
            .node("Transpose", "x", "u", integers("perm", 2, 0, 1)).weights(TensorProto.newBuilder().setName("first")
                .setDataType(7).addDims(1).addInt64Data(0).build()).node("Unsqueeze", "u first", "v")
            .node("Cast", "v", "t", integer("to", REALS));
        for (TinyModel model : new TinyModel[] {behind(last, "t"), behind(bytes, "t")}) {
            Tensor found = gradient(model);
            assertEquals(plain.shape(), found.shape());
            assertArrayEquals(plain.data(), found.data(), 1e-6f);
        }
    }

    /** A colour that stands in two channels moves by both; opacity is none. */
    @Test
    void gradientsOfRepeatedColoursAndOfOpacity() throws IOException {
        for (int channels : new int[] {4, 6}) {
            float[] cells = weights(channels, 9);
            Tensor found = gradient(new TinyModel().typedInput("x", REALS, 1, channels, 6, 5).weights("w",
                new int[] {2, channels, 3, 3}, cells).node("Conv", "x w", "c").output("c"));
            float[] sums = new float[2 * 3 * 9];
            for (int i = 0; i < cells.length; i++) {
                int c = i / 9 % channels;
                if (channels == 6 || c < 3) sums[(i / 9 / channels * 3 + c % 3) * 9 + i % 9] += cells[i];
            }
            Tensor wanted = gradient(new TinyModel().typedInput("x", REALS, 1, 3, 6, 5).weights("w",
                new int[] {2, 3, 3, 3}, sums).node("Conv", "x w", "c").output("c"));
            assertArrayEquals(wanted.data(), found.data(), 1e-6f);
        }
    }

    /** Each branch sees the picture, so what it is asked about moves by both; also where one branch alone is asked. */
    @Test
    void gradientsOfAPictureThatIsTakenTwice() throws IOException {
        float[] first = weights(3, 9), second = new float[first.length], both = new float[first.length];
        for (int i = 0; i < first.length; i++) {
            second[i] = (i * 5 % 13 - 6) / 7f;
            both[i] = first[i] + second[i];
        }
        int[] kernel = {2, 3, 3, 3};
        TinyModel two = new TinyModel().typedInput("a", REALS, 1, 3, 6, 5).typedInput("b", REALS, 1, 3, 6, 5)
            .weights("w", kernel, first).weights("v", kernel, second).node("Conv", "a w", "p").node("Conv", "b v", "q")
            .node("Add", "p q", "c").output("c");
        Tensor wanted = gradient(new TinyModel().typedInput("x", REALS, 1, 3, 6, 5).weights("w", kernel, both)
            .node("Conv", "x w", "c").output("c"));
        assertArrayEquals(wanted.data(), gradient(two).data(), 1e-6f);
        Wish wish = Wish.of(open(two), runner, Objective.channel("q", 1), 12, 1, null);
        assertTrue(wish.last() > wish.first(), wish.toString());
    }

    /** Its spectrum is as long as the line, not as large as the square around it. */
    @Test
    void aLongLineIsNoSquare() throws IOException {
        Network network = open(new TinyModel().typedInput("x", REALS, 1, 1, 4000, 1).weights("w",
            new int[] {2, 1, 9, 1}, weights(1, 9)).node("Conv", "x w", "c", integers("strides", 4, 1)).output("c"));
        assertEquals(2 * 4096, new SpectralPicture(network.spec().preprocessing(), new Random(1)).values()[0].length);
        Wish wish = Wish.of(network, runner, Objective.channel("c", 1), 12, 1, null);
        assertTrue(wish.last() > wish.first() + .1, wish.toString());
    }

    /** Of a layer without a ReLU the mean wishes for the brighter side of an edge alone; what fires is the edge. */
    @Test
    void whatALineFiresIsWishedForAndNotItsColour() throws IOException {
        float[] line = new float[3 * 9];
        for (int i = 0; i < line.length; i++) line[i] = i % 3 == 1 ? 2.2f : -1;
        Network network = open(new TinyModel().typedInput("x", REALS, 1, 3, 32, 32).weights("w",
            new int[] {1, 3, 3, 3}, line).node("Conv", "x w", "c").output("c"));
        double firing = peak(network, Objective.firing("c", 0)), mean = peak(network, Objective.channel("c", 0));
        assertTrue(firing > 1.5 * mean, "highest cells " + firing + " and " + mean);
    }

    /** Squares of what is beyond 1e19 are no numbers in float32. */
    @Test
    void hugeAnswersAreWishedForToo() throws IOException {
        float[] cells = weights(3, 9);
        for (int i = 0; i < cells.length; i++) cells[i] *= 1e21f;
        Network network = open(new TinyModel().typedInput("x", REALS, 1, 3, 32, 32).weights("w",
            new int[] {2, 3, 3, 3}, cells).node("Conv", "x w", "c").output("c"));
        Wish wish = Wish.of(network, runner, Objective.firing("c", 1), 12, 1, null);
        assertTrue(wish.last() > wish.first() && Double.isFinite(wish.last()), wish.toString());
    }

    private double peak(Network network, Objective objective) {
        Ascent ascent = new Ascent(network, runner, objective, 1);
        for (int step = 0; step < 64; step++) ascent.step(null);
        double peak = Double.NEGATIVE_INFINITY;
        float[] cells = network.run(runner, ascent.input(), List.of("c")).get("c").data();
        for (float cell : cells) peak = Math.max(peak, cell);
        return peak;
    }

    private Tensor gradient(TinyModel model) throws IOException {
        Network network = open(model);
        Tensor picture = Tensor.zeros(Shape.of(1, 3, 6, 5));
        for (int i = 0; i < picture.data().length; i++) picture.data()[i] = i * 37 % 251;
        return new Decision(network, runner, Objective.channel("c", 1), Way.GRADIENT, network.picture())
            .of(picture, null).gradient();
    }

    private static TinyModel behind(TinyModel model, String read) {
        return model.weights("white", new int[] {}, 255).node("Div", read + " white", "d")
            .weights("w", new int[] {2, 3, 3, 3}, weights(3, 9)).node("Conv", "d w", "a").node("Tanh", "a", "c")
            .output("c");
    }

    private static float[] weights(int channels, int plane) {
        float[] cells = new float[2 * channels * plane];
        for (int i = 0; i < cells.length; i++) cells[i] = (i * 7 % 11 - 4) / 9f;
        return cells;
    }

    private Network open(TinyModel model) throws IOException {
        return new ModelLibrary(runner).open(Files.write(folder.resolve("form.onnx"), model.bytes()), Map.of());
    }
}
