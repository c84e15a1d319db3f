package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.norm.Epsilon;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Normalizations that add epsilon to the deviation, not to the variance: found, and told so. */
class BesideRootTest extends NormFixture {
    private static final String SMALL = "1e-10";

    @Test
    void deviationAndEpsilon() throws IOException {
        for (String way : List.of("Div", "Reciprocal", "1 /")) {
            TinyModel model = less(first(13), "c", 1, 2, 3).weights("small", new int[] {}, 1e-10f)
                .weights("one", new int[] {}, 1).node("Sqrt", "var", "sd").node("Add", "small sd", "below");
            switch (way) {
                case "Div" -> model.node("Div", "d below", "n");
                case "Reciprocal" -> model.node("Reciprocal", "below", "f").node("Mul", "d f", "n");
                default -> model.node("Div", "one below", "f").node("Mul", "f d", "n");
            }
            told(model, "ln", new Epsilon(1e-10f, true));
        }
    }

    /** torch.std, whose variance is over n - 1: k d / (sqrt(v) + k eps), k^2 = (n - 1) / n. */
    @Test
    void sampleDeviationAndEpsilon() throws IOException {
        float k = (float) Math.sqrt((4 * 81 - 1) / (4 * 81.));
        told(lessMean(first(13), "c", 1, 2, 3).weights("less", new int[] {}, 4 * 81 - 1)
            .weights(whole("over", 1, 2, 3)).node("ReduceSum", "sq over", "sum").node("Div", "sum less", "v")
            .weights("small", new int[] {}, 1e-3f).node("Sqrt", "v", "sd").node("Add", "sd small", "below")
            .node("Div", "d below", "n"), null, new Epsilon(1e-3f * k, true));
    }

    /** gamma * (x - mean) / (std + eps) + beta, as layer normalization is written by hand most often. */
    @Test
    void gammaTimesTheDifference() throws IOException {
        TinyModel model = less(channelsLast(13), "t", -1).weights("small", new int[] {}, 1e-10f)
            .node("Mul", "gamma d", "gd").node("Sqrt", "var", "sd").node("Add", "sd small", "below")
            .node("Div", "gd below", "h").node("Add", "h beta", "n");
        told(model, "pos", new Epsilon(1e-10f, true));
    }

    /** Its function body in the standard, run on cells that vary by no more than its epsilon. */
    @Test
    void meanVarianceNormalization() throws IOException {
        Epsilon guard = told(first(13).node("MeanVarianceNormalization", "c", "n", integers("axes", 2, 3)), "in",
            new Epsilon(1e-9f, true));
        TinyModel body = body(new TinyModel().opset(13).input("x", 1, 1, 1, 2), "x").output("n");
        Tensor pair = Tensor.of(Shape.of(1, 1, 1, 2), 1e-9f, -1e-9f);
        float own = runner.runWhole(body.bytes(), "body.onnx", Map.of("x", pair)).get("n").data()[0];
        assertEquals(1e-9 / (1e-9 + guard.value()), own, 1e-3);
        told(body(first(13), "c"), "in", guard);
    }

    private static TinyModel body(TinyModel model, String x) {
        return model.weights("two", new int[] {}, 2).weights("small", new int[] {}, 1e-9f)
            .node("ReduceMean", x, "mu", integers("axes", 2, 3)).node("Pow", "mu two", "mm").node("Pow", x + " two",
                "xx").node("ReduceMean", "xx", "m2", integers("axes", 2, 3)).node("Sub", "m2 mm", "var")
            .node("Sqrt", "var", "sd").node("Sub", x + " mu", "d").node("Add", "sd small", "below")
            .node("Div", "d below", "n");
    }

    @Test
    void lengthsHaveNone() throws IOException {
        Network network = open(first(13).node("LpNormalization", "c", "n", integer("axis", 1)).node("Relu", "n", "y")
            .output("y"));
        assertEquals(Epsilon.NONE, network.normalizationParameters(norm(network)).orElseThrow().guard());
    }

    /** @param id whose results are its own, where epsilon is too small to tell; null where it is not */
    private Epsilon told(TinyModel model, String id, Epsilon guard) throws IOException {
        if (id != null) reproduced(model, id, "eps", SMALL);
        Network network = open(id != null ? model : model.node("Relu", "n", "y").output("y"));
        assertTrue(network.remarks().contains(Network.Remark.EPSILON_BESIDE), network.remarks().toString());
        Epsilon own = network.normalizationParameters(norm(network)).orElseThrow().guard();
        assertEquals(guard, own);
        return own;
    }

    private static Layer norm(Network network) {
        return network.layers().stream().filter(one -> one.kind() == LayerKind.NORMALIZATION).findFirst()
            .orElseThrow(() -> new AssertionError(network.layers().toString()));
    }

    private static TinyModel less(TinyModel model, String x, long... axes) {
        return lessMean(model, x, axes).node("ReduceMean", "sq", "var", integers("axes", axes));
    }

    private static TinyModel lessMean(TinyModel model, String x, long... axes) {
        return model.node("ReduceMean", x, "mu", integers("axes", axes)).node("Sub", x + " mu", "d")
            .node("Mul", "d d", "sq");
    }
}
