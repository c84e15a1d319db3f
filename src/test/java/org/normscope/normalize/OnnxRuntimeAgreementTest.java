package org.normscope.normalize;

import static org.normscope.normalize.Cases.assertAgrees;
import static org.normscope.normalize.Cases.between;
import static org.normscope.normalize.Cases.each;
import static org.normscope.normalize.Cases.logUniform;
import static org.normscope.normalize.Cases.made;
import static org.normscope.normalize.Cases.values;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Cases.Place;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Every normalization that is an operator of ONNX, or a composition of some, against ONNX Runtime. */
class OnnxRuntimeAgreementTest {

    /** One random case with a gamma and a beta for each channel and an epsilon. */
    private record Standard(Random random, Tensor maps, float[] gamma, float[] beta, float epsilon) {
        static Standard of(Random random) {
            Tensor maps = Cases.anyMaps(random);
            int channels = maps.shape().c();
            return new Standard(random, maps, values(random, channels), values(random, channels),
                (float) logUniform(random, 1e-6, 1e-1));
        }

        OnnxModel model(int opset) {
            return new OnnxModel(opset).input("x", maps).input("gamma", gamma).input("beta", beta);
        }

        Site site() {
            return Place.of(maps, gamma, beta);
        }
    }

    private static void agrees(String id, String settings, BiFunction<Standard, OnnxModel, OnnxModel> peer, int opset) {
        each(random -> {
            Standard standard = Standard.of(random);
            Tensor expected = peer.apply(standard, standard.model(opset)).run("y");
            assertAgrees(made(id, settings + " eps=" + standard.epsilon()).apply(standard.site()), expected, id);
        });
    }

    @Test
    void batch() {
        agrees("bn", "", (standard, model) -> {
            int channels = standard.maps().shape().c();
            return model.input("mean", new float[channels]).input("variance", new float[channels])
                .node("BatchNormalization", "x gamma beta mean variance", "y newMean newVariance",
                    Map.of("training_mode", 1, "epsilon", standard.epsilon()));
        }, 15);
    }

    @Test
    void batchRunning() {
        each(random -> {
            Standard standard = Standard.of(random);
            int channels = standard.maps().shape().c();
            float[] mean = values(random, channels), variance = values(random, channels);
            for (int c = 0; c < channels; c++) variance[c] = Math.abs(variance[c]) + 0.01f;
            Tensor expected = standard.model(15).input("mean", mean).input("variance", variance)
                .node("BatchNormalization", "x gamma beta mean variance", "y",
                Map.of("epsilon", standard.epsilon())).run("y");
            Site site = new Place(standard.maps(), standard.site().affine(),
                Optional.of(new RunningStatistics(mean, variance, standard.epsilon())),
                Optional.empty(), Optional.empty());
            assertAgrees(made("bn", "stats=running").apply(site), expected, "bn running");
        });
    }

    /** gamma and beta stand for each channel here, for each element there. */
    @Test
    void layer() {
        each(random -> {
            Standard standard = Standard.of(random);
            Shape shape = standard.maps().shape();
            Tensor gammas = spread(standard.gamma(), shape), betas = spread(standard.beta(), shape);
            Tensor expected = new OnnxModel(17).input("x", standard.maps()).input("gamma", gammas).input("beta", betas)
                .node("LayerNormalization", "x gamma beta", "y",
                Map.of("axis", 1, "epsilon", standard.epsilon())).run("y");
            assertAgrees(made("ln", "eps=" + standard.epsilon()).apply(standard.site()), expected, "ln");
        });
    }

    private static Tensor spread(float[] byChannel, Shape maps) {
        Tensor spread = Tensor.zeros(Shape.of(maps.c(), maps.h(), maps.w()));
        for (int c = 0; c < maps.c(); c++) {
            Arrays.fill(spread.data(), c * maps.plane(), (c + 1) * maps.plane(), byChannel[c]);
        }
        return spread;
    }

