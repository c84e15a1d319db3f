package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.real;
import static org.normscope.onnx.TinyModel.text;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
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
