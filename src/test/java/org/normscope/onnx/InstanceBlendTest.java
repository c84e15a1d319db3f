package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The rewritten normalizations beside ONNX Runtime's own operators. */
class InstanceBlendTest {
    private static final float[] GAMMA = {.5f, -2, 1}, BETA = {.1f, 0, 3},
        MEAN = {.3f, -.2f, 5}, VARIANCE = {2, .5f, 1};
    private static final GraphRunner RUNNER = new DjlRunner(1);
    private static final Tensor X = noise();

    private static Tensor noise() {
        Random random = new Random(1);
        Tensor x = Tensor.zeros(Shape.of(1, 3, 8, 10));
        for (int i = 0; i < x.data().length; i++) x.data()[i] = (float) (random.nextGaussian() * 3 + i / 80);
        return x;
    }

    private static TinyModel parameters() {
        int[] three = {3};
        return new TinyModel().input("x", 1, 3, -1, -1).weights("gamma", three, GAMMA).weights("beta", three, BETA)
            .weights("mean", three, MEAN).weights("variance", three, VARIANCE);
    }

    private static final Graph INSTANCE = parameters().node("InstanceNormalization", "x gamma beta", "n",
        TinyModel.real("epsilon", 1e-3f))
        .node("Relu", "n", "y").output("y").graph();
    private static final Graph BATCH = parameters().node("BatchNormalization", "x gamma beta mean variance", "n",
        TinyModel.real("epsilon", 1e-3f))
        .node("Relu", "n", "y").output("y").graph();
    private static final InstanceBlend BLEND = InstanceBlend.of(INSTANCE,
        k -> new InstanceBlend.Population(MEAN, VARIANCE));

    private static float[] blended(float... rho) {
        return RUNNER.run(BLEND.graph(), Map.of("x", X, "site0.rho", Tensor.of(Shape.of(1, 3, 1, 1), rho)),
            List.of("y")).get("y").data();
    }

    private static float[] plain(Graph graph) {
        return RUNNER.run(graph, Map.of("x", X), List.of("y")).get("y").data();
    }

    @Test
    void theEndsAreTheOperators() {
        assertArrayEquals(plain(INSTANCE), blended(0, 0, 0), 1e-5f);
        assertArrayEquals(plain(BATCH), blended(1, 1, 1), 1e-5f);
    }

    @Test
    void channelsMixEachByItself() {
        float[] in = plain(INSTANCE), bn = plain(BATCH), split = blended(0, 1, 1), halves = blended(.5f, .5f, .5f);
        assertArrayEquals(Arrays.copyOf(in, 80), Arrays.copyOf(split, 80), 1e-5f);
        assertArrayEquals(Arrays.copyOfRange(bn, 80, 240), Arrays.copyOfRange(split, 80, 240), 1e-5f);
        for (int i = 0; i < 240; i++) if (in[i] > 0 && bn[i] > 0) assertEquals((in[i] + bn[i]) / 2, halves[i], 1e-4);
    }

    /** A part of the maps comes out as in the whole where it is fed the whole's statistics. */
    @Test
    void statisticsOfALargerPictureCanBeFed() {
        InstanceBlend.Site site = BLEND.sites().get(0);
        assertEquals(new InstanceBlend.Site("n", "x", "n", "site0.mean", "site0.variance", "site0.rho", 3), site);
        Tensor rho = Tensor.of(Shape.of(1, 3, 1, 1), .2f, .5f, 1);
        Map<String, Tensor> whole = new HashMap<>(RUNNER.run(BLEND.graph(), Map.of("x", X, "site0.rho", rho),
            List.of(site.mean(), site.variance(), "y")).values());
        Tensor y = whole.remove("y"), part = Tensor.zeros(Shape.of(1, 3, 8, 4));
        for (int i = 0; i < 96; i++) part.data()[i] = X.at(0, i / 32, i / 4 % 8, 3 + i % 4);
        whole.put("x", part);
        whole.put("site0.rho", rho);
        Tensor painted = RUNNER.run(BLEND.graph().giving(List.of("y"), List.of(site.mean(), site.variance())),
            whole, List.of("y")).get("y");
        for (int i = 0; i < 96; i++) assertEquals(y.at(0, i / 32, i / 4 % 8, 3 + i % 4), painted.data()[i], 1e-6);
    }
}
