package org.normscope.onnx.gradient;

import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.real;
import static org.normscope.onnx.TinyModel.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.DoubleRun.Cells;

/** ONNX's operators that are functions of others, against central differences of what ONNX Runtime makes of them. */
class OwnFunctionsTest {
    private static final int[] ROWS = {3, 4}, MAPS = {2, 3, 2, 2};

    private static TinyModel loss(int opset, String operator, boolean maps, String weights, AttributeProto... set) {
        Cells few = Cells.of(new int[] {3}, 1, 0, 3), many = Cells.of(new int[] {2, 2, 2}, 0, 1, 2, 0, 1, 2,
            weights.isEmpty() ? 2 : -7, 0);
        return new TinyModel().opset(opset).input("x", maps ? MAPS : ROWS)
            .weights(RuleCase.tensor("labels", RuleCase.INT64, maps ? many : few))
            .weights("w3", new int[] {3}, 1, .5f, 2).weights("w4", new int[] {4}, 1, .5f, 2, 3)
            .weights("three", new int[] {3, 1, 1, 1}, 1, -2, 3)
            .node(operator, "x labels" + (weights.isEmpty() ? "" : " " + weights), "l", set)
            .node("Mul", "l three", "y").output("y");
    }

    private static TinyModel attention(int[] x, String reads, AttributeProto... set) {
        Random random = new Random(4);
        float[] keys = new float[40], mask = new float[15];
        for (int i = 0; i < keys.length; i++) keys[i] = (float) random.nextGaussian();
        for (int i = 0; i < mask.length; i++) mask[i] = (float) random.nextGaussian();
        Cells truths = Cells.of(new int[] {3, 3}, 1, 0, 1, 0, 1, 1, 1, 1, 0);
        return new TinyModel().opset(23).irVersion(10).input("x", x).weights("k", new int[] {1, 5, 4},
                Arrays.copyOf(keys, 20)).weights("past", new int[] {1, 2, 2, 4}, Arrays.copyOf(keys, 16))
            .weights("added", new int[] {3, 5}, mask).weights(RuleCase.tensor("seen", RuleCase.BOOL, truths))
            .node("Attention", reads, reads.contains("past") ? "y keys values" : "y", set).output("y");
    }

    private static Stream<Arguments> cases() {
        int[] four = {1, 2, 3, 4}, three = {1, 3, 8};
        AttributeProto none = text("reduction", "none"), sum = text("reduction", "sum"),
            ignored = integer("ignore_index", -7), q = integer("q_num_heads", 4), kv = integer("kv_num_heads", 2);
        return Stream.of(
            Arguments.of("mean loss", loss(13, "SoftmaxCrossEntropyLoss", false, "")),
            Arguments.of("mean loss of opset 12, of maps", loss(12, "SoftmaxCrossEntropyLoss", true, "")),
            Arguments.of("weighted loss of maps", loss(13, "SoftmaxCrossEntropyLoss", true, "w3", ignored)),
            Arguments.of("each loss", loss(17, "SoftmaxCrossEntropyLoss", false, "w4", none)),
            Arguments.of("ignored class", loss(17, "SoftmaxCrossEntropyLoss", false, "", integer("ignore_index", 0))),
            Arguments.of("sum of losses", loss(18, "NegativeLogLikelihoodLoss", false, "w4", sum)),
            Arguments.of("mean likelihood of maps", loss(13, "NegativeLogLikelihoodLoss", true, "w3", ignored)),
            Arguments.of("loss and logarithms", new TinyModel().input("x", ROWS).weights(RuleCase.tensor("labels",
                RuleCase.INT64, Cells.of(new int[] {3}, 1, 0, 3))).node("SoftmaxCrossEntropyLoss", "x labels", "l logs",
                    sum).node("Mul", "l logs", "y").output("y")),
            Arguments.of("Swish", new TinyModel().opset(24).irVersion(11).input("x", ROWS).node("Swish", "x", "y",
                real("alpha", 1.5f)).output("y")),
            Arguments.of("itself", attention(four, "x x x")),
            Arguments.of("causal", attention(four, "x x x", integer("is_causal", 1), real("scale", .7f))),
            Arguments.of("seen by truths", attention(four, "x x x seen")),
            Arguments.of("with a past", attention(four, "x x x added past past", integer("is_causal", 1))),
            Arguments.of("softened", attention(four, "x x x", real("softcap", 1.5f))),
            Arguments.of("softened, then masked", attention(three, "x k k added", q, kv, real("softcap", .8f))),
            Arguments.of("shared keys", attention(three, "x k k added", q, kv)),
            Arguments.of("heads side by side", attention(three, "x x x seen", q, integer("kv_num_heads", 4))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradientsAreThoseOfTheOperator(String name, TinyModel model) throws OrtException {
        AsItRuns.check(name, model, x -> { });
    }
}
