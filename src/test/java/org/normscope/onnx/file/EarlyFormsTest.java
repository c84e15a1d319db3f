package org.normscope.onnx.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.onnx.TinyModel.body;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.real;
import static org.normscope.onnx.TinyModel.text;
import static org.normscope.onnx.TinyModel.whole;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What a file of opset 1 to 6 says, against the same said in opset 7. */
class EarlyFormsTest {
    private static final int[] FOUR = {4};

    @Test
    void normalizationBroadcastAndTheRest() {
        TinyModel early = first().opset(6)
            .node("BatchNormalization", "c gamma beta mean var", "n", integer("is_test", 1), integer("spatial", 1))
            .node("Dropout", "n", "d", integer("is_test", 1), real("ratio", .5f))
            .node("Mul", "d gamma", "m", integer("broadcast", 1), integer("axis", 1))
            .node("Add", "m beta", "a", integer("broadcast", 1), integer("axis", 1))
            .node("Sub", "a row", "s", integer("broadcast", 1))
            .node("PRelu", "s gamma", "p").node("Reshape", "p shape", "y").output("y");
        TinyModel later = first().opset(7).weights("g3", new int[] {4, 1, 1}, 1.5f, -.5f, 2, .75f)
            .weights("b3", new int[] {4, 1, 1}, .25f, 1, -2, 0)
            .node("BatchNormalization", "c gamma beta mean var", "n").node("Mul", "n g3", "m").node("Add", "m b3", "a")
            .node("Sub", "a row", "s").node("PRelu", "s g3", "p").node("Reshape", "p shape", "y").output("y");
        assertEquals(7, early.graph().opset());
        assertArrayEquals(run(later), run(early), 1e-6f);
    }

    @Test
    void formsOfTheFirstVersions() {
        TinyModel early = first().opset(1).node("Pad", "c", "q", integers("paddings", 0, 0, 1, 1, 0, 0, 1, 1))
            .node("Concat", "q q", "two").node("Cast", "two", "whole", text("to", "INT32"))
            .node("Cast", "whole", "real", text("to", "FLOAT"))
            .node("Reshape", "real", "y", integers("shape", 1, -1), integers("consumed_inputs", 0)).output("y");
        TinyModel later = first().opset(7).node("Pad", "c", "q", integers("pads", 0, 0, 1, 1, 0, 0, 1, 1))
            .node("Concat", "q q", "two", integer("axis", 1)).node("Cast", "two", "whole", integer("to", 6))
            .node("Cast", "whole", "real", integer("to", 1)).node("Flatten", "real", "y").output("y");
        assertArrayEquals(run(later), run(early), 1e-6f);
    }

    @Test
    void sizesPowersAndRepeatsOfTheFirstVersions() {
        TinyModel early = first().opset(1).weights(whole("twice", 2)).weights(whole("down", 2))
            .weights(whole("parts", 1, 3))
            .node("Upsample", "c", "u", real("height_scale", 2), real("width_scale", 3), text("mode", "nearest"))
            .node("LpPool", "u", "l", integers("kernel_shape", 2, 2), real("p", 2))
            .node("Tile", "l twice down", "t").node("Split", "t parts", "one three", integer("axis", 1))
            .node("GlobalLpPool", "three", "y", real("p", 1)).output("y");
        TinyModel later = first().opset(7).weights(whole("repeats", 1, 1, 2, 1))
            .node("Upsample", "c", "u", reals("scales", 1, 1, 2, 3), text("mode", "nearest"))
            .node("LpPool", "u", "l", integers("kernel_shape", 2, 2), integer("p", 2))
            .node("Tile", "l repeats", "t").node("Split", "t", "one three", integer("axis", 1),
                integers("split", 1, 3))
            .node("GlobalLpPool", "three", "y", integer("p", 1)).output("y");
        assertEquals(7, early.graph().opset());
        assertArrayEquals(run(later), run(early), 1e-6f);
    }

