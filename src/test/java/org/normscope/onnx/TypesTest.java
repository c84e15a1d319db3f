package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.body;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.scalar;
import static org.normscope.onnx.TinyModel.tensor;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.TestEngine;
import org.normscope.network.RealNetworks;
import org.normscope.onnx.file.GraphFile;

/** The types that the table of operators tells are those that ONNX Runtime infers. */
class TypesTest {

    @ParameterizedTest
    @MethodSource("files")
    void everyValueOfARealNetworkHasTheTypeThatOnnxRuntimeInfers(String name) throws OrtException {
        agrees(GraphFile.read(Path.of(RealNetworks.origin(name))));
    }

    static Stream<String> files() {
        Stream<String> foreign = Stream.of("fastestdet", "light_shufflenet", "light_densenet121",
            "light_inception_v2", "winml_mosaic",
            "winml_mnist", "winml_fnscandy_ct").map(name -> "foreign/" + name);
        return Stream.concat(RealNetworks.all().filter(name -> !name.startsWith("builtin")), foreign);
    }

    @Test
    void operatorsThatWriteAnotherTypeThanTheyRead() throws OrtException {
        agrees(new TinyModel().input("x", 1, 3, 4, 4)
            .node("Shape", "x", "shape").node("Size", "x", "size").node("Cast", "x", "half", integer("to", 10))
            .node("CastLike", "shape half", "like").node("Greater", "x x", "more").node("Not", "more", "less")
            .node("Where", "more half half", "chosen").node("IsNaN", "x", "nan").node("NonZero", "x", "places")
            .node("ArgMax", "x", "best").node("Constant", "", "k", tensor("value", scalar("", 2).toBuilder()
                .addDims(1).build()))
            .node("TopK", "x k", "values indices").node("MaxPool", "x", "pooled at", integers("kernel_shape", 2, 2))
            .node("DynamicQuantizeLinear", "x", "bytes scale zero").node("DequantizeLinear", "bytes scale zero", "back")
            .node("QuantizeLinear", "x scale", "again").node("Dropout", "x", "kept mask")
            .weights(scalar("depth", 16)).weights("hot", new int[] {2}, 0, 1).node("OneHot", "best depth hot", "one")
            .weights("scale3", new int[] {3}, 1, 1, 1).node("BatchNormalization", "x scale3 scale3 scale3 scale3", "bn")
            .node("RandomNormalLike", "half", "noise").node("RandomUniformLike", "x", "noise64", integer("dtype", 11))
            .node("Multinomial", "rows", "drawn").weights("rows", new int[] {1, 2}, 1, 1)
            .node("Unique", "x", "unique first inverse counts").node("ConstantOfShape", "shape", "zeros")
            .node("EyeLike", "rows", "eye", integer("dtype", 6)).node("Identity", "x", "y").output("y").graph());
    }

    @Test
    void listsOptionalValuesAndTables() throws OrtException {
        Graph graph = new TinyModel().domain("ai.onnx.ml").input("x", 1, 4)
            .node("SplitToSequence", "x", "list", integer("axis", 1)).node("SequenceLength", "list", "length")
            .weights(scalar("first", 0)).node("SequenceAt", "list first", "member").node("ConcatFromSequence", "list",
                "whole", integer("axis", 1))
            .node("SequenceConstruct", "x x", "two").node("SequenceInsert", "two x", "three").node("SequenceErase",
                "three", "fewer")
            .node("SequenceEmpty", "", "none", integer("dtype", 7))
            .node(NodeProto.newBuilder().setOpType("ZipMap").setDomain("ai.onnx.ml").addInput("x").addOutput("table")
                .addAttribute(integers("classlabels_int64s", 0, 1, 2, 3)).build())
            .output("whole").graph();
        agrees(graph);
        assertTrue(Stream.of("list", "two", "three", "fewer", "none", "table").noneMatch(graph::isTensor));
        assertTrue(Stream.of("member", "whole", "length").allMatch(graph::isTensor));
    }

