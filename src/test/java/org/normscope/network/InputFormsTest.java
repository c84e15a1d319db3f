package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.real;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing.LightCurve;
import org.normscope.image.Preprocessing.Order;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Inputs as files have them, and what they say of the pictures that go in. */
class InputFormsTest {
    @TempDir
    Path folder;
    private final GraphRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    /** What a generator is fed, alone and beside a picture; a line that convolutions run along stays a picture. */
    @Test
    void aVectorIsNoPicture() throws IOException {
        for (int[] latent : new int[][] {{1, 16, 1, 1}, {-1, 100, 1, 1}, {1, 4, 1, 1}, {1, 1, 1, 512}}) {
            TinyModel generator = new TinyModel().input("z", latent).weights("w", new int[] {latent[1], 3, 4, 4},
                new float[latent[1] * 48]).node("Relu", "z", "r").node("ConvTranspose", "r w", "y").output("y");
            BadNetworkException refusal = assertThrows(BadNetworkException.class, () -> open(generator.graph()));
            assertTrue(refusal.getMessage().contains("has no input that takes a picture"), refusal.getMessage());
        }
        Network beside = open(new TinyModel().input("z", 1, 16, 1, 1).input("x", 1, 3, 8, 8)
            .weights("w", new int[] {16, 3, 1, 1}, new float[48]).node("Conv", "x w", "c").node("Mul", "c z", "y")
            .output("y").graph());
        assertEquals(List.of("x"), beside.pictures());
        assertEquals(List.of("z"), beside.chosenInputs());
        Network line = open(new TinyModel().input("x", 1, 1, 1, 128).weights("w", new int[] {2, 1, 1, 3},
            new float[6]).node("Conv", "x w", "y").output("y").graph());
        assertEquals(List.of("x"), line.pictures());
    }

    @Test
    void imageMetadataWinsOverTheGuess() throws IOException {
        Graph plain = colours(3).graph();
        Network network = open(plain.withMetadata("Image.BitmapPixelFormat", "Bgr8")
            .withMetadata("Image.NominalPixelRange", "NominalRange_0_255"));
        assertEquals(Order.BGR, network.spec().preprocessing().order());
        assertArrayEquals(new float[] {30, 20, 10}, input(network), "blue first, in levels");
        assertTrue(network.spec().guessed().toString().contains("as the file says"), network.spec().guessed()
            .toString());
        Network symmetric = open(plain.withMetadata("Image.NominalPixelRange", "Normalized_1_1"));
        assertEquals(List.of(-1f, 1f), List.of(symmetric.spec().preprocessing().low(), symmetric.spec()
            .preprocessing().high()));
        Network chosen = new ModelLibrary(runner).open(write(plain.withMetadata("Image.BitmapPixelFormat", "Bgr8")),
            Map.of("order", "RGB"));
        assertEquals(Order.RGB, chosen.spec().preprocessing().order(), "what the user says wins");
    }

    /** Core ML's ImageScaler, and a plain Sub, take ImageNet's means away in the order in which the colours come. */
    @Test
    void theFirstOperatorTellsOrderAndRange() throws IOException {
        AttributeProto bias = AttributeProto.newBuilder().setName("bias").setType(AttributeProto.AttributeType.FLOATS)
            .addFloats(-103.939f).addFloats(-116.779f).addFloats(-123.68f).build();
        Network scaled = open(new TinyModel().opset(7).input("x", 1, 3, 8, 8).node("ImageScaler", "x", "s", bias,
            real("scale", 1))
            .weights("w", new int[] {3, 3, 1, 1}, 1, 0, 0, 0, 1, 0, 0, 0, 1).node("Conv", "s w", "y").output("y")
                .graph());
        assertEquals(Order.BGR, scaled.spec().preprocessing().order());
        assertArrayEquals(new float[] {30, 20, 10}, input(scaled));
        Network subtracted = open(new TinyModel().input("x", 1, 3, 8, 8).weights("mean", new int[] {3, 1, 1},
            123.68f, 116.779f, 103.939f)
            .node("Sub", "x mean", "s").weights("w", new int[] {3, 3, 1, 1}, 1, 0, 0, 0, 1, 0, 0, 0, 1).node("Conv",
                "s w", "y").output("y").graph());
        assertEquals(Order.RGB, subtracted.spec().preprocessing().order());
        assertEquals(255f, subtracted.spec().preprocessing().high());
    }

