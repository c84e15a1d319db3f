package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Npy;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.TinyClassifier;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.WellFormed;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * 'normscope gradient' and 'normscope attribute' as a shell sees them, on a network small enough to be differentiated
 * by hand.
 */
class GradientCommandsTest {
    /** Of the logit "bright" by a level: the convolution's 2, the norm's 2 / sqrt(4), the mean's 1 / 256. */
    private static final double SLOPE = TinyClassifier.WEIGHT * 2 / Math.sqrt(4 + 1e-5) / 256;

    @TempDir
    Path folder;

    private String model;

    @BeforeEach
    void write() throws IOException {
        model = TinyClassifier.write(folder.resolve("tiny.onnx"));
    }

    @Test
    void theWrittenFileComputesTheGradient() throws IOException {
        Path out = folder.resolve("gradient.onnx");
        JsonNode told = Shell.run("gradient", model, "--objective", "class:bright - 0.5*class:0", "--for",
            "input,w,conv", "--out", out, "--json").json();
        assertEquals("x", told.get("inputs").get(0).get("name").asText());
        assertEquals(0, told.get("independent").size());
        WellFormed.check(Files.readAllBytes(out), "gradient.onnx");
        Graph graph = GraphFile.read(out);
        float[] levels = new float[256];
        Arrays.fill(levels, .25f);
        try (DjlRunner runner = new DjlRunner(1)) {
            List<String> outputs = List.of(told.get("gradients").get("input").asText(),
                told.get("gradients").get("w").asText());
            var found = runner.run(graph, Map.of("x", Tensor.of(Shape.of(1, 1, 16, 16), levels)), outputs);
            for (float cell : found.get(outputs.get(0)).data()) assertEquals(1.5 * SLOPE, cell, 1e-6);
            assertEquals(1.5 * .25 * 256 * SLOPE / TinyClassifier.WEIGHT, found.get(outputs.get(1)).data()[0], 1e-5);
        }
    }

    /** Of values that are no maps: the columns are all that lies behind the rows. */
    @Test
    void aCellOfAValueOfFiveAxes() throws IOException {
        float[] one = {1, 2, 3, 4, 5, 6};
        Path net = Files.write(folder.resolve("five.onnx"), new TinyModel().input("x", 1, 1, 4, 4)
            .weights("w", new int[] {6, 1, 1, 1}, one).node("Conv", "x w", "c")
            .weights(TensorProto.newBuilder().setName("s").setDataType(7).addDims(5).addInt64Data(1).addInt64Data(3)
                .addInt64Data(2).addInt64Data(4).addInt64Data(4).build()).node("Reshape", "c s", "five")
            .node("Relu", "five", "y").output("y").bytes()), out = folder.resolve("cell.onnx");
        assertEquals(0, Shell.run("gradient", net, "--objective", "cell:five/2/1/7", "--out", out).code());
        String gradient = "gradient/x";
        try (DjlRunner runner = new DjlRunner(1)) {
            float[] found = runner.run(GraphFile.read(out), Map.of("x", Tensor.of(Shape.of(1, 1, 4, 4),
                new float[16])), List.of("objective", gradient)).get(gradient).data();
            for (int i = 0; i < 16; i++) assertEquals(i == 7 ? 6 : 0, found[i], "pixel " + i);
        }
    }

