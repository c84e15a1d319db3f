package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.scalar;
import static org.normscope.onnx.TinyModel.tensor;
import static org.normscope.onnx.TinyModel.whole;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Constants that a graph computes are read as the numbers that ONNX Runtime computes. */
class ConstantsTest {
    private static final float[] CELLS = {.5f, -1.25f, 2, 3.5f, -.75f, 4, 1, 8, .25f, 16, 2.5f, -3};

    @Test
    void everyFoldGivesWhatOnnxRuntimeGives() {
        agrees(model()
            .node("Add", "a row", "add").node("Sub", "a column", "sub").node("Mul", "a row", "mul").node("Div",
                "a row", "div")
            .node("Pow", "positive row", "pow").node("Max", "a row column", "max").node("Min", "a row", "min")
                .node("Sum", "a row a", "sum")
            .node("Abs", "a", "abs").node("Neg", "a", "neg").node("Ceil", "a", "ceil").node("Floor", "a", "floor")
                .node("Exp", "a", "exp")
            .node("Sqrt", "positive", "sqrt").node("Log", "positive", "log").node("Reciprocal", "a", "reciprocal")
            .node("Cast", "a", "whole", integer("to", 7)).node("Cast", "a", "half", integer("to", 10)).node("Div",
                "whole two", "halved")
            .node("Transpose", "a", "back", integers("perm", 1, 0)).node("Transpose", "a", "reversed")
            .node("Reshape", "a 2x_", "reshaped").node("Flatten", "cube", "flat", integer("axis", 2))
                .node("Unsqueeze", "a ends", "unsqueezed")
            .node("Squeeze", "unsqueezed ends", "squeezed").node("Squeeze", "unsqueezed", "allSqueezed")
                .node("Concat", "a a", "joined", integer("axis", 1))
            .node("Slice", "a from to axes steps", "sliced").node("Slice", "a last before axes backwards",
                "reversedSlice")
            .node("Gather", "a picks", "picked", integer("axis", 1)).node("Expand", "row shape34", "expanded")
                .node("Shape", "a", "shape")
            .node("ConstantOfShape", "shape34", "filled", tensor("value", TensorProto.newBuilder().setDataType(1)
                .addDims(1).addFloatData(.1f).build()))
            .node("ReduceL2", "cube", "lengths", integers("axes", 1, -1)).node("ReduceMean", "cube", "means",
                integers("axes", 0), integer("keepdims", 0)).node("ReduceSum", "a axis0", "sums")
            .node("ReduceMax", "a", "most").node("ReduceMin", "a", "least", integers("axes", 1))
            .node("ReduceL1", "a", "sizes", integers("axes", 1)).node("ReduceSumSquare", "a", "squares",
                integers("axes", 0)).node("ReduceLogSumExp", "a", "soft", integers("axes", 1))
            .node("ReduceProd", "a", "product", integers("axes", 1)).node("Tile", "a shape34", "tiled")
            .node("Pad", "a pads seven_", "padded").node("Where", "sieve a column", "chosen")
            .node("Equal", "steps two", "alike")
            .node("Range", "zero seven two_", "range").node("Identity", "a", "same").node("Dropout", "a", "kept")
            .weights(bytes("q", 3, 4)).weights("scales", new int[] {4}, .5f, .25f, 2, 1).weights(bytes("zeros", 4))
            .node("DequantizeLinear", "q scales zeros", "dequantized", integer("axis", 1))
            .weights("scale", new int[] {}, .125f).node("DequantizeLinear", "q scale", "dequantizedByOne"));
    }

    /** Two in a byte, as raw bytes and as numbers, with and without a sign, an odd count. */
    @Test
    void weightsOfFourBits() {
        TinyModel model = new TinyModel().opset(21).irVersion(10).input("x", 1).weights("scale", new int[] {}, .5f);
        for (int type : new int[] {21, 22}) {
            TensorProto.Builder cells = TensorProto.newBuilder().setDataType(type).addDims(5);
            model.weights(cells.clone().setName("raw" + type).setRawData(ByteString.copyFrom(new byte[] {(byte) 0xF1,
                0x28, 0x09})).build()).weights(cells.setName("held" + type).addInt32Data(0xF1).addInt32Data(0x28)
                    .addInt32Data(9).build())
                .node("DequantizeLinear", "raw" + type + " scale", "ofRaw" + type)
                .node("DequantizeLinear", "held" + type + " scale", "ofHeld" + type);
        }
        agrees(model);
    }

    private static TinyModel model() {
        float[] positive = CELLS.clone();
        for (int i = 0; i < positive.length; i++) positive[i] = Math.abs(positive[i]);
        return new TinyModel().input("x", 1).weights("a", new int[] {3, 4}, CELLS).weights("positive", new int[] {3,
            4}, positive)
            .weights("cube", new int[] {3, 2, 2}, CELLS).weights("row", new int[] {1, 4}, 1, 2, -3, 4)
                .weights("column", new int[] {3, 1}, 5, 6, 7)
            .weights(whole("two", 2)).weights(whole("2x_", 2, -1)).weights(whole("ends", 0, 3)).weights(whole("from",
                1, -4)).weights(whole("to", 9, 3))
            .weights(whole("axes", 0, 1)).weights(whole("steps", 1, 2)).weights(whole("last", -1, 9))
                .weights(whole("before", -9, 0))
            .weights(whole("backwards", -1, -2)).weights(whole("picks", 3, 0, -1)).weights(whole("shape34", 3, 4))
            .weights(whole("axis0", 0)).weights(whole("pads", 1, 0, 0, 2)).weights("seven_", new int[] {}, 7)
            .weights(TensorProto.newBuilder().setName("sieve").setDataType(9).addDims(3).addDims(1).addInt32Data(1)
                .addInt32Data(0).addInt32Data(1).build())
            .weights(scalar("zero", 0)).weights(scalar("seven", 7)).weights(scalar("two_", 2));
    }

    private static void agrees(TinyModel model) {
        Graph graph = model.node("Identity", "x", "y").output("y").graph();
        Set<String> asked = graph.nodes().stream().map(Node::output).collect(Collectors.toCollection(TreeSet::new));
        try (GraphRunner runner = new DjlRunner(1)) {
            Activations run = runner.run(graph, Map.of("x", Tensor.of(Shape.of(1), 1)), asked);
            asked.remove("y");
            for (String value : asked) {
                Tensor told = graph.constant(value).orElseThrow(() -> new AssertionError(value + " is not read"));
                assertEquals(run.get(value).shape(), told.shape(), value);
                assertArrayEquals(run.get(value).data(), told.data(), 1e-6f, value);
            }
            assertTrue(graph.constant("y").isEmpty(), "what depends on the input is no constant");
        }
    }

    @Test
    void extentsThatDoNotGoTogetherAreNoConstant() {
        Graph graph = new TinyModel().input("x", 1).weights("a", new int[] {3}, 1, 2, 3).weights("b", new int[] {2},
            1, 2)
            .node("Add", "a b", "sum").node("Reshape", "a shape", "reshaped").weights(whole("shape", 2, 2))
                .output("sum", "reshaped").graph();
        assertEquals(List.of(true, true), List.of(graph.constant("sum").isEmpty(), graph.constant("reshaped")
            .isEmpty()));
    }

    private static TensorProto bytes(String name, long... extents) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(3);
        int cells = 1;
        for (long extent : extents) {
            tensor.addDims(extent);
            cells *= (int) extent;
        }
        for (int i = 0; i < cells; i++) tensor.addInt32Data(i * 7 % 23 - 11);
        return tensor.build();
    }
}