    @Test
    void linearLightWhereTheFileAsksForIt() throws IOException {
        Network linear = open(colours(3).graph().withMetadata("Image.ColorSpaceGamma", "Linear"));
        assertEquals(LightCurve.LINEAR, linear.spec().preprocessing().light());
        assertTrue(linear.spec().guessed().toString().contains("in proportion to light"));
        Network usual = open(colours(3).graph().withMetadata("Image.ColorSpaceGamma", "SRGB"));
        assertEquals(LightCurve.SRGB, usual.spec().preprocessing().light());
        assertTrue(!usual.spec().guessed().toString().contains("proportion to light"));
    }

    /** Folded as deployment tools do it: b - sum of w * mean; the biases that a BatchNormalization left stay. */
    @Test
    void aMeanInTheFirstConvolutionTellsTheRange() throws IOException {
        java.util.Random random = new java.util.Random(3);
        for (float white : new float[] {255, 1}) {
            float[] mean = {.48f * white, .45f * white, .41f * white};
            float[] weights = new float[16 * 27], bias = new float[16], plain = new float[16];
            for (int i = 0; i < weights.length; i++) weights[i] = (float) random.nextGaussian() / white;
            for (int o = 0; o < 16; o++) {
                plain[o] = bias[o] = (float) random.nextGaussian() * .05f;
                for (int i = 0; i < 27; i++) bias[o] -= weights[o * 27 + i] * mean[i / 9];
            }
            Network folded = open(first(weights, bias));
            assertTrue(folded.spec().guessed().toString().contains("subtracts a mean"), white + "");
            assertEquals(white, folded.spec().preprocessing().high());
            assertEquals(0, folded.spec().preprocessing().mean()[0]);
            assertTrue(!open(first(weights, plain)).spec().guessed().toString().contains("subtracts a mean"));
        }
    }

    private static Graph first(float[] weights, float[] bias) {
        return new TinyModel().input("x", 1, 3, 8, 8).weights("w", new int[] {16, 3, 3, 3}, weights)
            .weights("b", new int[] {16}, bias).node("Conv", "x w b", "c").node("GlobalAveragePool", "c", "g")
            .node("Flatten", "g", "y").output("y").graph();
    }

    @Test
    void aFourthChannelIsOpacityAndMoreAreTheColoursAgain() throws IOException {
        Network four = open(colours(4).graph().withMetadata("Image.NominalPixelRange", "NominalRange_0_255"));
        assertArrayEquals(new float[] {10, 20, 30, 255}, input(four));
        assertArrayEquals(new float[] {10, 20, 30, 10, 20, 30}, input(open(colours(6).graph()
            .withMetadata("Image.NominalPixelRange", "NominalRange_0_255"))));
        assertArrayEquals(new float[] {10, 20}, input(open(colours(2).graph().withMetadata("Image.NominalPixelRange",
            "NominalRange_0_255"))));
        assertTrue(four.spec().guessed().toString().contains("opacity"));
    }

    @Test
    void anInputWithoutABatchAxisGetsOne() throws IOException {
        TensorProto axis = TensorProto.newBuilder().setName("axis").setDataType(7).addDims(1).addInt64Data(0).build();
        Network network = open(new TinyModel().input("x", 3, 8, 8).weights(axis).node("Unsqueeze", "x axis", "u")
            .weights("w", new int[] {2, 3, 1, 1}, 1, 0, 0, 0, 0, 1)
            .node("Conv", "u w", "c").node("Relu", "c", "y").output("y").graph());
        assertEquals(List.of("Unsqueeze", "Conv", "Relu"), network.layers().stream().map(Layer::operator).toList());
        Tensor two = RealNetworks.noise(network, 2, 1);
        Tensor y = network.run(runner, two, List.of("y")).get("y");
        assertEquals(Shape.of(2, 2, 8, 8), y.shape());
        for (int n = 0; n < 2; n++) assertEquals(two.at(n, 2, 3, 4), y.at(n, 1, 3, 4));
    }