    @Test
    void instance() {
        agrees("in", "", (standard, model) -> model.node("InstanceNormalization", "x gamma beta", "y",
            Map.of("epsilon", standard.epsilon())), 18);
    }

    @Test
    void group() {
        each(random -> {
            Standard standard = Standard.of(random);
            List<Integer> divisors = new Parameter.Divisor("groups", 32).offered(standard.maps().shape());
            int groups = divisors.get(random.nextInt(divisors.size()));
            Tensor expected = standard.model(21).node("GroupNormalization", "x gamma beta", "y",
                Map.of("num_groups", groups, "epsilon", standard.epsilon())).run("y");
            assertAgrees(made("gn", "groups=" + groups + " eps=" + standard.epsilon()).apply(standard.site()), expected,
                "gn");
        });
    }

    @Test
    void rootMeanSquare() {
        each(random -> {
            Standard standard = Standard.of(random);
            Tensor expected = new OnnxModel(23).input("x", standard.maps())
                .input("gamma", spread(standard.gamma(), standard.maps().shape()))
                .node("RMSNormalization", "x gamma", "y", Map.of("axis", 1, "epsilon", standard.epsilon())).run("y");
            assertAgrees(made("rms", "eps=" + standard.epsilon()).apply(standard.site()), expected, "rms");
        });
    }

    @Test
    void localResponse() {
        each(random -> {
            Tensor maps = Cases.anyMaps(random);
            int n = 1 + 2 * between(random, 0, 6);
            float k = 0.5f + 2 * random.nextFloat(), alpha = (float) logUniform(random, 1e-4, 1), beta = beta(random);
            String settings = "n=" + n + " k=" + k + " beta=" + beta;
            OnnxModel model = new OnnxModel(13).input("x", maps)
                .node("LRN", "x", "y", Map.of("size", n, "bias", k, "alpha", alpha, "beta", beta));
            Tensor expected = model.run("y");
            assertAgrees(made("lrn", settings + " dialect=onnx alpha=" + alpha).apply(Place.of(maps)), expected,
                "lrn onnx");
            // This dialect does not divide alpha by the window's size.
            assertAgrees(made("lrn", settings + " alpha=" + (double) alpha / n).apply(Place.of(maps)), expected,
                "lrn alexnet");
        });
    }