    @Test
    void bodiesOfControlFlowAreLookedInto() throws OrtException {
        GraphProto half = GraphProto.newBuilder().setName("half").addNode(node("Cast", "x", "t")
            .addAttribute(integer("to", 10)))
            .addOutput(ValueInfoProto.newBuilder().setName("t")).build();
        GraphProto other = GraphProto.newBuilder().setName("other").addNode(node("Identity", "h", "e"))
            .addOutput(ValueInfoProto.newBuilder().setName("e")).build();
        GraphProto loop = GraphProto.newBuilder().setName("loop").addInput(TinyModel.value("i", 7))
            .addInput(TinyModel.value("go", 9))
            .addInput(TinyModel.value("state", 11, 1, 3)).addNode(node("Identity", "go", "on"))
                .addNode(node("Identity", "state", "next"))
            .addNode(node("Cast", "x", "collected").addAttribute(integer("to", 6)))
            .addOutput(TinyModel.value("on", 9)).addOutput(ValueInfoProto.newBuilder().setName("next"))
            .addOutput(ValueInfoProto.newBuilder().setName("collected")).build();
        Graph graph = new TinyModel().input("x", 1, 3).typedInput("which", 9, 1).node("Cast", "x", "h", integer("to",
            10))
            .node("If", "which", "branch", body("then_branch", half), body("else_branch", other))
            .node("Cast", "x", "double", integer("to", 11)).weights(scalar("trips", 2))
            .node("Loop", "trips  double", "last all", body("body", loop)).node("Identity", "branch", "y")
                .output("y", "last", "all").graph();
        agrees(graph);
        assertEquals(ElementType.FLOAT16, graph.type("y"), "not the type of the condition");
        assertEquals(ElementType.DOUBLE, graph.type("last"));
        assertEquals(ElementType.INT32, graph.type("all"));
    }

    @Test
    void localFunctionsAreLookedInto() throws OrtException {
        // One of another version stays a function; what it writes is told by its nodes.
        Graph graph = new TinyModel().irVersion(8).domain("own").input("x", 1, 3)
            .function(TinyModel.function("Halved", "a", "b", node("Softmax", "a", "s"), node("Cast", "s", "b")
                .addAttribute(integer("to", 10))).setOpsetImport(0, OperatorSetIdProto.newBuilder().setDomain("")
                .setVersion(12)))
            .node(TinyModel.call("Halved", "x", "y").build()).output("y").graph();
        assertEquals(1, graph.model().getFunctionsCount());
        agrees(graph);
        assertEquals(ElementType.FLOAT16, graph.type("y"));
    }

    /** ONNX Runtime is asked for every value that nodes write. */
    private static void agrees(Graph graph) throws OrtException {
        ModelProto.Builder model = graph.model().toBuilder();
        Set<String> asked = new HashSet<>();
        graph.outputs().forEach(output -> asked.add(output.name()));
        for (Node node : graph.nodes()) {
            for (String value : node.outputs()) {
                if (!value.isEmpty() && asked.add(value)) model.getGraphBuilder()
                    .addOutput(ValueInfoProto.newBuilder().setName(value));
            }
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            try (OrtSession session = TestEngine.environment().createSession(model.build().toByteArray(),
                options)) {
                for (Map.Entry<String, NodeInfo> output : session.getOutputInfo().entrySet()) {
                    if (output.getValue().getInfo() instanceof TensorInfo tensor) {
                        String inferred = tensor.onnxType.name().replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "");
                        assertEquals(ElementType.valueOf(inferred), graph.type(output.getKey()), output.getKey());
                        assertTrue(graph.isTensor(output.getKey()), output.getKey());
                    } else {
                        assertEquals(output.getValue().getInfo() instanceof SequenceInfo,
                            graph.typeOf(output.getKey()).hasSequenceType(), output.getKey());
                    }
                }
            }
        }
    }

    private static NodeProto.Builder node(String operator, String input, String output) {
        return NodeProto.newBuilder().setOpType(operator).addInput(input).addOutput(output);
    }
}