    @Test
    void aMaskBesideAPictureIsNoPicture() throws IOException {
        Network network = open(new TinyModel().input("x", 1, 3, 8, 8).input("mask", 1, 1, -1, -1).node("Concat",
            "x mask", "both", integer("axis", 1))
            .weights("w", new int[] {1, 4, 1, 1}, 1, 1, 1, 100).node("Conv", "both w", "y").output("y").graph());
        assertEquals(List.of("x"), network.pictures());
        Tensor picture = RealNetworks.noise(network, 1, 1);
        float sum = picture.at(0, 0, 2, 2) + picture.at(0, 1, 2, 2) + picture.at(0, 2, 2, 2);
        assertEquals(sum, network.run(runner, picture, List.of("y")).get("y").at(0, 0, 2, 2), 1e-5);
    }

    /** A fully connected layer behind tells the one size that runs. */
    @Test
    void aFixedHeadBehindAnOpenSizeIsTriedUntilItFits() throws IOException {
        Network network = open(new TinyModel().input("x", 1, 3, -1, -1).weights("w", new int[] {1, 3, 7, 7},
            new float[147])
            .node("Conv", "x w", "c", integers("strides", 4, 4)).node("Flatten", "c", "f").weights("fc",
                new int[] {56 * 56, 2}, new float[2 * 56 * 56])
            .node("MatMul", "f fc", "y").output("y").graph());
        assertEquals(227, network.spec().preprocessing().width());
    }

    @Test
    void whatCannotRunSaysWhatItIs() throws IOException {
        Path doubles = write(new TinyModel().typedInput("x", 11, 1, 3, 8, 8).weights(TensorProto.newBuilder()
            .setName("w").setDataType(11)
            .addDims(1).addDims(3).addDims(1).addDims(1).addDoubleData(1).addDoubleData(1).addDoubleData(1).build())
                .node("Conv", "x w", "y").output("y").graph());
        assertTrue(assertThrows(BadNetworkException.class, () -> new ModelLibrary(runner).open(doubles, Map.of()))
            .getMessage().contains("float64"));
        Path empty = write(new TinyModel().input("x", 1, 3, 8, 8).input("w", 2, 3, 3, 3).node("Conv", "x w", "y")
            .output("y").graph());
        assertTrue(assertThrows(BadNetworkException.class, () -> new ModelLibrary(runner).open(empty, Map.of()))
            .getMessage().contains("weights"));
    }

    /** What the first pixel of one colour becomes, channel by channel. */
    private float[] input(Network network) {
        int[] argb = new int[64];
        java.util.Arrays.fill(argb, 0xFF0A141E);
        Tensor fed = network.feeds(network.spec().preprocessing().apply(List.of(new Pixels(8, 8, argb))))
            .get(network.picture());
        float[] first = new float[fed.shape().c()];
        for (int c = 0; c < first.length; c++) first[c] = fed.at(0, c, 0, 0);
        return first;
    }

    private static TinyModel colours(int channels) {
        float[] ones = new float[channels];
        java.util.Arrays.fill(ones, 1);
        return new TinyModel().input("x", 1, channels, 8, 8).weights("w", new int[] {1, channels, 1, 1}, ones)
            .node("Conv", "x w", "y").output("y");
    }

    private Path write(Graph graph) throws IOException {
        assertEquals(graph.name(), GraphFile.read(graph.toBytes(), graph.name()).name());
        return Files.write(folder.resolve("input.onnx"), graph.toBytes());
    }

    private Network open(Graph graph) throws IOException {
        return new ModelLibrary(runner).open(write(graph), Map.of());
    }
}
