package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * What outputs are called: by the user's file, the manifest, the network's own file, a guess; or that they are no
 * classes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelsTest {
    private static final List<String> THREE = List.of("tench", "great white shark", "Labrador's friend, the cat");

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

    static List<List<String>> files() {
        return List.of(
            List.of("a name a line", "labels.txt", "tench\ngreat white shark\nLabrador's friend, the cat\n"),
            List.of("marked, with Windows' ends and blank lines", "labels.txt",
                "\uFEFFtench\r\ngreat white shark \r\n\r\nLabrador's friend, the cat\r\n\r\n"),
            List.of("WordNet's ids", "synset.txt",
                "n01440764 tench\nn01484850 great white shark\nn02123045 Labrador's friend, the cat"),
            List.of("numbers from 0", "labels.txt", "2: Labrador's friend, the cat\n0: tench\n1: great white shark"),
            List.of("numbers from 1", "labels.txt", "1 tench\n2 great white shark\n3 Labrador's friend, the cat"),
            List.of("a Python dictionary", "labels.txt",
                "{0: 'tench',\n 1: 'great white shark',\n 2: \"Labrador's friend, the cat\"}"),
            List.of("lines of a dictionary", "labels.txt",
                "0: 'tench',\n1: \"great white shark\",\n2: \"Labrador's friend, the cat\""),
            List.of("a YAML table", "data.yaml",
                "names:\n  0: tench\n  1: great white shark\n  2: Labrador's friend, the cat\n"),
            List.of("a YAML list", "data.yaml",
                "names:\n- tench\n- 'great white shark'\n- \"Labrador's friend, the cat\"\n"),
            List.of("a data set's YAML", "data.yaml", "# flowers\npath: x\nnc: 3\nnames:\n  0: tench\n"
                + "  1: great white shark\n  2: Labrador's friend, the cat\ndownload: none\n"),
            List.of("a comment before it", "labels.txt",
                "# three of them\ntench\ngreat white shark\nLabrador's friend, the cat\n"),
            List.of("JSON deeper inside", "config.json",
                "{\"model\": {\"classes\": [\"tench\", \"great white shark\", \"Labrador's friend, the cat\"]}}"),
            List.of("numbers with gaps", "coco.json",
                "{\"categories\": [{\"id\": 9, \"name\": \"Labrador's friend, the cat\"},"
                + "{\"id\": 1, \"name\": \"tench\"}, {\"id\": 3, \"name\": \"great white shark\"}]}"),
            List.of("an object a line", "labels.jsonl", "{\"id\": 0, \"name\": \"tench\"}\n{\"id\": 1, \"name\": "
                + "\"great white shark\"}\n{\"id\": 2, \"name\": \"Labrador's friend, the cat\"}\n"),
            List.of("a table with bars", "labels.csv",
                "id|name\n0|tench\n1|great white shark\n2|Labrador's friend, the cat\n"),
            List.of("a Python list", "labels.txt", "['tench', 'great white shark', 'Labrador\\'s friend, the cat']"),
            List.of("a JSON list", "labels.json", "[\"tench\", \"great white shark\", \"Labrador's friend, the cat\"]"),
            List.of("JSON by number", "labels.json",
                "{\"1\": \"great white shark\", \"0\": \"tench\", \"2\": \"Labrador's friend, the cat\"}"),
            List.of("JSON as Keras has it", "index.json",
                "{\"0\": [\"n01440764\", \"tench\"], \"2\": [\"n02123045\", \"Labrador's friend, the cat\"],"
                + "\"1\": [\"n01484850\", \"great white shark\"]}"),
            List.of("JSON by name", "labels.json",
                "{\"tench\": 0, \"Labrador's friend, the cat\": 2, \"great white shark\": 1}"),
            List.of("a configuration", "config.json",
                "{\"architectures\": [\"ViT\"], \"id2label\": {\"0\": \"tench\", \"1\": \"great white shark\","
                + "\"2\": \"Labrador's friend, the cat\"}}"),
            List.of("JSON objects", "labels.json",
                "[{\"id\": 2, \"name\": \"Labrador's friend, the cat\"}, {\"id\": 0, \"name\": \"tench\"},"
                + "{\"id\": 1, \"name\": \"great white shark\"}]"),
            List.of("a table of one column", "labels.csv",
                "tench\ngreat white shark\n\"Labrador's friend, the cat\"\n"),
            List.of("a table with a header", "labels.csv",
                "id,wnid,name\n1,n01484850,great white shark\n0,n01440764,tench\n"
                + "2,n02123045,\"Labrador's friend, the cat\"\n"),
            List.of("a table with semicolons", "labels.csv",
                "index;label\n0;tench\n1;great white shark\n2;Labrador's friend, the cat\n"),
            List.of("a table without a header", "labels.csv",
                "0,tench\n2,\"Labrador's friend, the cat\"\n1,great white shark\n"),
            List.of("tabs and WordNet's ids", "labels.tsv",
                "n01440764\ttench\nn01484850\tgreat white shark\nn02123045\tLabrador's friend, the cat\n"),
            List.of("tabs in a text", "labels.txt",
                "n01440764\ttench\nn01484850\tgreat white shark\nn02123045\tLabrador's friend, the cat\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void listsAsPeopleKeepThem(List<String> file) {
        assertEquals(THREE, LabelFile.read(file.get(2).getBytes(StandardCharsets.UTF_8), file.get(1), 3), file.get(0));
    }

    /** What Windows calls Unicode says so by its first two bytes; of other letters nobody says whose they are. */
    @Test
    void lettersOfOtherEncodings() {
        String text = "\uFEFF虎斑猫\r\ncafé\r\nn02123045_tabby\r\n";
        List<String> names = List.of("虎斑猫", "café", "n02123045_tabby");
        assertEquals(names, LabelFile.read(text.getBytes(StandardCharsets.UTF_16LE), "labels.txt", 3));
        assertEquals(names, LabelFile.read(text.getBytes(StandardCharsets.UTF_16BE), "labels.txt", 3));
        assertEquals(names, LabelFile.read(text.getBytes(StandardCharsets.UTF_8), "labels.txt", 3));
        for (String charset : List.of("ISO-8859-1", "GBK")) {
            byte[] bytes = text.substring(charset.equals("GBK") ? 1 : 4).getBytes(Charset.forName(charset));
            String fault = assertThrows(BadSettingException.class,
                () -> LabelFile.read(bytes, "x.txt", 3)).getMessage();
            assertTrue(fault.startsWith("x.txt is not written in UTF-8"), fault);
        }
    }

    @Test
    void allInOneLine() {
        List<String> names = List.of("cat", "dog", "ox");
        for (String text : List.of("cat, dog, ox\n", "cat;dog;ox", "names: ['cat', \"dog\", ox]\nnc: 3\n")) {
            assertEquals(names, LabelFile.read(text.getBytes(StandardCharsets.UTF_8), "labels.txt", 3));
        }
        assertEquals(List.of("cat, domestic"), LabelFile.read("cat, domestic".getBytes(StandardCharsets.UTF_8),
            "labels.txt", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "{}", "[]", "{\"size\": 224}", "[1, 2]", "[{}]", "\0\0",
        "<!DOCTYPE html><p>404", "<labels><l>a</l></labels>"})
    void whatHoldsNoNames(String text) {
        String fault = assertThrows(BadSettingException.class,
            () -> LabelFile.read(text.getBytes(StandardCharsets.UTF_8), "x.json", 3)).getMessage();
        assertTrue(fault.startsWith("x.json holds no list of labels"), fault);
    }

    /** The user's file wins over the manifest, that over the network's metadata, and those over ZipMap's. */
    @Test
    void whoSaysItFirst() throws IOException {
        TinyModel model = new TinyModel().domain("ai.onnx.ml").input("x", 1, 3, 8, 8)
            .weights("w", new int[] {3, 3, 8, 8}, new float[576])
            .node("Conv", "x w", "c").node("Flatten", "c", "y")
                .node(NodeProto.newBuilder().setOpType("ZipMap").setDomain("ai.onnx.ml").addInput("y").addOutput("z")
                .addAttribute(TinyModel.texts("classlabels_strings", "a", "b", "c")).build()).output("y");
        Graph zipped = model.graph();
        Shape shape = Shape.of(1, 3);
        assertEquals(List.of("a", "b", "c"), Labels.of(zipped, Manifest.NONE, Map.of(), shape));
        Graph told = zipped.withMetadata("names", "{0: 'd', 1: 'e', 2: 'f'}");
        assertEquals(List.of("d", "e", "f"), Labels.of(told, Manifest.NONE, Map.of(), shape));
        assertEquals(List.of("a", "b", "c"),
            Labels.of(zipped.withMetadata("names", "for internal use"), Manifest.NONE, Map.of(), shape), "no names");
        Manifest manifest = Manifest.read("{\"labels\": [\"g\", \"h\", \"i\"]}".getBytes(StandardCharsets.UTF_8),
            "m.json");
        assertEquals(List.of("g", "h", "i"), Labels.of(told, manifest, Map.of(), shape));
        Path own = Files.writeString(folder.resolve("own.txt"), "j\nk\nl\n");
        assertEquals(List.of("j", "k", "l"), Labels.of(told, manifest, Map.of("labels", own.toString()), shape));
        AttributeProto numbers = TinyModel.integers("classlabels_int64s", 3, 5, 8);
        Graph numbered = new TinyModel().domain("ai.onnx.ml").input("y", 1, 3)
            .node(NodeProto.newBuilder().setOpType("ZipMap").setDomain("ai.onnx.ml")
            .addInput("y").addOutput("z").addAttribute(numbers).build()).output("y").graph();
        assertEquals(List.of("3", "5", "8"), Labels.of(numbered, Manifest.NONE, Map.of(), shape));
    }

    @Test
    void labelsAreOpenedWithTheNetwork() throws IOException {
        Path net = Files.write(folder.resolve("three.onnx"), linear(3, "Softmax").bytes()),
            names = Files.writeString(folder.resolve("names.txt"), "x\ny\nz");
        Network network = open(net.toString(), Map.of("labels", names.toString()));
        assertEquals(List.of("x", "y", "z"), network.spec().labels());
        Files.writeString(names, "x\ny");
        assertFault(names + " names 2 classes, but the network gives 3", net, names.toString());
        assertFault(folder.resolve("none.txt") + " cannot be read as a list of labels", net,
            folder.resolve("none.txt").toString());
        Path maps = Files.write(folder.resolve("maps.onnx"),
            new TinyModel().input("x", 1, 3, 8, 8).node("Relu", "x", "y").output("y").bytes());
        assertFault(names + ": the output of " + maps + " is no list of classes", maps, names.toString());
    }

    private void assertFault(String said, Path net, String labels) {
        String fault = assertThrows(BadNetworkException.class,
            () -> open(net.toString(), Map.of("labels", labels))).getMessage();
        assertTrue(fault.startsWith(said), fault);
    }

    private static TinyModel linear(int classes, String last) {
        TinyModel model = new TinyModel().input("x", 1, 3, 8, 8)
            .weights("w", new int[] {classes, 3, 8, 8}, new float[classes * 192]).node("Conv", "x w", "c")
            .node("Flatten", "c", "f");
        return (last.isEmpty() ? model.node("Identity", "f", "y") : model.node(last, "f", "y")).output("y");
    }

    /** By what computes them, where they have no names. */
    @ParameterizedTest
    @CsvSource({"10, '', true", "10, Softmax, true", "10, LogSoftmax, true", "512, Softmax, true", "10, Relu, false",
        "10, Tanh, false",
        "512, '', false", "1280, '', false", "1000, '', true", "1, '', false"})
    void whatIsNoListOfClasses(int count, String last, boolean classes) throws IOException {
        Network network = open(linear(count, last));
        assertEquals(classes, network.givesClasses());
        assertEquals(classes, !Prediction.top(network, Tensor.zeros(Shape.of(1, count)), 0, 5).isEmpty());
    }

    @Test
    void pooledFeaturesAndBoxesAreNoClasses() throws IOException {
        assertTrue(open(convolution(10).node("GlobalAveragePool", "c", "p").node("Flatten", "p", "y").output("y"))
            .givesClasses(), "as fully convolutional ones give them");
        assertFalse(open(convolution(10).node("Relu", "c", "r").node("GlobalAveragePool", "r", "p")
            .node("Flatten", "p", "y").output("y")).givesClasses());
        assertFalse(open(convolution(4).weights("s", new int[] {2}, 64, 4)
            .node("Cast", "s", "t", TinyModel.integer("to", 7)).node("Reshape", "c t", "y").output("y"))
            .givesClasses(), "64 boxes of one picture");
    }

    /** Its maps are "c". */
    private static TinyModel convolution(int channels) {
        return new TinyModel().input("x", 1, 3, 8, 8)
            .weights("w", new int[] {channels, 3, 1, 1}, new float[3 * channels]).node("Conv", "x w", "c");
    }

    private Network open(TinyModel model) throws IOException {
        return open(Files.write(folder.resolve("net.onnx"), model.bytes()).toString(), Map.of());
    }

    private Network open(String origin, Map<String, String> input) {
        return new ModelLibrary(runner).open(origin, input);
    }

    @Test
    void imageNetsNamesAreGuessedWhereTheyAreRight() {
        Network network = open(RealNetworks.origin("squeezenet1.1"), Map.of());
        assertTrue(network.spec().guessed().stream()
            .anyMatch(guess -> guess.toString().startsWith("classes called as ImageNet")));
        assertEquals("Egyptian cat", first(network, "cat"));
        assertEquals("espresso", first(network, "coffee"));
        assertEquals("alp", first(network, "mountains"));
    }

    /** Darknet has ImageNet's classes in an order of its own. */
    @Test
    void imageNetsNamesAreNotGivenToAnotherOrder() throws IOException {
        String origin = RealNetworks.origin("tiny_darknet_bn");
        Network network = open(origin, Map.of());
        assertTrue(network.spec().labels().isEmpty() && network.givesClasses());
        String list = Path.of(origin).resolveSibling("labels-darknet.tsv").toString();
        assertEquals("palace",
            first(open(origin, Map.of("labels", list, "mean", "0", "std", "1")), "pagoda"));
    }

    @Test
    void featuresOfARealNetworkAreNoClasses() {
        assertFalse(open(RealNetworks.origin("mobilenetv2_0.35_bn_features"), Map.of()).givesClasses());
    }

    /** As TensorFlow's networks: "background" before the others. */
    @Test
    void aThousandAndOneClassesBeginWithTheBackground() throws IOException {
        Path file = Path.of(RealNetworks.origin("squeezenet1.1"));
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        String output = model.getGraph().getOutput(0).getName();
        model.getGraphBuilder()
            .addInitializer(TensorProto.newBuilder().setName("background").setDataType(1).addDims(1).addDims(1)
            .addFloatData(0))
            .addNode(NodeProto.newBuilder().setOpType("Concat").addInput("background").addInput(output)
                .addOutput("more").addAttribute(TinyModel.integer("axis", 1)))
            .clearOutput().addOutput(TinyModel.value("more", 1, 1, 1001));
        Network network = open(
            Files.write(folder.resolve("more.onnx"), model.build().toByteArray()).toString(), Map.of());
        assertEquals(1001, network.spec().labels().size());
        assertEquals(List.of("background", "tench"), network.spec().labels().subList(0, 2));
        assertEquals("Egyptian cat", first(network, "cat"));
    }

    /** Names that were guessed do not become a manifest's. */
    @Test
    void guessedNamesAreNotWritten() throws IOException {
        Path copy = Files.copy(Path.of(RealNetworks.origin("squeezenet1.1")), folder.resolve("squeeze.onnx"));
        Files.writeString(folder.resolve("squeeze.json"),
            "{\"size\": 224, \"range\": [0, 1], \"mean\": [0.485, 0.456, 0.406],"
            + "\"std\": [0.229, 0.224, 0.225], \"order\": \"RGB\", \"fit\": \"crop\"}");
        Network network = open(copy.toString(), Map.of());
        assertEquals(1000, network.spec().labels().size());
        SavedNetwork.write(network, network.graph(), folder.resolve("again.onnx"));
        String manifest = Files.readString(folder.resolve("again.json"));
        assertTrue(manifest.contains("\"std\"") && !manifest.contains("labels"), manifest);
    }

    @Test
    void theListIsTheUsualOne() throws IOException {
        List<String> names = Files.readAllLines(Path.of("assets/networks/imagenet-labels.txt"));
        Path usual = Path.of("../shared/models/labels-imagenet.txt");
        Assumptions.assumeTrue(Files.exists(usual), "needs " + usual);
        assertEquals(LabelFile.read(Files.readAllBytes(usual), "labels-imagenet.txt", 1000), names);
        assertEquals(1000, names.size());
    }

    private String first(Network network, String photo) {
        Tensor input = network.spec().preprocessing().apply(List.of(PictureSource.open("builtin:photos/" + photo)));
        String output = network.outputs().get(0);
        return Prediction.top(network, network.run(runner, input, List.of(output)).get(output), 0, 1).get(0).label();
    }
}
