package org.normscope.onnx.gradient.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.Objective;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Operators that ONNX Runtime's optimizer fuses, against central differences of what the runtime makes of them. */
class FusedFormsTest {
    private static final float STEP = 1 / 512f;

    private static TinyModel fused(String operator, String reads, AttributeProto... attributes) {
        float[] kernel = new float[2 * 2 * 3 * 3], deep = new float[48], matrix = {1, -2, .5f, .3f, 1, -1, 2, .1f};
        Random random = new Random(2);
        for (int i = 0; i < kernel.length; i++) kernel[i] = (float) random.nextGaussian() / 3;
        for (int i = 0; i < deep.length; i++) deep[i] = (float) random.nextGaussian();
        return new TinyModel().domain("com.microsoft").input("x", 1, 2, 3, 4)
            .weights("deep", new int[] {2, 3, 4, 2}, deep)
            .weights("k", new int[] {2, 2, 3, 3}, kernel).weights("b", new int[] {2}, .5f, -1)
            .weights("m", new int[] {2, 4}, matrix).weights("row", new int[] {4}, 1, -.5f, .25f, 0)
            .weights("wide", new int[] {3, 2}, 1, 2, 3, -1, -2, -3)
            .node(TinyModel.written(operator, reads, "y", attributes).setDomain("com.microsoft").build()).output("y");
    }

    private static AttributeProto reals(String name, float... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
        for (float value : values) attribute.addFloats(value);
        return attribute.build();
    }

    private static TinyModel convolution(String activation, float... set) {
        AttributeProto pads = TinyModel.integers("pads", 1, 1, 1, 1), named = TinyModel.text("activation", activation);
        return set.length == 0 ? fused("FusedConv", "x k b x", pads, named)
            : fused("FusedConv", "x k b", pads, named, reals("activation_params", set));
    }

    private static TinyModel gemm(String activation, AttributeProto... more) {
        List<AttributeProto> attributes = new ArrayList<>(List.of(more));
        attributes.add(TinyModel.text("activation", activation));
        return new TinyModel().domain("com.microsoft").input("x", 1, 2, 3, 4).weights(TinyModel.whole("rows", 6, 4))
            .weights("m", new int[] {4, 2}, 1, -2, .5f, .3f, 1, -1, 2, .1f).weights("c", new int[] {2}, .4f, -.3f)
            .node("Reshape", "x rows", "r").node(TinyModel.written("FusedGemm", "r m c", "y",
                attributes.toArray(AttributeProto[]::new)).setDomain("com.microsoft").build()).output("y");
    }

    private static Stream<TinyModel> models() {
        return Stream.of(fused("Gelu", "x"), fused("QuickGelu", "x"), fused("QuickGelu", "x", TinyModel.real("alpha",
            .7f)), fused("FastGelu", "x"), fused("FastGelu", "x row"), fused("BiasGelu", "x row"),
            convolution("Relu"), convolution("Sigmoid"), convolution("Tanh"), convolution("LeakyRelu", .2f),
            convolution("HardSigmoid", .3f, .4f), convolution("Clip", -.5f, .6f),
            fused("FusedMatMul", "x m", TinyModel.integer("transB", 1), TinyModel.real("alpha", .5f)),
            fused("FusedMatMul", "x wide", TinyModel.integer("transA", 1)),
            gemm("LeakyRelu", TinyModel.real("activation_alpha", .3f), TinyModel.real("alpha", 2)),
            gemm("Relu", TinyModel.integer("transB", 0)),
            fused("FusedMatMul", "x x", TinyModel.integer("transA", 1), TinyModel.real("alpha", 2)),
            fused("FusedMatMul", "x deep", TinyModel.integer("transBatchA", 1)),
            fused("FusedMatMul", "x x", TinyModel.integer("transBatchA", 1), TinyModel.integer("transBatchB", 1),
                TinyModel.integer("transA", 1)),
            fused("FusedMatMul", "x x", TinyModel.integer("transBatchA", 1), TinyModel.integer("transBatchB", 1),
                TinyModel.integer("transB", 1), TinyModel.real("alpha", .5f)),
            fused("TransposeMatMul", "x m", TinyModel.integer("transB", 1)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientsAreThoseOfTheOperator(TinyModel model) {
        Graph graph = model.graph();
        Random random = new Random(6);
        float[] cells = new float[24];
        for (int i = 0; i < cells.length; i++) cells[i] = (float) random.nextGaussian();
        try (DjlRunner runner = new DjlRunner(1)) {
            Tensor x = Tensor.of(Shape.of(1, 2, 3, 4), cells), y = run(graph, x, runner);
            float[] weights = new float[y.data().length];
            for (int i = 0; i < weights.length; i++) weights[i] = (float) random.nextGaussian();
            GradientGraph gradient = Gradients.of(graph).write(Objective.along("y", "by"), List.of("x"));
            float[] found = runner.run(gradient.graph(), Map.of("x", x, "by", Tensor.of(y.shape(), weights)),
                List.of(gradient.gradient("x"))).get(gradient.gradient("x")).data();
            float[] wanted = new float[cells.length];
            for (int i = 0; i < cells.length; i++) {
                wanted[i] = (along(graph, moved(cells, i, STEP), weights, runner)
                    - along(graph, moved(cells, i, -STEP), weights, runner)) / (2 * STEP);
            }
            assertArrayEquals(wanted, found, 5e-3f);
        }
    }

    private static Tensor moved(float[] cells, int at, float by) {
        float[] moved = cells.clone();
        moved[at] += by;
        return Tensor.of(Shape.of(1, 2, 3, 4), moved);
    }

    private static Tensor run(Graph graph, Tensor x, DjlRunner runner) {
        return runner.run(graph, Map.of("x", x), List.of("y")).get("y");
    }

    private static float along(Graph graph, Tensor x, float[] weights, DjlRunner runner) {
        float[] y = run(graph, x, runner).data();
        double sum = 0;
        for (int i = 0; i < y.length; i++) sum += (double) y[i] * weights[i];
        return (float) sum;
    }

    /** The same values, so that not only slopes agree. */
    @ParameterizedTest
    @MethodSource("models")
    void valuesAreThoseOfTheOperator(TinyModel model) {
        Graph graph = model.graph();
        float[] cells = new float[24];
        for (int i = 0; i < cells.length; i++) cells[i] = (i - 11) / 6f;
        try (DjlRunner runner = new DjlRunner(1)) {
            Tensor x = Tensor.of(Shape.of(1, 2, 3, 4), cells);
            assertArrayEquals(run(graph, x, runner).data(), run(FusedForms.apart(graph), x, runner).data(), 1e-5f);
        }
    }

    @Test
    void anOperatorWithoutAGradientIsCalledByItsDomain() {
        Graph graph = fused("Rfft", "x", TinyModel.integer("signal_ndim", 1), TinyModel.integer("normalized", 0),
            TinyModel.integer("onesided", 1)).graph();
        String said = assertThrows(BadNetworkException.class, () ->
            Gradients.of(graph).write(Objective.along("y", "by"), List.of("x"))).getMessage();
        assertTrue(said.contains("com.microsoft.Rfft"), said);
        assertEquals("", graph.nodes().get(0).name());
    }
}
