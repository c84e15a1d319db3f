package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphTest {
    private static final int[] SCALAR = {};
    private GraphRunner runner;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    /** What a node writes beside it leads nowhere. */
    @Test
    void onTheWayToAValueIsWhatIsReadAlone() {
        Graph graph = new TinyModel().input("x", 1, 4, 2, 2).node("Relu", "x", "r").node("Split", "r", "a b",
            TinyModel.integer("axis", 1)).node("Neg", "a", "y").node("Neg", "b", "z").output("y", "z").graph();
        assertEquals(Set.of("r", "a", "y"), graph.leadingTo("y"));
    }

    @Test
    void mapsOfAHandMadeNetworkEqualTheArrayComputedByHand() {
        // [2, 2, 2, 3] in, 2 x 2 kernels that pick single neighbours: an exchanged axis gives other numbers.
        Graph graph = new TinyModel().input("x", -1, 2, 2, 3)
            .weights("w", new int[] {3, 2, 1, 2}, 1, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 100)
            .node("Conv", "x w", "maps").node("Relu", "maps", "y").output("y").graph();
        float[] cells = new float[24];
        for (int i = 0; i < 24; i++) cells[i] = i;
        Tensor maps = runner.run(graph, Map.of("x", Tensor.of(Shape.of(2, 2, 2, 3), cells)),
            List.of("maps")).get("maps");
        assertEquals(Shape.of(2, 3, 2, 2), maps.shape());
        assertArrayEquals(new float[] {
            0, 1, 3, 4, /* 10 x the right neighbour in unit 0 */ 10, 20, 40,
            50, /* 100 x the right neighbour in unit 1 */ 700, 800, 1000, 1100, 12, 13, 15, 16, 130, 140, 160, 170,
            1900, 2000, 2200, 2300}, maps.data());
    }

    @Test
    void givingKeepsOnlyWhatIsNeeded() {
        Graph graph = new TinyModel().input("x", 1, 3).input("other", 1, 3).weights("a", SCALAR, 2)
            .weights("b", SCALAR, 3)
            .node("Mul", "x a", "p").node("Mul", "other b", "q").node("Add", "p q", "y").output("y").graph();
        Graph part = graph.giving(List.of("p"));
        assertEquals(List.of("Mul p"), part.nodes().stream().map(Node::toString).toList());
        assertEquals(List.of("x"), part.inputs().stream().map(Value::name).toList());
        assertEquals(List.of("p"), part.outputs().stream().map(Value::name).toList());
        assertTrue(part.constant("a").isPresent() && part.constant("b").isEmpty());
        assertNotEquals(graph.hash(), part.hash());
        assertEquals(graph.hash(), GraphFile.read(graph.toBytes(), "again.onnx").hash());
    }

    @Test
    void weightsThatAnOldFileListsAmongItsInputsAreNoInputs() {
        Graph graph = new TinyModel().irVersion(3).opset(8).input("x", 1, 2).input("w", 2)
            .weights("w", new int[] {2}, 3, 4).node("Mul", "x w", "y").output("y").graph();
        assertEquals(List.of("x"), graph.inputs().stream().map(Value::name).toList());
        Tensor y = runner.run(graph, Map.of("x", Tensor.of(Shape.of(1, 2), 1, 2)), List.of("y")).get("y");
        assertArrayEquals(new float[] {3, 8}, y.data());
    }

    @Test
    void nodesOutOfOrderAreBroughtIntoOrder() {
        Graph graph = new TinyModel().input("x", 1, 2).node("Relu", "b", "c").node("Neg", "x", "a")
            .node("Neg", "a", "b").output("c").graph();
        assertEquals(List.of("a", "b", "c"), graph.nodes().stream().map(Node::output).toList());
        Tensor c = runner.run(graph, Map.of("x", Tensor.of(Shape.of(1, 2), -1, 2)), List.of("c")).get("c");
        assertArrayEquals(new float[] {0, 2}, c.data());
    }

    @Test
    void theTailTakesWhatCrossesTheCutAndComputesConstantsItself() {
        Graph graph = new TinyModel().input("x", 1, 2).weights("w", new int[] {2}, 10, 20).node("Identity", "w", "v")
            .node("Neg", "x", "a").node("Exp", "x", "skip").node("Mul", "a v", "m").node("Add", "m skip", "y")
            .node("Relu", "skip", "aside").output("y", "aside").graph();
        Cut cut = graph.after("a", List.of("y", "aside", "m", "a"));
        assertEquals(List.of("skip"), cut.crossing());
        assertEquals(List.of("y", "m"), cut.changed());
        assertEquals(Set.of("a", "skip"), Set.copyOf(cut.tail().inputs().stream().map(Value::name).toList()));
        Map<String, Tensor> feeds = Map.of("a", Tensor.of(Shape.of(1, 2), 1, 2), "skip",
            Tensor.of(Shape.of(1, 2), 5, 7));
        assertArrayEquals(new float[] {15, 47}, runner.run(cut.tail(), feeds, cut.changed()).get("y").data());
    }

    @Test
    void typesOfWhatCrossesAreDeclared() {
        Graph graph = new TinyModel().input("x", -1, 2, 3).node("Shape", "x", "s")
            .node("Cast", "x", "half", TinyModel.integer("to", 10))
            .node("Greater", "x x", "truth").node("Neg", "x", "a").node("Reshape", "a s", "r")
            .node("Cast", "half", "full", TinyModel.integer("to", 1))
            .node("Where", "truth r full", "y").output("y").graph();
        Cut cut = graph.after("a", List.of("y"));
        assertEquals(Set.of("s", "full", "truth"), Set.copyOf(cut.crossing()));
        Tensor x = Tensor.of(Shape.of(1, 2, 3), 1, 2, 3, 4, 5, 6);
        var head = runner.run(graph, Map.of("x", x), List.of("s", "full", "truth", "a", "y"));
        assertArrayEquals(head.get("y").data(), runner.run(cut.tail(), head.values(), List.of("y")).get("y").data());
    }

    @Test
    void bodiesOfControlFlowReadWhatStandsAroundThem() {
        GraphProto left = body("Neg", "inner", "left");
        GraphProto right = body("Exp", "x", "right");
        NodeProto choice = NodeProto.newBuilder().setOpType("If").addInput("truth").addOutput("y")
            .addAttribute(TinyModel.body("then_branch", left))
            .addAttribute(TinyModel.body("else_branch", right)).build();
        Graph graph = new TinyModel().input("x", 1, 2).typedInput("truth", 9, 1).node("Relu", "x", "inner")
            .node(choice).output("y").graph();
        assertEquals(Set.of("truth", "inner", "x"), graph.nodes().get(1).reads());
        Cut cut = graph.after("inner", List.of("y"));
        assertEquals(Set.of("x", "truth"), Set.copyOf(cut.crossing()));
        Map<String, Tensor> feeds = Map.of("inner", Tensor.of(Shape.of(1, 2), 5, 6), "x",
            Tensor.of(Shape.of(1, 2), 0, 0), "truth", Tensor.of(Shape.of(1), 1));
        assertArrayEquals(new float[] {-5, -6}, runner.run(cut.tail(), feeds, List.of("y")).get("y").data());
    }

    private static GraphProto body(String operator, String input, String output) {
        return GraphProto.newBuilder().setName(output)
            .addNode(NodeProto.newBuilder().setOpType(operator).addInput(input).addOutput(output))
            .addOutput(ValueInfoProto.newBuilder().setName(output)
                .setType(TinyModel.value(output, 1, 1, 2).getType())).build();
    }

    @Test
    void constantsOfEveryTypeAreRead() {
        float[] wanted = {1, -2, 3};
        for (int type : new int[] {1, 3, 5, 6, 7, 10, 11, 16}) {
            assertArrayEquals(wanted, constant(raw(type)).data(), "raw type " + type);
        }
        assertArrayEquals(wanted, constant(TensorProto.newBuilder().setName("w").setDataType(7).addDims(3)
            .addInt64Data(1).addInt64Data(-2).addInt64Data(3).build()).data());
        assertArrayEquals(wanted, constant(TensorProto.newBuilder().setName("w").setDataType(10).addDims(3)
            .addInt32Data(0x3c00).addInt32Data(0xc000).addInt32Data(0x4200).build()).data());
    }

    @Test
    void halvesAreReadAsTheEngineReadsThem() {
        ByteBuffer bits = ByteBuffer.allocate(2 * 65536).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 65536; i++) bits.putShort((short) ((i & 0x7c00) == 0x7c00 ? 0 : i));
        TensorProto all = TensorProto.newBuilder().setName("w").setDataType(10).addDims(65536)
            .setRawData(ByteString.copyFrom(bits.flip())).build();
        Graph graph = new TinyModel().input("x", 1).weights(all).node("Cast", "w", "f", TinyModel.integer("to", 1))
            .node("Add", "f x", "y").output("y").graph();
        Tensor y = runner.run(graph, Map.of("x", Tensor.of(Shape.of(1), 0)), List.of("y")).get("y");
        assertArrayEquals(graph.constant("w").orElseThrow().data(), y.data(), 0);
    }

    private static Tensor constant(TensorProto weights) {
        Graph graph = new TinyModel().input("x", 3).weights(weights).node("Identity", "w", "v")
            .node("Add", "x v", "y").output("y").graph();
        assertArrayEquals(graph.constant("v").orElseThrow().data(), graph.constant("w").orElseThrow().data());
        assertTrue(graph.constant("y").isEmpty() && graph.constant("x").isEmpty());
        return graph.constant("w").orElseThrow();
    }

    private static TensorProto raw(int type) {
        ByteBuffer cells = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (int cell : new int[] {1, -2, 3}) {
            switch (type) {
                case 1 -> cells.putFloat(cell);
                case 3 -> cells.put((byte) cell);
                case 5 -> cells.putShort((short) cell);
                case 6 -> cells.putInt(cell);
                case 7 -> cells.putLong(cell);
                case 10 -> cells.putShort((short) (cell == 1 ? 0x3c00 : cell == 3 ? 0x4200 : 0xc000));
                case 11 -> cells.putDouble(cell);
                default -> cells.putShort((short) (Float.floatToIntBits(cell) >>> 16));
            }
        }
        return TensorProto.newBuilder().setName("w").setDataType(type).addDims(3)
            .setRawData(ByteString.copyFrom(cells.flip())).build();
    }

    @Test
    void attributesArePlainValues() {
        Node node = new TinyModel().input("x", 1, 1, 8, 8)
            .weights("w", new int[] {1, 1, 3, 3}, 1, 1, 1, 1, 1, 1, 1, 1, 1)
            .node("Conv", "x w", "y", TinyModel.integers("pads", 1, 1, 1, 1), TinyModel.text("auto_pad", "NOTSET"),
            TinyModel.integer("group", 1))
            .node("LeakyRelu", "y", "z", TinyModel.real("alpha", .25f)).output("z").graph().nodes().get(0);
        assertArrayEquals(new int[] {1, 1, 1, 1}, node.integers("pads").orElseThrow());
        assertTrue(node.integers("strides").isEmpty());
        assertEquals("NOTSET", node.text("auto_pad", ""));
        assertEquals(7, node.integer("absent", 7));
        assertEquals("w", node.input(1));
        assertEquals("", node.input(2));
    }
}
