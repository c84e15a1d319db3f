package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.real;
import static org.normscope.onnx.TinyModel.whole;
import static org.normscope.onnx.norm.Epsilon.Place.BESIDE;
import static org.normscope.onnx.norm.Epsilon.Place.LEAST;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.norm.Epsilon;
import org.normscope.onnx.norm.Epsilon.Place;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Normalizations that add epsilon to the deviation, not to the variance, or let the deviation be no less: found, told
 * so and reproduced, in their own place too, with an epsilon that is large beside the maps' deviations.
 */
class BesideRootTest extends NormFixture {
    private static final float E = .05f;
    private static final int CELLS = 4 * 81;

    @Test
    void deviationAndEpsilon() throws IOException {
        for (String way : List.of("Div", "Reciprocal", "1 /")) {
            TinyModel model = less(small(first(13)), "c", 1, 2, 3).weights("one", new int[] {}, 1)
                .node("Sqrt", "var", "sd").node("Add", "small sd", "below");
            told(over(model, way, "d"), "ln", new Epsilon(E, BESIDE));
        }
    }

    /** As OpenCV and TensorFlow's per_image_standardization do it. */
    @Test
    void deviationOrEpsilon() throws IOException {
        for (String way : List.of("Div", "Reciprocal", "1 /")) {
            TinyModel model = less(large(small(first(13))), "wide", 2, 3).weights("one", new int[] {}, 1)
                .node("Sqrt", "var", "sd").node("Max", "sd small", "below");
            told(over(model, way, "d"), "in", new Epsilon(E, LEAST));
        }
        told(less(large(small(first(13))), "wide", 2, 3).node("Sqrt", "var", "sd").node("Clip", "sd small", "below")
            .node("Div", "d below", "n"), "in", new Epsilon(E, LEAST));
        told(less(large(first(10)), "wide", 2, 3).node("Sqrt", "var", "sd").node("Clip", "sd", "below",
            real("min", E)).node("Div", "d below", "n"), "in", new Epsilon(E, LEAST));
    }

    /** The least of the variance is the square of the deviation's. */
    @Test
    void varianceOrEpsilon() throws IOException {
        told(less(large(first(13).weights("small", new int[] {}, E * E)), "wide", 2, 3).node("Max", "var small", "kept")
            .node("Sqrt", "kept", "sd").node("Div", "d sd", "n"), "in", new Epsilon((float) Math.sqrt(E * E), LEAST));
    }

    /** torch.std, whose variance is over n - 1: k d / (sqrt(v) + k eps), k^2 = (n - 1) / n. */
    @Test
    void sampleDeviationAndEpsilon() throws IOException {
        float k = (float) Math.sqrt((CELLS - 1) / (double) CELLS);
        for (String guard : List.of("Add", "Max")) {
            told(lessMean(small(first(13)), "c", 1, 2, 3).weights("less", new int[] {}, CELLS - 1)
                .weights(whole("over", 1, 2, 3)).node("ReduceSum", "sq over", "sum").node("Div", "sum less", "v")
                .node("Sqrt", "v", "sd").node(guard, "sd small", "below").node("Div", "d below", "n"), "ln",
                new Epsilon(E * k, guard.equals("Add") ? BESIDE : LEAST));
        }
    }

    /** gamma * (x - mean) / (std + eps) + beta, as layer normalization is written by hand most often. */
    @Test
    void gammaTimesTheDifference() throws IOException {
        TinyModel model = less(small(channelsLast(13)), "t", -1).node("Mul", "gamma d", "gd").node("Sqrt", "var", "sd")
            .node("Add", "sd small", "below").node("Div", "gd below", "h").node("Add", "h beta", "n");
        told(model, "pos", new Epsilon(E, BESIDE));
    }

