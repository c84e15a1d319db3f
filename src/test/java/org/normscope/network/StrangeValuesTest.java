package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.body;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.scalar;
import static org.normscope.onnx.TinyModel.value;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.TinyModel;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Lists, tables, words and bodies of control flow on the picture's way: they are no layers, and all else works. */
class StrangeValuesTest {
    @TempDir
    Path folder;
    private final GraphRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    /** The engine takes the whole program with it where it looks for what is said to be left out. */
    @Test
    void anInputLeftOutByANameWithoutLetters() throws IOException {
        Network network = open(convolution().opset(17).weights("g", new int[] {8}, 1, 2, 3, 4, 5, 6, 7, 8)
            .node(NodeProto.newBuilder().setOpType("LayerNormalization").addInput("c").addInput("g").addInput("")
                .addOutput("y").build()).output("y"));
        everyLayerRuns(network);
    }

    /** A written network is run whole before it takes its name, whatever it takes beside pictures. */
    @Test
    void wordsAsAnInput() throws IOException {
        TinyModel model = convolution().typedInput("t", 8, 1).node("Identity", "t", "words").output("c", "words");
        Network network = open(model);
        Tensor picture = Tensor.zeros(Shape.of(1, 3, 8, 8));
        assertEquals(Set.of("c"), runner.runWhole(model.bytes(), "words.onnx", network.feeds(picture))
            .values().keySet());
    }

    /** As Microsoft's Custom Vision exports classifiers. */
    @Test
    void aTableOfProbabilitiesIsReadBeforeItIsMade() throws IOException {
        AttributeProto words = AttributeProto.newBuilder().setName("classlabels_strings")
            .setType(AttributeProto.AttributeType.STRINGS)
            .addStrings(ByteString.copyFromUtf8("cat")).addStrings(ByteString.copyFromUtf8("dog")).build();
        Network network = open(convolution().opset(9).domain("ai.onnx.ml").node("GlobalAveragePool", "c", "g")
            .node("Flatten", "g", "f")
            .node("Softmax", "f", "p").node("ArgMax", "p", "best", integer("axis", 1), integer("keepdims", 0))
            .weights(TensorProto.newBuilder().setName("names").setDataType(8).addDims(2)
                .addStringData(ByteString.copyFromUtf8("cat"))
                .addStringData(ByteString.copyFromUtf8("dog")).build())
            .node(NodeProto.newBuilder().setOpType("ArrayFeatureExtractor").setDomain("ai.onnx.ml")
                .addInput("names").addInput("best").addOutput("label").build())
            .node(NodeProto.newBuilder().setOpType("ZipMap").setDomain("ai.onnx.ml").addInput("p").addOutput("loss")
                .addAttribute(words).build())
            .output("label", "loss"));
        assertEquals(List.of("p", "best"), network.outputs());
        assertEquals(List.of("Conv", "GlobalAveragePool", "Flatten", "Softmax"), operators(network));
        everyLayerRuns(network);
    }

    @Test
    void listsOfMapsArePassedBy() throws IOException {
        Network network = open(convolution().weights(scalar("one", 1)).node("SplitToSequence", "c", "list",
            integer("axis", 1))
            .node("SequenceAt", "list one", "second").node("SequenceConstruct", "second second", "two")
            .node("ConcatFromSequence", "two", "both", integer("axis", 1)).node("Relu", "both", "y").output("y"));
        assertEquals(List.of("Conv", "SequenceAt", "ConcatFromSequence", "Relu"), operators(network));
        assertEquals("c", network.layers().get(1).input(), "the maps before the list");
        everyLayerRuns(network);
    }

    /** The branch reads a value around it; ONNX Runtime's optimizer loses that where the shapes alone are asked for. */
    @Test
    void aBranchThatIsAlwaysTakenKeepsWhatItReadsFromOutside() throws IOException {
        GraphProto taken = branch("Relu", "c", "t"), other = branch("Neg", "c", "e");
        Network network = open(convolution().weights(TensorProto.newBuilder().setName("yes").setDataType(9)
            .addInt32Data(1).build())
            .node("If", "yes", "b", body("then_branch", taken), body("else_branch", other)).node("Sigmoid", "b",
                "y").output("y"));
        assertEquals(List.of("Conv", "Relu", "Sigmoid"), operators(network));
        everyLayerRuns(network);
    }

    /** What chooses sees the picture, too, on another grid of cells. */
    @Test
    void aBranchThatThePictureChoosesSeesAllOfIt() throws IOException {
        Network network = open(convolution().node("ReduceMean", "x", "mean", integer("keepdims", 0))
            .weights("zero", new int[] {}, 0).node("Greater", "mean zero", "yes")
            .node("If", "yes", "b", body("then_branch", branch("Relu", "c", "t")),
                body("else_branch", branch("Neg", "c", "e"))).node("Sigmoid", "b", "y").output("y"));
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        assertTrue(fields.get("y").wholePicture() && !fields.get("c").wholePicture());
        assertEquals("If", fields.get("y").unknownOperator());
    }

    @Test
    void aCutBehindAListComputesTheListAgain() throws IOException {
        Network network = open(convolution().node("Relu", "c", "r").node("SequenceConstruct", "r r", "two")
            .node("ConcatFromSequence", "two", "both", integer("axis", 1)).node("Concat", "c c", "cc",
                integer("axis", 1))
            .node("Add", "both cc", "y").output("y"));
        Tensor picture = RealNetworks.noise(network, 1, 5);
        Downstream rest = Downstream.of(network, "cc", List.of("y"));
        Activations whole = network.run(runner, picture, List.of("y", "cc", "r", "both"));
        Activations untouched = network.run(runner, picture, rest.taps());
        assertEquals(0, RealNetworks.difference(rest.run(runner, untouched, whole.get("cc")).get("y"),
            whole.get("y")), 1e-6);
    }

    private void everyLayerRuns(Network network) {
        Tensor picture = RealNetworks.noise(network, 1, 1);
        for (Layer layer : network.layers()) {
            Activations run = network.run(runner, picture, List.of(layer.input(), layer.output()));
            assertEquals(layer.shape(), run.get(layer.output()).shape(), layer.name());
        }
        Activations last = network.run(runner, picture, network.outputs());
        assertEquals(network.outputs().size(), last.values().size());
    }

    private static TinyModel convolution() {
        float[] cells = new float[2 * 3 * 9];
        for (int i = 0; i < cells.length; i++) cells[i] = (i * 7 % 11 - 5) / 10f;
        return new TinyModel().input("x", 1, 3, 8, 8).weights("w", new int[] {2, 3, 3, 3}, cells).node("Conv", "x w",
            "c", integers("pads", 1, 1, 1, 1));
    }

    private static GraphProto branch(String operator, String input, String output) {
        return GraphProto.newBuilder().setName(output).addNode(NodeProto.newBuilder().setOpType(operator)
            .addInput(input).addOutput(output))
            .addOutput(ValueInfoProto.newBuilder(value(output, 1, 1, 2, 8, 8))).build();
    }

    private Network open(TinyModel model) throws IOException {
        return new ModelLibrary(runner).open(Files.write(folder.resolve("strange.onnx"), model.bytes()), Map.of());
    }

    private static List<String> operators(Network network) {
        return network.layers().stream().map(Layer::operator).toList();
    }
}
