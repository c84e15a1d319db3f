package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Messages;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayersTest {
    @TempDir
    Path folder;
    private GraphRunner runner;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private Network open(TinyModel model) throws IOException {
        return new ModelLibrary(runner).open(Files.write(folder.resolve("net.onnx"), model.bytes()), Map.of());
    }

    private static NodeProto named(String name, String operator, String input, String output) {
        return NodeProto.newBuilder().setName(name).setOpType(operator).addInput(input).addOutput(output).build();
    }

    /** The window says them all, by their names. */
    @Test
    void everyRemarkHasWords() {
        for (Network.Remark remark : Network.Remark.values()) assertTrue(Messages.has("remark." + remark), "" + remark);
    }

    @Test
    void constantsWeightAndShapeArithmeticAreNoLayers() throws IOException {
        Network network = open(new TinyModel().input("x", -1, 3, 8, 8)
            .weights("w", new int[] {2, 3, 1, 1}, 1, 1, 1, 1, 1, 1)
            .weights("axis", new int[] {1}, 0)
            .node("Neg", "w", "v").node("Conv", "x v", "c").node("Shape", "c", "s").node("Identity", "s", "t")
            .node("Relu", "c", "r").node("Reshape", "r t", "y")
            .node("ReduceMean", "y", "m", TinyModel.integer("keepdims", 0)).output("y", "m"));
        assertEquals(List.of("c", "r", "y"), network.layers().stream().map(Layer::name).toList());
        assertEquals("c", network.layers().get(1).input());
        assertEquals(Shape.of(1, 2, 8, 8), network.layers().get(0).shape());
    }

    @Test
    void namesAreTheNodesElseTheOutputsAndUnique() throws IOException {
        Network network = open(new TinyModel().input("x", 1, 3, 8, 8).node(named("conv", "Relu", "x", "a"))
            .node(named("conv", "Neg", "a", "b")).node(named("", "Abs", "b", "conv_2"))
            .node(named("conv", "Exp", "conv_2", "y")).output("y"));
        assertEquals(List.of("conv", "conv_2", "conv_2_2", "conv_3"),
            network.layers().stream().map(Layer::name).toList());
        assertEquals(List.of(LayerKind.ACTIVATION, LayerKind.OTHER, LayerKind.OTHER, LayerKind.OTHER),
            network.layers().stream().map(Layer::kind).toList());
    }

    @ParameterizedTest
    @CsvSource({"builtin:twin-bn,40", "builtin:twin-ibn-a,40", "builtin:twin-in,40",
        "squeezenet1.1,65", "tiny_darknet_bn,52", "mobilenetv2_0.35_bn_features,151", "vangogh_starry-night,51",
        "fns_candy,65", "vgg19_normalised_relu3_1,18"})
    void realNetworks(String name, int layers) {
        Network network = new ModelLibrary(runner).open(RealNetworks.origin(name), Map.of());
        assertEquals(layers, network.layers().size());
        assertTrue(network.remarks().stream().noneMatch(remark -> remark.name().startsWith("BATCH_NORM")));
        assertEquals(name.startsWith("squeezenet") || name.startsWith("vgg"),
            network.remarks().contains(Network.Remark.NO_NORMALIZATION));
    }

    /** What is told before a run of 12 cells times 10/12 is 9; the run makes 10. */
    @ParameterizedTest
    @CsvSource({"11, 'c roi factors'", "13, 'c  factors'", "19, 'c  factors'"})
    void shapesAreThoseOfTheRun(int opset, String reads) throws IOException {
        Network network = open(new TinyModel().opset(opset).input("x", 1, 3, 12, 12).weights("w",
            new int[] {2, 3, 1, 1}, 1, 2, 3, 4, 5, 6).node("Conv", "x w", "c").weights("roi", new int[] {0})
            .weights("factors", new int[] {4}, 1, 1, 10 / 12f, 1.5f).node("Resize", reads, "r").node("Relu", "r", "y")
            .output("y"));
        Tensor y = network.run(runner, RealNetworks.noise(network, 1, 3), List.of("y")).get("y");
        assertEquals(Shape.of(1, 2, 10, 18), y.shape());
        assertEquals(y.shape(), network.layer("y").orElseThrow().shape());
    }

    @Test
    void classesStandFirst() throws IOException {
        Network network = open(new TinyModel().input("x", -1, 3, 8, 8).node("GlobalAveragePool", "x", "g")
            .node("Flatten", "g", "few")
            .node("Flatten", "x", "many").node("Relu", "x", "maps").output("maps", "few", "many"));
        assertEquals("many", network.outputs().get(0));
        assertTrue(network.remarks().contains(Network.Remark.SEVERAL_OUTPUTS));
    }

    @Test
    void halfPrecision() throws IOException {
        TensorProto w = TensorProto.newBuilder().setName("w").setDataType(10).addDims(1)
            .addDims(3).addDims(1).addDims(1)
            .setRawData(ByteString.copyFrom(new byte[] {0, 0x3c, 0, 0x40, 0, 0x42})).build();
        Network network = open(new TinyModel().typedInput("x", 10, -1, 3, -1, -1).weights(w)
            .node("Conv", "x w", "y").output("y"));
        assertTrue(network.remarks().contains(Network.Remark.FLOAT16));
        assertEquals(Shape.of(1, 1, 224, 224), network.layers().get(0).shape());
        Tensor picture = Tensor.of(Shape.of(1, 3, 1, 2), 1, 2, 10, 20, 100, 200);
        Activations run = network.run(runner, picture, List.of("y"));
        assertEquals(321, run.get("y").data()[0]);
        assertEquals(642, run.get("y").data()[1]);
        Downstream rest = Downstream.of(network, "x", List.of("y"));
        assertEquals(321, rest.run(runner, run, picture).get("y").data()[0]);
    }

    @Test
    void foldedBatchNormIsToldByWhatTheExporterLeft() throws IOException {
        TinyModel certain = new TinyModel().input("x", 1, 3, 8, 8)
            .weights("onnx::Conv_12", new int[] {1, 3, 1, 1}, 1, 1, 1)
            .weights("onnx::Conv_13", new int[] {1}, 0).node("Conv", "x onnx::Conv_12 onnx::Conv_13", "y").output("y");
        assertTrue(open(certain).remarks().contains(Network.Remark.BATCH_NORM_FOLDED));
        TinyModel weightNorm = new TinyModel().input("x", 1, 3, 8, 8)
            .weights("onnx::Conv_12", new int[] {1, 3, 1, 1}, 1, 1, 1)
            .weights("a.bias", new int[] {1}, 0).node("Conv", "x onnx::Conv_12 a.bias", "y").output("y");
        assertFalse(open(weightNorm).remarks().contains(Network.Remark.BATCH_NORM_FOLDED));
        assertTrue(open(chain(true)).remarks().contains(Network.Remark.BATCH_NORM_PROBABLY_FOLDED));
        assertEquals(List.of(Network.Remark.NO_NORMALIZATION), open(chain(false)).remarks().stream()
            .filter(remark -> !remark.name().startsWith("FIXED")).toList());
    }

    /** As torchvision's FrozenBatchNorm2d is exported: its statistics are one with gamma and beta. */
    @Test
    void aFactorAndAnOffsetOfEachChannelAreSaid() throws IOException {
        for (int[] extents : List.of(new int[] {1, 2, 1, 1}, new int[] {1, 1, 1, 2})) {
            boolean channels = extents[1] == 2;
            TinyModel model = new TinyModel().input("x", 1, 3, 8, channels ? 8 : 2)
                .weights("w", new int[] {2, 3, 1, 1}, 1, 2, 3, 4, 5, 6).weights("f", extents, 2, 3)
                .weights("o", extents, -1, 1).node("Conv", "x w", "c").node("Mul", "c f", "m").node("Add", "m o", "n")
                .node("Relu", "n", "y").output("y");
            assertEquals(channels, open(model).remarks().contains(Network.Remark.BATCH_NORM_SCALED));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
        value = {"{\"layers\": {}}|NO_NORMALIZATION", "{\"training\": {\"twin\": \"none\"}}|NO_NORMALIZATION",
            "{\"training\": {\"twin\": \"bn\"}}|BATCH_NORM_PROBABLY_FOLDED", "{}|BATCH_NORM_PROBABLY_FOLDED"})
    void noFoldingIsSuspectedWhereTheManifestSaysThatThereIsNoNorm(String manifest,
                                                                   Network.Remark remark) throws IOException {
        Files.writeString(folder.resolve("said.json"), manifest);
        Network network = new ModelLibrary(runner)
            .open(Files.write(folder.resolve("said.onnx"), chain(true).bytes()), Map.of());
        assertEquals(List.of(remark),
            network.remarks().stream().filter(each -> !each.name().startsWith("FIXED")).toList());
    }

    @Test
    void theTwinWithoutNormIsNotTakenForAFoldedOne() {
        assertEquals(List.of(Network.Remark.NO_NORMALIZATION),
            new ModelLibrary(runner).open("builtin:twin-none", Map.of()).remarks());
    }

    /** Ten convolutions with biases and a pool, with or without shortcuts. */
    private static TinyModel chain(boolean residual) {
        TinyModel model = new TinyModel().input("x", 1, 3, 8, 8).weights("w", new int[] {3, 3, 1, 1}, new float[9])
            .weights("b", new int[] {3}, 0, 0, 0);
        IntStream.range(0, 10).forEach(i -> {
            String input = i == 0 ? "x" : "r" + (i - 1);
            model.node("Conv", input + " w b", "c" + i);
            if (residual && i > 0) model.node("Add", "c" + i + " " + input, "r" + i);
            else model.node("Relu", "c" + i, "r" + i);
        });
        return model.node("GlobalAveragePool", "r9", "p").node("Flatten", "p", "y").output("y");
    }

    @Test
    void softmaxIsAppliedOnlyWhereOutputsAreNoProbabilities() throws IOException {
        TinyModel logits = new TinyModel().input("x", -1, 3, 1, 1).node("Flatten", "x", "y").output("y");
        Tensor output = Tensor.of(Shape.of(2, 3), 9, 9, 9, 0, 1, 3);
        List<Prediction> top = Prediction.top(open(logits), output, 1, 2);
        assertEquals(List.of(2, 1), top.stream().map(Prediction::index).toList());
        assertEquals(Math.exp(3) / (1 + Math.exp(1) + Math.exp(3)), top.get(0).probability(), 1e-6);
        assertEquals("2", top.get(0).label());
        TinyModel sigmoid = new TinyModel().input("x", -1, 3, 1, 1).node("Sigmoid", "x", "s")
            .node("Flatten", "s", "y").output("y");
        assertTrue(open(sigmoid).givesProbabilities());
        assertEquals(3, Prediction.top(open(sigmoid), output, 1, 5).get(0).probability());
        Tensor addsUp = Tensor.of(Shape.of(1, 3, 1, 1), .2f, .7f, .1f);
        assertEquals(.7f, Prediction.top(open(logits), addsUp, 0, 1).get(0).probability());
        assertTrue(Prediction.top(open(logits), Tensor.zeros(Shape.of(1, 3, 8, 8)), 0, 5).isEmpty());
    }

    @Test
    void builtInNetworksNameTheirClasses() {
        Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
        assertEquals(7, network.spec().labels().size());
        assertTrue(network.spec().guessed().isEmpty() && network.remarks().isEmpty());
        assertEquals("dog",
            Prediction.top(network, Tensor.of(Shape.of(1, 7), 9, 0, 0, 0, 0, 0, 0), 0, 1).get(0).label());
    }
}
