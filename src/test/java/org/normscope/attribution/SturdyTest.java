package org.normscope.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/** Networks that nobody thinks of: right results, or one clear line. */
class SturdyTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    private Network network(TinyModel model, String... settings) throws IOException {
        Path file = folder.resolve("tiny.onnx");
        Files.write(file, model.bytes());
        Map<String, String> all = new HashMap<>(Map.of("size", "8", "range", "0,1", "mean", "0,0,0", "std", "1,1,1"));
        for (int i = 0; i < settings.length; i += 2) all.put(settings[i], settings[i + 1]);
        return new ModelLibrary(RUNNER).open(file.toString(), all);
    }

    /** [1, 3, 8, 8] to two units of 8 x 8: the first is always shut where the bias is below 0. */
    private static TinyModel units(float weight, float bias) {
        return units(weight, bias, "Relu");
    }

    private static TinyModel units(float weight, float bias, String last) {
        return new TinyModel().input("x", 1, 3, 8, 8).weights("w", new int[] {2, 3, 1, 1}, weight, weight, weight, 1, 2,
            3).weights("b", new int[] {2}, bias, 0).node("Conv", "x w b", "c").node(last, "c", "y").output("y");
    }

    private static Tensor grey(int channels, int side) {
        Tensor grey = Tensor.zeros(Shape.of(1, channels, side, side));
        for (int i = 0; i < grey.data().length; i++) grey.data()[i] = .25f + .5f * i / grey.data().length;
        return grey;
    }

    @Test
    void aDeadUnitIsTold() throws IOException {
        Network network = network(units(0, -1));
        Layer layer = network.layers().get(network.layers().size() - 1);
        Ascent ascent = new Ascent(network, RUNNER, Objective.channel(layer.output(), 0), 1);
        for (int step = 0; step < 3; step++) ascent.step(null);
        assertFalse(ascent.moved());
        assertEquals(0, EffectiveField.of(network, RUNNER, layer, 0, grey(3, 8), null).side());
        Attribution found = IntegratedGradients.of(network, RUNNER, Objective.channel(layer.output(), 0), grey(3, 8),
            Tensor.zeros(grey(3, 8).shape()), .01, null);
        assertEquals(0, found.sum());
        for (float cell : found.map().data()) assertEquals(0, cell);
    }

    /** A unit that is shut on every grey picture, but not on a bright one. */
    @ParameterizedTest
    @ValueSource(strings = {"Relu", "Clip", "ThresholdedRelu", "HardSigmoid", "Max"})
    void aShutRectifierIsOpened(String rectifier) throws IOException {
        String reads = rectifier.equals("Clip") ? "c low high" : rectifier.equals("Max") ? "c low" : "c";
        TinyModel model = new TinyModel().input("x", 1, 3, 8, 8).weights("w", new int[] {2, 3, 1, 1}, 5, 5, 5, 1, 2, 3)
            .weights("b", new int[] {2}, -12, 0).weights("low", new int[] {}, 0).weights("high", new int[] {}, 6)
            .node("Conv", "x w b", "c").node(rectifier, reads, "r")
            .weights("v", new int[] {1, 2, 1, 1}, 1, 0).node("Conv", "r v", "y").output("y");
        Network network = network(model);
        Ascent ascent = new Ascent(network, RUNNER, Objective.firing("y", 0), 1);
        double first = ascent.score(null);
        for (int step = 0; step < 60; step++) ascent.step(null);
        assertTrue(ascent.moved());
        assertTrue(ascent.score(null) > first, first + " to " + ascent.score(null));
    }

    @Test
    void whatGivesNoNumbersIsToldInOneLine() throws IOException {
        Network network = network(units(1, -9, "Log"));
        Layer layer = network.layers().get(network.layers().size() - 1);
        Ascent ascent = new Ascent(network, RUNNER, Objective.channel(layer.output(), 0), 1);
        String said = assertThrows(Fault.class, () -> ascent.step(null)).getMessage();
        assertTrue(said.contains("no finite numbers"), said);
        Ascent other = new Ascent(network, RUNNER, Objective.channel(layer.output(), 1), 1);
        other.step(null);
        assertTrue(other.moved(), "the other unit has its numbers");
    }

    /** A single cell of a single channel, read of a grey picture: its gradient is the kernel. */
    @Test
    void oneChannelOfOneCellIsSeen() throws IOException {
        float[] kernel = new float[64];
        for (int i = 0; i < kernel.length; i++) kernel[i] = i - 20;
        Network network = network(new TinyModel().input("x", 1, 1, 8, 8).weights("w", new int[] {1, 1, 8, 8}, kernel)
            .node("Conv", "x w", "y").output("y"), "order", "gray", "mean", "0", "std", "1");
        Layer layer = network.layers().get(0);
        assertEquals(Shape.of(1, 1, 1, 1), layer.shape());
        Decision decision = new Decision(network, RUNNER, Objective.channel("y", 0), Way.GRADIENT, network.picture());
        assertArrayEquals(kernel, decision.of(grey(1, 8), null).gradient().data(), 1e-6f);
        EffectiveField field = EffectiveField.of(network, RUNNER, layer, 0, grey(1, 8), null);
        assertEquals(Math.sqrt(IntStream.range(0, 64).filter(i -> Math.abs(i - 20) >= .0455 * 43).count()),
            field.side(), 1e-9);
        Wish wish = Wish.of(network, RUNNER, Objective.channel("y", 0), 8, 1, null);
        assertTrue(wish.last() > wish.first());
        Tensor maps = network.run(RUNNER, grey(1, 8), List.of("y")).get("y");
        assertEquals(0, Concepts.of(List.of(maps), 1, 20, 1).error(), 1e-6);
    }

    /** The second input counts, and is fed as the network's manifest or its user says. */
    @Test
    void severalInputsAreFed() throws IOException {
        Network network = network(new TinyModel().input("x", 1, 3, 8, 8).input("strength", 1)
            .node("Mul", "x strength", "m").node("Mul", "m x", "y").output("y"), "feed:strength", "3");
        Tensor picture = grey(3, 8);
        Tensor gradient = new Decision(network, RUNNER, Objective.channel("y", 1), Way.GRADIENT, "x").of(picture, null)
            .gradient();
        double strength = network.feedsOfOne(picture).get("strength").data()[0];
        for (int i = 0; i < 64; i++) {
            assertEquals(2 * strength * picture.data()[64 + i] / 64, gradient.data()[64 + i], 1e-6);
            assertEquals(0, gradient.data()[i]);
        }
    }

    /** One question serves pictures of any size. */
    @Test
    void sizesMayChangeFromPictureToPicture() throws IOException {
        Network network = network(new TinyModel().input("x", -1, 3, -1, -1)
            .weights("w", new int[] {2, 3, 3, 3}, floats(54)).node("Conv", "x w", "c", TinyModel.integers("strides", 2,
            2), TinyModel.integers("pads", 1, 1, 1, 1)).node("GlobalAveragePool", "c", "y").output("y"));
        Decision kept = new Decision(network, RUNNER, Objective.channel("y", 1), Way.GRADIENT, "x");
        for (int side : new int[] {8, 11, 6, 8}) {
            Tensor gradient = kept.of(grey(3, side), null).gradient();
            assertEquals(Shape.of(1, 3, side, side), gradient.shape());
            float[] fresh = new Decision(network, RUNNER, Objective.channel("y", 1), Way.GRADIENT, "x")
                .of(grey(3, side), null).gradient().data();
            assertArrayEquals(fresh, gradient.data(), 0);
            double sum = 0;
            for (float cell : fresh) sum += cell;
            assertTrue(sum != 0);
        }
    }

    private static float[] floats(int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) floats[i] = (i * 7 % 11 - 4) / 10f;
        return floats;
    }

    /** 500 nodes, each a little steeper than 1: (1.001 x + ...)' = 1.001^250. */
    @Test
    void fiveHundredNodesAreGoneBackThrough() throws IOException {
        TinyModel model = new TinyModel().input("x", 1, 3, 8, 8).weights("f", new int[] {1}, 1.001f)
            .weights("a", new int[] {1}, .001f);
        String before = "x";
        for (int i = 0; i < 250; i++) {
            model.node("Mul", before + " f", "m" + i).node("Add", "m" + i + " a", "a" + i);
            before = "a" + i;
        }
        Network network = network(model.output(before));
        float[] gradient = new Decision(network, RUNNER, Objective.channel(before, 2), Way.GRADIENT, "x")
            .of(grey(3, 8), null).gradient().data();
        for (int i = 128; i < 192; i++) assertEquals(Math.pow(1.001f, 250) / 64, gradient[i], 1e-6);
        assertEquals(0, gradient[0]);
    }

    /** What has no rule is named before anything runs; what does not need it is answered. */
    @Test
    void anOperatorWithoutARuleIsNamed() throws IOException {
        Network network = network(units(1, 0).node("Hardmax", "y", "z").output("z"));
        String said = assertThrows(Fault.class, () -> new Decision(network, RUNNER, Objective.channel("z", 0),
            Way.GRADIENT, "x")).getMessage();
        assertTrue(said.contains("Hardmax"), said);
        assertEquals(0, DecisionMethod.OCCLUSION.of(network, RUNNER, 0, OptionalInt.empty(), null, grey(3, 8), null)
            .map().data().length % 8);
    }
}
