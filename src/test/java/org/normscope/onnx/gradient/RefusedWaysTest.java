package org.normscope.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.DoubleRun.Cells;

/** What has no way back is refused where the objective depends on it, and nowhere else. */
class RefusedWaysTest {
    private static TinyModel model(int opset) {
        return new TinyModel().opset(opset).input("x", 2, 3).weights("step", new int[] {}, .25f)
            .weights("like", new int[] {2, 3}, 1, 2, 3, 4, 5, 6).weights(TinyModel.scalar("twice", 2))
            .weights(RuleCase.tensor("on", RuleCase.BOOL, Cells.of(new int[0], 1)));
    }

    private static TensorProto bytes(String name, int... extents) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(3);
        int count = 1;
        for (int extent : extents) {
            tensor.addDims(extent);
            count *= extent;
        }
        byte[] cells = new byte[count];
        for (int i = 0; i < count; i++) cells[i] = (byte) (5 * i - 9);
        return tensor.setRawData(ByteString.copyFrom(cells)).build();
    }

    /** @param operator works on the looped value, and on constant axes where it is a sum */
    private static TinyModel looped(int opset, String operator, String start) {
        GraphProto.Builder body = GraphProto.newBuilder().setName("body").addInput(TinyModel.value("i", 7))
            .addInput(TinyModel.value("go", 9)).addInput(TinyModel.value("v", 1, 2, 3))
            .addNode(TinyModel.written("Identity", "go", "again")).addNode(TinyModel.written(operator, "v", "w"))
            .addOutput(TinyModel.value("again", 9)).addOutput(TinyModel.value("w", 1, 2, 3));
        return model(opset).node("Mul", "x x", "s").node("Loop", "twice on " + start, "l",
            TinyModel.body("body", body.build())).weights(TinyModel.whole("extents", 2, 3))
            .node("Reshape", "l extents", "r").node("Add", "s r", "y").output("y");
    }

    private static String said(TinyModel model) {
        return assertThrows(BadNetworkException.class, () -> Gradients.of(model.graph()).write(
            Objective.along("y", "by"), List.of("x"))).getMessage();
    }

    @ParameterizedTest
    @CsvSource({"11", "13", "17"})
    void loopsBesideTheWayRun(int opset) throws OrtException {
        AsItRuns.check("loop", looped(opset, "Neg", "like"), x -> { });
    }

    @ParameterizedTest
    @CsvSource({"13", "17"})
    void loopsOnTheWayAreNamed(int opset) {
        String said = said(looped(opset, "Neg", "s"));
        assertTrue(said.contains("the Loop ‘l’ has no gradient here, and the objective depends on it"), said);
    }

    @Test
    void bodiesThatWouldChangeAreNamed() {
        String said = said(looped(11, "Softmax", "like"));
        assertTrue(said.contains("the bodies of the Loop ‘l’ are written in operators of opset 11"), said);
    }

    /** A sum beside it must not pass for the whole gradient. */
    @ParameterizedTest
    @CsvSource({"DynamicQuantizeLinear, x, q scale zero, q scale zero", "QuantizeLinear, x step, q, q step"})
    void whatCountsInStepsIsNamed(String operator, String reads, String writes, String back) {
        String said = said(model(17).node("Mul", "x x", "s").node(operator, reads, writes)
            .node("DequantizeLinear", back, "d").node("Add", "s d", "y").output("y"));
        assertTrue(said.contains("the DequantizeLinear ‘d’, which counts in few whole steps (quantized)"), said);
        String counted = said(model(17).node("DynamicQuantizeLinear", "x", "q scale zero").weights(bytes("b", 3, 4))
            .node("MatMulInteger", "q b zero", "i").node("Cast", "i", "c", TinyModel.integer("to", 1))
            .node("Mul", "c scale", "y").output("y"));
        assertTrue(counted.contains("which counts in few whole steps (quantized)"), counted);
    }

    @Test
    void weightsInStepsDoNotMatter() throws OrtException {
        AsItRuns.check("weights", model(17).weights(bytes("b", 3, 4)).node("DequantizeLinear", "b step", "w")
            .node("MatMul", "x w", "y").output("y"), x -> { });
    }
}