    /** What stands in the bodies of control flow is of the same opset. */
    @Test
    void bodies() {
        GraphProto.Builder body = GraphProto.newBuilder().setName("body")
            .addNode(NodeProto.newBuilder().setOpType("Mul").addInput("c").addInput("gamma").addOutput("m")
                .addAttribute(integer("broadcast", 1)).addAttribute(integer("axis", 1)))
            .addOutput(ValueInfoProto.newBuilder().setName("m").setType(TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1))));
        TensorProto yes = TensorProto.newBuilder().setName("yes").setDataType(9).addInt32Data(1).build();
        TinyModel early = first().opset(6).weights(yes)
            .node("If", "yes", "i", body("then_branch", body.build()), body("else_branch", body.build()))
            .node("BatchNormalization", "i gamma beta mean var", "y", integer("is_test", 1)).output("y");
        TinyModel later = first().opset(7).weights("g3", new int[] {4, 1, 1}, 1.5f, -.5f, 2, .75f)
            .node("Mul", "c g3", "m").node("BatchNormalization", "m gamma beta mean var", "y").output("y");
        assertEquals(7, early.graph().opset());
        assertArrayEquals(run(later), run(early), 1e-6f);
    }

    /** A sequence's hidden states are an output since version 7, asked for or not. */
    @Test
    void recurrentLayers() {
        float[] cells = new float[8 * 16];
        for (int i = 0; i < cells.length; i++) cells[i] = (i * 5 % 9 - 4) / 8f;
        float[][] states = new float[2][];
        for (int version : new int[] {6, 7}) {
            TinyModel model = first().opset(version).weights("win", new int[] {1, 8, 4}, Arrays.copyOf(cells,
                32)).weights("rec", new int[] {1, 8, 2}, Arrays.copyOf(cells, 16))
                .node("ReduceMean", "c", "line", integers("axes", 2), integer("keepdims", 0))
                .node("Transpose", "line", "steps", integers("perm", 2, 0, 1));
            AttributeProto hidden = integer("hidden_size", 2);
            states[version - 6] = run((version == 6 ? model.node("LSTM", "steps win rec", "y", hidden,
                integer("output_sequence", 1)) : model.node("LSTM", "steps win rec", "y", hidden)).output("y"));
        }
        assertEquals(8, states[0].length);
        assertArrayEquals(states[1], states[0], 0);
    }

    private static AttributeProto reals(String name, float... values) {
        AttributeProto.Builder reals = AttributeProto.newBuilder().setName(name)
            .setType(AttributeProto.AttributeType.FLOATS);
        for (float value : values) reals.addFloats(value);
        return reals.build();
    }

    /** It would mean something else. */
    @Test
    void whatTakesItsStatisticsFromTheBatchStaysAsItIs() {
        assertEquals(6, first().opset(6).node("BatchNormalization", "c gamma beta mean var", "y",
            integer("is_test", 0)).output("y").graph().opset());
    }

    private static TinyModel first() {
        float[] cells = new float[4 * 3 * 9];
        for (int i = 0; i < cells.length; i++) cells[i] = (i * 7 % 11 - 5) / 3f;
        return new TinyModel().irVersion(3).input("x", 1, 3, 6, 6).weights("w", new int[] {4, 3, 3, 3}, cells)
            .weights("gamma", FOUR, 1.5f, -.5f, 2, .75f).weights("beta", FOUR, .25f, 1, -2, 0)
            .weights("mean", FOUR, .1f, .2f, -.3f, .4f).weights("var", FOUR, 1, 2, .5f, .25f)
            .weights("row", FOUR, 1, 2, 3, 4)
            .weights(ai.onnx.proto.OnnxMl.TensorProto.newBuilder().setName("shape").setDataType(7).addDims(2)
                .addInt64Data(1).addInt64Data(-1).build()).node("Conv", "x w", "c");
    }

    private static float[] run(TinyModel model) {
        Random random = new Random(2);
        float[] cells = new float[108];
        for (int i = 0; i < cells.length; i++) cells[i] = random.nextFloat();
        try (GraphRunner runner = new DjlRunner(1)) {
            return runner.run(model.graph(), Map.of("x", Tensor.of(Shape.of(1, 3, 6, 6), cells)), List.of("y")).get("y")
                .data();
        }
    }
}
