package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.body;
import static org.normscope.onnx.TinyModel.call;
import static org.normscope.onnx.TinyModel.function;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.real;
import static org.normscope.onnx.TinyModel.value;
import static org.normscope.onnx.TinyModel.written;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.engine.TestEngine;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.norm.DecomposedNorm;
import org.normscope.onnx.norm.NormSearch;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** ONNX Runtime gives the same for a file with functions as for the graph that is read from it. */
class LocalFunctionsTest {
    private static final int[] THREE = {3};
    private static final String BLOCK = "x w gamma beta mean var";

    @Test
    void aBlockThatIsCalledTwice() throws OrtException {
        Graph graph = same(first().function(block().addValueInfo(value("n", 1, 1, 3, 6, 6)))
            .node(call("Block", BLOCK, "y1").setName("one").build())
            .node(call("Block", BLOCK.replace("x", "y1"), "y").build()).output("y"));
        assertEquals(List.of("one/conv", "", "one/relu", "y/conv", "", "y/relu"),
            graph.nodes().stream().map(Node::name).toList());
        assertEquals(List.of("one/c", "one/n", "y1", "y/c", "y/n", "y"),
            graph.nodes().stream().map(Node::output).toList());
        assertEquals(2, graph.nodes().stream().filter(BatchNorm::is).count());
        assertEquals(List.of("one/n", "y/n"), graph.model().getGraph().getValueInfoList().stream()
            .map(ValueInfoProto::getName).toList());
        assertEquals(1, graph.model().getOpsetImportCount(), "nothing is left of the functions' domain");
    }

    @Test
    void attributesByReference() throws OrtException {
        FunctionProto.Builder leak = function("Leak", "a", "b",
            written("LeakyRelu", "a", "l", reference("alpha", "slope", AttributeType.FLOAT)),
            written("Softmax", "l", "b", reference("axis", "along", AttributeType.INT)))
            .addAttribute("along").addAttributeProto(real("slope", .3f));
        FunctionProto.Builder around = function("Around", "a", "b",
            call("Leak", "a", "m", reference("slope", "steep", AttributeType.FLOAT), integer("along", 2)),
            call("Leak", "m", "b", reference("along", "way", AttributeType.INT)))
            .addAttribute("steep").addAttributeProto(integer("way", 1));
        Graph graph = same(first().function(leak).function(around)
            .node(call("Leak", "x", "p", real("slope", .7f)).build())
            .node(call("Leak", "p", "q", integer("along", 1)).build())
            .node(call("Around", "q", "r").build()).node(call("Around", "r", "y", real("steep", -2)).build())
            .output("y"));
        List<Float> slopes = graph.nodes().stream().filter(node -> node.operator().equals("LeakyRelu"))
            .map(node -> node.real("alpha", 0)).toList();
        assertEquals(List.of(.7f, .3f, .3f, .3f, -2f, .3f), slopes);
    }

    @Test
    void functionsInFunctionsAndInBodies() throws OrtException {
        GraphProto yes = branch("yes", call("Block", "h w gamma beta mean var", "t").setName("inner"));
        GraphProto no = branch("no", written("Neg", "in", "t"));
        FunctionProto.Builder choice = function("Choice", "which in w gamma beta mean var", "out",
            written("Relu", "in", "h"),
            written("If", "which", "s", body("then_branch", yes), body("else_branch", no)),
            written("Add", "s h", "out"));
        GraphProto outer = branch("outer", call("Choice", "which " + BLOCK, "t"));
        GraphProto other = branch("other", call("Block", BLOCK, "t"));
        for (boolean which : new boolean[] {true, false}) {
            TinyModel model = first().weights(bool("which", which)).function(choice).function(block())
                .node(call("Choice", "which " + BLOCK, "z").build())
                .node("If", "which", "u", body("then_branch", outer), body("else_branch", other))
                .node("Sub", "z u", "y").output("y", "z");
            Graph graph = same(model);
            assertTrue(graph.nodes().stream().noneMatch(node -> node.domain().equals("own")));
        }
    }

    @Test
    void aLayerNormalizationInAFunctionIsFound() throws OrtException {
        FunctionProto.Builder norm = function("LayerNorm", "v scale shift two eps", "out",
            written("ReduceMean", "v", "m", integers("axes", 1, 2, 3)), written("Sub", "v m", "d"),
            written("Pow", "d two", "q"), written("ReduceMean", "q", "s", integers("axes", 1, 2, 3)),
            written("Add", "s eps", "e"), written("Sqrt", "e", "r"), written("Div", "d r", "z"),
            written("Mul", "z scale", "g"), written("Add", "g shift", "out"));
        Graph graph = same(first().function(norm).weights("two", new int[0], 2).weights("eps", new int[0], 1e-5f)
            .weights("scale", new int[] {3, 1, 1}, 1, 2, 3).weights("shift", new int[] {3, 1, 1}, 0, 1, -1)
            .node(call("LayerNorm", "x scale shift two eps", "n").build()).node("Relu", "n", "y").output("y"));
        DecomposedNorm found = NormSearch.all(graph, Map.of()).get(0);
        assertEquals("LayerNormalization", found.operator("NCHW"));
        assertEquals("n", found.output());
        assertEquals("x", found.input());
    }