    @Test
    void rootOfTheMeanSquare() throws IOException {
        for (String guard : List.of("Add", "Max")) {
            told(small(channelsLast(13)).node("Mul", "t t", "sq").node("ReduceMean", "sq", "ms", integers("axes", -1))
                .node("Sqrt", "ms", "rms").node(guard, "rms small", "below").node("Div", "t below", "h")
                .node("Mul", "h gamma", "n"), "rms", new Epsilon(E, guard.equals("Add") ? BESIDE : LEAST), "set", "c");
        }
    }

    /** As SSD's L2Norm, torch.nn.functional.normalize and tf.nn.l2_normalize keep it from zero. */
    @Test
    void lengths() throws IOException {
        float small = 1e-3f;
        for (String guard : List.of("Add", "Max")) {
            Place place = guard.equals("Add") ? BESIDE : LEAST;
            told(few(small).node("ReduceL2", "low", "length", integers("axes", 1)).node(guard, "length small", "below")
                .node("Div", "low below", "n"), "l2-channel", new Epsilon(small, place));
            told(few(small).node("ReduceL1", "low", "length", integers("axes", 1)).node(guard, "length small", "below")
                .node("Div", "low below", "n"), "l1-channel", new Epsilon(small, place));
            Epsilon under = place == BESIDE ? Epsilon.under(small) : new Epsilon((float) Math.sqrt(small), LEAST);
            told(few(small).node("ReduceSumSquare", "low", "sum", integers("axes", 1)).node(guard, "sum small", "kept")
                .node("Sqrt", "kept", "root").node("Reciprocal", "root", "f").node("Mul", "low f", "n"), "l2-channel",
                under);
        }
    }

    /** Statistics that are constants: epsilon is in them then. */
    @Test
    void recorded() throws IOException {
        for (String guard : List.of("Add", "Max")) {
            Network network = open(small(first(13)).weights("mean", new int[] {4, 1, 1}, .5f, -1, 0, 2)
                .weights("variance", new int[] {4, 1, 1}, 1e-4f, 4, .25f, 1).node("Sqrt", "variance", "sd")
                .node(guard, "sd small", "below").node("Sub", "c mean", "d").node("Div", "d below", "n")
                .node("Relu", "n", "y").output("y"));
            same(network, norm(network), "bn", Map.of("stats", "running"));
        }
    }

    /** Where a pane says so of statistics that the network recorded: as that of another network, written out. */
    @Test
    void recordedByAnother() throws IOException {
        float[] mean = {.5f, -1, 0, 2}, variance = {1e-4f, 4, .25f, 1};
        int[] each = {4, 1, 1};
        for (String guard : List.of("Add", "Max")) {
            Network other = open(small(first(13)).weights("mean", each, mean).weights("variance", each, variance)
                .weights("scale", each, 1.5f, -.5f, 2, .75f).weights("shift", each, .25f, 1, -2, 0)
                .node("Sqrt", "variance", "sd").node(guard, "sd small", "below").node("Sub", "c mean", "d")
                .node("Div", "d below", "h").node("Mul", "h scale", "g").node("Add", "g shift", "n").output("n"));
            Tensor input = other.spec().preprocessing().apply(pictures.subList(0, 1));
            Tensor wanted = other.run(runner, input, List.of("n")).get("n");
            Network network = open(first(13).weights("mean", new int[] {4}, mean).weights("variance", new int[] {4},
                variance).node("BatchNormalization", "c gamma beta mean variance", "n").output("n"));
            LayerSite site = new FeatureMapFlow(runner).site(network, norm(network), pictures.subList(0, 1));
            Normalization pane = Catalogue.entry("bn").create(new Parameters(Map.of("stats", "running", "eps",
                String.valueOf(E), "eps-at", guard.equals("Add") ? "beside" : "least")));
            close(pane.apply(site), wanted, guard);
            Network swapped = SwappedNetwork.of(new NormalizedSite(site, pane, true, Optional.empty(),
                Calibration.NONE), 0);
            close(swapped.run(runner, input, List.of("n")).get("n"), wanted, guard + " in a file");
        }
    }