    private static float beta(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0.5f;
            case 1 -> 1;
            case 2 -> 0.75f;
            default -> 0.1f + 1.4f * random.nextFloat();
        };
    }

    @Test
    void acrossChannels() {
        each(random -> {
            Tensor maps = Cases.anyMaps(random);
            for (int p = 1; p <= 2; p++) {
                Tensor expected = new OnnxModel(22).input("x", maps)
                    .node("LpNormalization", "x", "y", Map.of("p", p, "axis", 1)).run("y");
                assertAgrees(made("l" + p + "-channel", "").apply(Place.of(maps)), expected, "l" + p + "-channel");
            }
        });
    }

    /** A random convolution: every stride, padding, dilation and grouping; sometimes no bias; sometimes 1 x 1. */
    private record Convolution(Kernel kernel, Tensor input, Tensor maps) {
        static Convolution of(Random random) {
            int groups = between(random, 1, 3), perGroup = between(random, 1, 4),
                units = groups * between(random, 1, 4);
            int kh = between(random, 1, 4), kw = between(random, 1, 4);
            int[] strides = {between(random, 1, 2), between(random, 1, 3)},
                dilations = {between(random, 1, 2), between(random, 1, 2)};
            int[] pads = {random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3)};
            int height = (kh - 1) * dilations[0] + between(random, 1, 7),
                width = (kw - 1) * dilations[1] + between(random, 1, 7);
            Tensor input = Cases.maps(random, between(random, 1, 3), groups * perGroup, height, width);
            Tensor weights = Tensor.of(Shape.of(units, perGroup, kh, kw), values(random, units * perGroup * kh * kw));
            Kernel kernel = new Kernel(weights, random.nextBoolean() ? values(random, units) : null, strides,
                pads, dilations, groups);
            return new Convolution(kernel, input,
                model(kernel, input).node("Conv", "x w b", "y", attributes(kernel)).run("y"));
        }

        static OnnxModel model(Kernel kernel, Tensor input) {
            float[] bias = kernel.bias() == null ? new float[kernel.weights().shape().n()] : kernel.bias();
            return new OnnxModel(18).input("x", input).input("w", kernel.weights()).input("b", bias);
        }

        static Map<String, ?> attributes(Kernel kernel) {
            return Map.of("strides", list(kernel.strides()), "pads", list(kernel.pads()), "dilations",
                list(kernel.dilations()), "group", kernel.groups());
        }

        private static List<Integer> list(int[] values) {
            return Arrays.stream(values).boxed().toList();
        }

        OnnxModel model() {
            return model(kernel, input);
        }

        Site site() {
            return Place.behind(kernel, input, maps);
        }
    }

    @Test
    void weightNorm() {
        each(random -> {
            Convolution convolution = Convolution.of(random);
            float gain = 0.1f + 3 * random.nextFloat();
            Tensor expected = convolution.model().input("g", gain).integers("axes", 1, 2, 3)
                .node("ReduceL2", "w axes", "norm").node("Div", "w norm", "unit").node("Mul", "unit g", "normalized")
                .node("Conv", "x normalized b", "y", Convolution.attributes(convolution.kernel())).run("y");
            assertAgrees(made("wn", "gain=" + gain).apply(convolution.site()), expected, "wn");
        });
    }

    /** ONNX reduces with the biased deviation; the unbiased one is sqrt(m / (m - 1)) times that. */
    @Test
    void weightStandardization() {
        each(random -> {
            Convolution convolution = Convolution.of(random);
            Tensor weights = convolution.kernel().weights();
            int volume = weights.shape().size() / weights.shape().n();
            float epsilon = (float) logUniform(random, 1e-5, 1e-2),
                unbias = (float) Math.sqrt(volume / Math.max(1, volume - 1.0));
            Tensor expected = convolution.model().input("eps", epsilon).input("unbias", unbias)
                .integers("axes", 1, 2, 3)
                .node("ReduceMean", "w axes", "mean").node("Sub", "w mean", "centred")
                .node("Mul", "centred centred", "squares")
                .node("ReduceMean", "squares axes", "variance").node("Sqrt", "variance", "biased")
                .node("Mul", "biased unbias", "sigma")
                .node("Add", "sigma eps", "below").node("Div", "centred below", "standardized")
                .node("Conv", "x standardized b", "y", Convolution.attributes(convolution.kernel())).run("y");
            assertAgrees(made("ws", "eps=" + epsilon).apply(convolution.site()), expected, "ws");
        });
    }

    @Test
    void cosine() {
        each(random -> {
            Convolution convolution = Convolution.of(random);
            Tensor ones = Tensor.zeros(convolution.kernel().weights().shape());
            Arrays.fill(ones.data(), 1);
            Map<String, ?> geometry = Convolution.attributes(convolution.kernel());
            Tensor expected = convolution.model().input("ones", ones).input("tiny", 1e-30f).integers("axes", 1, 2, 3)
                .integers("column", 1, -1, 1, 1)
                .node("Conv", "x w", "product", geometry).node("Mul", "x x", "squares")
                .node("Conv", "squares ones", "patch", geometry)
                .node("Sqrt", "patch", "patchNorm").node("ReduceL2", "w axes", "weightNorms")
                .node("Reshape", "weightNorms column", "weightNorm")
                .node("Mul", "patchNorm weightNorm", "norms").node("Max", "norms tiny", "below")
                .node("Div", "product below", "y").run("y");
            assertAgrees(made("cosine", "").apply(convolution.site()), expected, "cosine");
        });
    }
}