    /** Names with blanks, quotes and colons; names that are taken; a function's names that the graph has too. */
    @Test
    void oddAndTakenNames() throws OrtException {
        FunctionProto.Builder odd = function("Odd::Fn'1", "x", "y", written("Exp", "x", "a=b,\"é"),
            NodeProto.newBuilder().setOpType("Neg").setName("n/1").addInput("a=b,\"é").addOutput("y"));
        Graph graph = same(first().function(odd).node(NodeProto.newBuilder().setOpType("Sin").addInput("x")
            .addOutput("call 1/a=b,\"é").build())
            .node(call("Odd::Fn'1", "x", "p").setName("call 1").build())
            .node(call("Odd::Fn'1", "p", "q").setName("call, \"2\"").build())
            .node("Sum", "q x", "s").node("Add", "s p", "y")
            .output("y"));
        assertEquals(List.of("call 1/a=b,\"é", "call 1/a=b,\"é_2", "p", "call, \"2\"/a=b,\"é", "q", "s", "y"),
            graph.nodes().stream().map(Node::output).toList());
    }

    @Test
    void whatIsLeftOutAndWhatIsHandedOn() throws OrtException {
        FunctionProto.Builder clip = function("Limits", "in low high", "out unwanted same",
            written("Clip", "in low high", "out"), written("Neg", "out", "unwanted"),
            written("Exp", "unwanted", "same"));
        same(first().function(clip).weights("high", new int[0], .25f)
            .node(call("Limits", "x  high", "o  s").build()).node("Sum", "o s", "y").output("y"));
        same(first().function(clip).node(call("Limits", "x", "y z v").build()).output("y"));
        // ONNX Runtime opens no function that hands an input on, but the standard allows it.
        TinyModel crossed = first().function(function("Crossed", "a b", "b a c c", written("Neg", "a", "c")))
            .node("Exp", "x", "e").node(call("Crossed", "x e", "p q r s").build()).node("Sub", "p q", "d")
            .node("Sum", "d r s", "y").output("y");
        TinyModel flat = first().node("Exp", "x", "e").node("Sub", "e x", "d").node("Neg", "x", "r")
            .node("Sum", "d r r", "y").output("y");
        assertArrayEquals(shown(flat.graph()), shown(crossed.graph()), 1e-6f);
    }

    @Test
    void oneNameWithTwoOverloads() throws OrtException {
        Graph graph = same(first().irVersion(10)
            .function(function("F", "a", "b", written("Neg", "a", "b")).setOverload("minus"))
            .function(function("F", "a", "b", written("Exp", "a", "b")).setOverload("e"))
            .node(call("F", "x", "m").setOverload("e").build()).node(call("F", "m", "y").setOverload("minus").build())
            .output("y"));
        assertEquals(List.of("Exp", "Neg"), graph.nodes().stream().map(Node::operator).toList());
    }

    /** A body sees what stands around it; what a function in it writes is the body's own. */
    @Test
    void functionsInLoopsAndScans() throws OrtException {
        GraphProto loop = GraphProto.newBuilder().setName("loop").addInput(value("i", 7)).addInput(value("going", 9))
            .addInput(value("v", 1, 1, 3, 6, 6)).addNode(written("Identity", "going", "on"))
            .addNode(call("Block", BLOCK.replace("x", "v"), "t")).addOutput(value("on", 9))
            .addOutput(value("t", 1, 1, 3, 6, 6)).build();
        GraphProto scan = GraphProto.newBuilder().setName("scan").addInput(value("plane", 1, 3, 6, 6))
            .addNode(call("Bent", "plane", "bent")).addOutput(value("bent", 1, 3, 6, 6)).build();
        Graph graph = same(first().weights(TensorProto.newBuilder().setName("trips").setDataType(7).addInt64Data(3)
                .build()).function(block())
            .function(function("Bent", "a", "b", written("Exp", "a", "plane"), written("Sub", "plane a", "b")))
            .node("Loop", "trips  x", "l", body("body", loop))
            .node("Scan", "l", "y", body("body", scan), integer("num_scan_inputs", 1)).output("y"));
        assertEquals(0, graph.model().getFunctionsCount());
    }