    @Test
    void wrongUseIsToldInOneLine() {
        Path out = folder.resolve("gradient.onnx");
        Shell.run("gradient", model, "--objective", "classic:1", "--out", out)
            .refused(2, "'classic:1' is no objective");
        Shell.run("gradient", model, "--objective", "class:dim", "--out", out).refused(2, "no class 'dim'");
        Shell.run("gradient", model, "--objective", "class:2", "--out", out).refused(2, "no class '2'");
        Shell.run("gradient", model, "--objective", "unit:nothing/0", "--out", out).refused(2, "no layer 'nothing'");
        Shell.run("gradient", model, "--objective", "class:0", "--for", "nothing", "--out", out)
            .refused(1, "no value ‘nothing’");
        Shell.run("gradient", model, "--objective", "channel:conv/0", "--for", "y", "--out", out)
            .refused(1, "does not depend on y");
        Shell.run("gradient", model, "--objective", "class:0", "--out", folder.resolve("no/where.onnx"))
            .refused(2, "there is no folder");
        assertTrue(Files.notExists(out));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradient", "guided", "deconvnet", "smoothgrad", "ig", "gradcam", "gradcampp", "lrp",
        "occlusion"})
    void everyMethodMapsThePicture(String method) throws IOException {
        int[] pixels = new int[256];
        Arrays.fill(pixels, 0xFFC0C0C0);
        Path picture = folder.resolve("grey.png"), out = folder.resolve("map.npy"), png = folder.resolve("map.png");
        PictureFile.writePng(new Pixels(16, 16, pixels), picture);
        JsonNode told = Shell.run("attribute", "--model", model, "--image", picture, "--class", "bright", "--method",
            method, "--out", out, "--png", png, "--json").json();
        assertEquals("bright", told.get("label").asText());
        double level = 0xC0 / 255.0;
        assertEquals(2 * level + .5 - 1.5, told.get("score").asDouble(), 1e-4);
        Tensor map = Npy.read(out);
        assertArrayEquals(new int[] {1, 1, 16, 16}, map.shape().toArray());
        assertEquals(16, PictureFile.read(png).width());
        double wanted = switch (method) {
            case "ig" -> level * SLOPE;
            // 2 x 2 pixels of the 256 become grey
            case "occlusion" -> 4 * (level - 0x80 / 255.0) * SLOPE;
            case "gradcam", "gradcampp", "lrp" -> Double.NaN;
            default -> SLOPE;
        };
        if (!Double.isNaN(wanted)) assertEquals(wanted, map.at(0, 0, 8, 8), 1e-5);
        if (method.equals("ig")) assertTrue(told.get("completenessError").asDouble() < .01);
    }

    /** The middle cell of the tiny network reads one pixel. */
    @Test
    void theEffectiveFieldOfOnePixelIsOnePixel() throws IOException {
        int[] pixels = new int[256];
        Arrays.fill(pixels, 0xFF808080);
        Path picture = folder.resolve("grey.png"), out = folder.resolve("field.png");
        PictureFile.writePng(new Pixels(16, 16, pixels), picture);
        JsonNode told = Shell.run("field", model, "--effective", "--layer", "conv", "--unit", 0, "--image", picture,
            "--out", out, "--json").json();
        assertEquals(1, told.get("side").asDouble());
        Pixels field = PictureFile.read(out);
        for (int i = 0; i < 256; i++) assertEquals(i == 8 * 16 + 8, field.argb()[i] != field.argb()[0], "pixel " + i);
        Shell.run("field", model, "--effective", "--layer", "conv", "--unit", 1, "--image", picture, "--out", out)
            .refused(2, "it has no 1");
        Shell.run("field", model, "--effective", "--layer", "conv").refused(2, "--unit");
    }

    /** Over a corpus the box is what the cell can see: here one pixel, of both pictures that can be read. */
    @Test
    void theEffectiveFieldOverACorpusIsInItsBox() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus")), out = folder.resolve("over.png");
        for (int level : new int[] {40, 90}) {
            int[] pixels = new int[256];
            Arrays.fill(pixels, 0xFF000000 | level * 0x010101);
            PictureFile.writePng(new Pixels(16, 16, pixels), corpus.resolve(level + ".png"));
        }
        Files.writeString(corpus.resolve("broken.png"), "no picture");
        JsonNode told = Shell.run("field", model, "--effective", "--layer", "conv", "--unit", 0, "--corpus", corpus,
            "--out", out, "--json").json();
        assertEquals(2, told.get("pictures").asInt());
        assertEquals(1, told.get("field").get(0).asInt());
        assertEquals(1, told.get("diameter").asDouble());
        assertEquals(512, PictureFile.read(out).width());
        Shell.run("field", model, "--effective", "--layer", "conv", "--unit", 0, "--out", out)
            .refused(2, "--corpus");
        Shell.run("field", model, "--effective", "--layer", "conv", "--unit", 0, "--corpus", corpus, "--image",
            corpus.resolve("40.png"), "--out", out).refused(2, "--corpus");
    }

    /** Maps with channels last at the end, and a normalization that has no gamma: each is called what it is. */
    @Test
    void whatANetworkDoesNotHaveIsTold() throws IOException {
        Path file = Files.write(folder.resolve("last.onnx"), new TinyModel().input("x", 1, 3, 8, 8)
            .weights("w", new int[] {2, 3, 1, 1}, 1, 2, 3, 4, 5, 6).node("Conv", "x w", "c")
            .node("LpNormalization", "c", "n", TinyModel.integer("axis", 1))
            .node("Transpose", "n", "y", TinyModel.integers("perm", 0, 2, 3, 1)).output("y").bytes());
        Shell.Answer classes = Shell.run("attribute", "--model", file, "--image", "builtin:photos/cat", "--class", 0,
            "--method", "gradient", "--out", folder.resolve("map.npy"));
        assertEquals(2, classes.code());
        assertTrue(classes.err().contains("gives no classes that could be counted"), classes.err());
        Shell.Answer affine = Shell.run("normalize", "--model", file, "--image", "builtin:photos/cat", "--layer", "n",
            "--norm", "in", "--affine", "model", "--out", folder.resolve("map.npy"));
        assertEquals(2, affine.code());
        assertTrue(affine.err().contains("no gamma and beta that are one for each channel"), affine.err());
    }
}