    /** Its function body in the standard, run on cells that vary by no more than its epsilon. */
    @Test
    void meanVarianceNormalization() throws IOException {
        Epsilon guard = told(first(13).node("MeanVarianceNormalization", "c", "n", integers("axes", 2, 3)), "in",
            new Epsilon(1e-9f, BESIDE));
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
        assertFalse(network.remarks().contains(Network.Remark.EPSILON_BESIDE));
    }

    /** @param id whose results are the network's own, with its epsilon where that stands, in a pane and in a file */
    private Epsilon told(TinyModel model, String id, Epsilon guard, String... set) throws IOException {
        Network network = open(model.node("Relu", "n", "y").output("y"));
        assertEquals(guard.place() != Place.UNDER, network.remarks().contains(Network.Remark.EPSILON_BESIDE));
        Layer layer = norm(network);
        Epsilon own = network.normalizationParameters(layer).orElseThrow().guard();
        assertEquals(guard, own);
        Map<String, String> parameters = new HashMap<>(Map.of("eps", String.valueOf(own.value()), "eps-at",
            own.place().name().toLowerCase(Locale.ROOT)));
        for (int i = 0; i < set.length; i += 2) parameters.put(set[i], set[i + 1]);
        same(network, layer, id, parameters);
        return own;
    }

    private void same(Network network, Layer layer, String id, Map<String, String> parameters) {
        LayerSite site = new FeatureMapFlow(runner).site(network, layer, pictures.subList(0, 1));
        Normalization norm = Catalogue.entry(id).create(new Parameters(parameters));
        Tensor input = network.spec().preprocessing().apply(pictures.subList(0, 1));
        Tensor own = network.run(runner, input, List.of(layer.output())).get(layer.output());
        close(norm.apply(site), own, id);
        Tensor y = network.run(runner, input, List.of("y")).get("y");
        close(new TailFlow(runner).after(site, 0, norm.apply(site)).get("y").reshaped(y.shape()), y, id + " behind it");
        Network swapped = SwappedNetwork.of(new NormalizedSite(site, norm, true, Optional.empty(),
            Calibration.NONE), 0);
        close(swapped.run(runner, input, List.of("y")).get("y"), y, id + " in a file");
    }

    private static void close(Tensor given, Tensor own, String what) {
        double apart = RealNetworks.difference(given, own.reshaped(given.shape()));
        assertTrue(apart < 1e-5, what + " differs by " + apart);
    }

    private static Layer norm(Network network) {
        return network.layers().stream().filter(one -> one.kind() == LayerKind.NORMALIZATION).findFirst()
            .orElseThrow(() -> new AssertionError(network.layers().toString()));
    }

    private static TinyModel over(TinyModel model, String way, String d) {
        return switch (way) {
            case "Div" -> model.node("Div", d + " below", "n");
            case "Reciprocal" -> model.node("Reciprocal", "below", "f").node("Mul", d + " f", "n");
            default -> model.node("Div", "one below", "f").node("Mul", "f " + d, "n");
        };
    }

    private static TinyModel small(TinyModel model) {
        return model.weights("small", new int[] {}, E);
    }

    /** Channels of which some deviate by more than epsilon, some by less. */
    private static TinyModel large(TinyModel model) {
        return model.weights("spread", new int[] {4, 1, 1}, 1, .001f, 1, .02f).node("Mul", "c spread", "wide");
    }

    private static TinyModel few(float small) {
        return first(13).weights("small", new int[] {}, small).weights("spread", new int[] {1}, .01f)
            .node("Mul", "c spread", "low");
    }

    private static TinyModel less(TinyModel model, String x, long... axes) {
        return lessMean(model, x, axes).node("ReduceMean", "sq", "var", integers("axes", axes));
    }

    private static TinyModel lessMean(TinyModel model, String x, long... axes) {
        return model.node("ReduceMean", x, "mu", integers("axes", axes)).node("Sub", x + " mu", "d")
            .node("Mul", "d d", "sq");
    }
}