    /** One of another version stays where its operators have changed, with what it calls, and that is told. */
    @Test
    void functionsOfAnotherVersion() throws OrtException {
        Graph graph = same(first().function(block())
            .function(function("Old", "a", "b", call("Older", "a", "m"), call("Oldest", "m", "b")))
            .function(function("Older", "a", "b", written("Exp", "a", "e"), written("Clip", "e  six", "b"))
                .addNode(0, written("Constant", "", "six", real("value_float", .75f)))
                .setOpsetImport(0, version(13)))
            .function(function("Oldest", "a", "b", call("Inner", "a", "m"), written("Softmax", "m", "b"))
                .setOpsetImport(0, version(12)))
            .function(function("Inner", "a", "b", written("Neg", "a", "b")).setOpsetImport(0, version(12)))
            .node(call("Old", "x", "y").build()).output("y"));
        assertEquals(List.of("Constant", "Exp", "Clip", "Oldest"),
            graph.nodes().stream().map(Node::operator).toList());
        assertEquals(List.of("Oldest", "Inner"), graph.model().getFunctionsList().stream()
            .map(FunctionProto::getName).toList());
        assertEquals(List.of("Oldest"), LocalFunctions.left(graph));
    }

    private static OperatorSetIdProto version(int version) {
        return OperatorSetIdProto.newBuilder().setDomain("").setVersion(version).build();
    }

    @Test
    void callsWithoutEndAreRefused() {
        TinyModel around = first().function(function("A", "a", "b", call("B", "a", "b")))
            .function(function("B", "a", "b", call("A", "a", "b"))).node(call("A", "x", "y").build()).output("y");
        refused("in itself", around);
        TinyModel doubled = first().node(call("F0", "x", "y").build()).output("y");
        for (int i = 0; i < 40; i++) {
            doubled.function(function("F" + i, "a", "b", call("F" + (i + 1), "a", "m"),
                call("F" + (i + 1), "m", "b")));
        }
        doubled.function(function("F40", "a", "b", written("Neg", "a", "b")));
        refused("more than", doubled);
        TinyModel hidden = first().function(function("Sees", "a", "b", written("Add", "a w", "b")))
            .node(call("Sees", "x", "y").build()).output("y");
        refused("nothing writes", hidden);
    }

    private static void refused(String why, TinyModel model) {
        String said = assertThrows(BadNetworkException.class, model::graph).getMessage();
        assertTrue(said.contains(why) && !said.contains("\n"), said);
    }

    private static TinyModel first() {
        float[] cells = new float[3 * 3 * 9];
        for (int i = 0; i < cells.length; i++) cells[i] = (i * 7 % 11 - 5) / 3f;
        return new TinyModel().domain("own").input("x", 1, 3, 6, 6).weights("w", new int[] {3, 3, 3, 3}, cells)
            .weights("gamma", THREE, 1.5f, -.5f, 2).weights("beta", THREE, .25f, 1, -2)
            .weights("mean", THREE, .1f, .2f, -.3f).weights("var", THREE, 1, 2, .5f);
    }

    private static FunctionProto.Builder block() {
        return function("Block", BLOCK, "y",
            written("Conv", "x w", "c", integers("pads", 1, 1, 1, 1)).setName("conv"),
            written("BatchNormalization", "c gamma beta mean var", "n"), written("Relu", "n", "y").setName("relu"));
    }

    private static GraphProto branch(String name, NodeProto.Builder node) {
        return GraphProto.newBuilder().setName(name).addNode(node).addOutput(ValueInfoProto.newBuilder().setName("t"))
            .build();
    }

    private static TensorProto bool(String name, boolean cell) {
        return TensorProto.newBuilder().setName(name).setDataType(9).addInt32Data(cell ? 1 : 0)
            .build();
    }

    private static AttributeProto reference(String name, String to, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setRefAttrName(to).setType(type).build();
    }

    private static Graph same(TinyModel model) throws OrtException {
        Graph graph = model.graph();
        float[] shown = shown(graph); // by the app's engine, which wants to be the first to open ONNX Runtime
        assertArrayEquals(run(model.bytes()), shown, 2e-5f);
        return graph;
    }

    private static float[] shown(Graph graph) {
        try (GraphRunner runner = new DjlRunner(1)) {
            return runner.run(graph, Map.of("x", Tensor.of(Shape.of(1, 3, 6, 6), cells())), List.of("y")).get("y")
                .data();
        }
    }

    /** The file as it is. */
    private static float[] run(byte[] file) throws OrtException {
        OrtEnvironment engine = TestEngine.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            try (OrtSession session = engine.createSession(file, options);
                 OnnxTensor x = OnnxTensor.createTensor(engine, FloatBuffer.wrap(cells()), new long[] {1, 3, 6, 6});
                 OrtSession.Result result = session.run(Map.of("x", x))) {
                return ((OnnxTensor) result.get("y").orElseThrow()).getFloatBuffer().array();
            }
        }
    }

    private static float[] cells() {
        Random random = new Random(2);
        float[] cells = new float[3 * 36];
        for (int i = 0; i < cells.length; i++) cells[i] = random.nextFloat() - .5f;
        return cells;
    }
}
