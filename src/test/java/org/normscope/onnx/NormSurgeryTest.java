package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Rewritten graphs, run by the engine, against the definitions computed here in double precision. */
class NormSurgeryTest {
    private static final int[] THREE = {3};
    private static final float[] GAMMA = {1.5f, -0.5f, 2}, BETA = {0.25f, 1, -1}, MEAN = {0.1f, -0.2f, 0.3f},
        VARIANCE = {0.5f, 2, 1.25f};
    private static final float EPSILON = 1e-3f;

    private static TinyModel parameters(TinyModel model) {
        return model.weights("gamma", THREE, GAMMA).weights("beta", THREE, BETA).weights("mean", THREE, MEAN)
            .weights("variance", THREE, VARIANCE);
    }

    private static TinyModel batchNorm() {
        return parameters(new TinyModel().input("x", 2, 3, 4, 5))
            .node("BatchNormalization", "x gamma beta mean variance", "y",
            TinyModel.real("epsilon", EPSILON)).output("y");
    }

    private static Tensor noise() {
        float[] cells = new float[2 * 3 * 4 * 5];
        Random random = new Random(3);
        for (int i = 0; i < cells.length; i++) cells[i] = (float) random.nextGaussian();
        return Tensor.of(Shape.of(2, 3, 4, 5), cells);
    }

    /** What the file holds after writing and reading, as the engine runs it. */
    private static Tensor run(Graph graph, Tensor x, String value) {
        try (GraphRunner runner = new DjlRunner(1)) {
            return runner.run(GraphFile.read(graph.toBytes(), "again.onnx"), Map.of("x", x), Set.of(value)).get(value);
        }
    }

    private static float[] blended(Tensor x, float[] rho) {
        float[] wanted = new float[x.data().length];
        for (int map = 0; map < 6; map++) {
            int c = map % 3;
            double sum = 0, squares = 0;
            for (int i = 0; i < 20; i++) sum += x.data()[map * 20 + i];
            for (int i = 0; i < 20; i++) squares += Math.pow(x.data()[map * 20 + i] - sum / 20, 2);
            for (int i = 0; i < 20; i++) {
                double batch = (x.data()[map * 20 + i] - MEAN[c]) / Math.sqrt(VARIANCE[c] + EPSILON);
                double instance = (x.data()[map * 20 + i] - sum / 20) / Math.sqrt(squares / 20 + EPSILON);
                wanted[map * 20 + i] = (float) (GAMMA[c] * (rho[c] * batch + (1 - rho[c]) * instance) + BETA[c]);
            }
        }
        return wanted;
    }

    @Test
    void everyChannelHasItsOwnBlend() {
        Tensor x = noise();
        for (float[] rho : List.of(new float[] {1, 0, 0.3f}, new float[] {0, 0, 0}, new float[] {0.5f, 0.5f, 0.5f},
            new float[] {0, 1, 1})) {
            Graph graph = NormSurgery.blended(batchNorm().graph(), "y", rho);
            assertArrayEquals(blended(x, rho), run(graph, x, "y").data(), 1e-5f, Arrays.toString(rho));
        }
    }

    @Test
    void rhoOneIsTheOldGraph() {
        Graph old = batchNorm().graph();
        assertSame(old, NormSurgery.blended(old, "y", new float[] {1, 1, 1}));
        assertSame(old, NormSurgery.instanceAfter(old, "y", 3, 1));
    }

    /** Weights that nobody reads any more are gone; those shared with another layer stay. */
    @Test
    void onlyUnreadWeightsGo() {
        Graph alone = NormSurgery.blended(batchNorm().graph(), "y", new float[3]);
        assertEquals(List.of("InstanceNormalization"), alone.nodes().stream().map(Node::operator).toList());
        for (String weights : List.of("gamma", "beta", "mean", "variance")) {
            assertEquals(true, alone.constant(weights).isEmpty(), weights);
        }
        TinyModel shared = batchNorm().node("BatchNormalization", "y gamma beta mean variance", "z").output("z");
        Graph graph = NormSurgery.blended(shared.graph(), "y", new float[3]);
        assertArrayEquals(GAMMA, graph.constant("gamma").orElseThrow().data());
        assertEquals(Shape.of(2, 3, 4, 5), run(graph, noise(), "z").shape());
    }

    /** As files before IR version 4 list weights among the inputs. */
    @Test
    void weightsThatAreInputsInAnOldFile() {
        TinyModel old = batchNorm().irVersion(3);
        for (String weights : List.of("gamma", "beta", "mean", "variance")) old.input(weights, 3);
        Tensor x = noise();
        float[] rho = {0.5f, 0, 1};
        assertArrayEquals(blended(x, rho), run(NormSurgery.blended(old.graph(), "y", rho), x, "y").data(), 1e-5f);
    }

    @Test
    void halfPrecisionStaysHalfPrecision() {
        TinyModel half = parameters(new TinyModel().input("x", 2, 3, 4, 5))
            .node("Cast", "x", "x16", TinyModel.integer("to", 10));
        for (String name : List.of("gamma", "beta", "mean", "variance")) {
            half.node("Cast", name, name + "16", TinyModel.integer("to", 10));
        }
        half.node("BatchNormalization", "x16 gamma16 beta16 mean16 variance16", "y16",
            TinyModel.real("epsilon", EPSILON))
            .node("Relu", "y16", "z16").node("Cast", "z16", "z", TinyModel.integer("to", 1)).output("z");
        Tensor x = noise();
        float[] rho = {0.5f, 0, 0.25f}, wanted = blended(x, rho);
        for (int i = 0; i < wanted.length; i++) wanted[i] = Math.max(0, wanted[i]);
        assertArrayEquals(wanted, run(NormSurgery.blended(half.graph(), "y16", rho), x, "z").data(), 2e-2f);
    }

    @Test
    void instanceNormalizationAfterASum() {
        TinyModel model = new TinyModel().input("x", 2, 3, 4, 5).node("Add", "x x", "sum")
            .node("Relu", "sum", "y").output("y", "sum");
        Tensor x = noise();
        for (float rho : new float[] {0, 0.75f}) {
            float[] sum = new float[120];
            for (int map = 0; map < 6; map++) {
                double total = 0, squares = 0;
                for (int i = 0; i < 20; i++) total += 2 * x.data()[map * 20 + i];
                for (int i = 0; i < 20; i++) squares += Math.pow(2 * x.data()[map * 20 + i] - total / 20, 2);
                for (int i = 0; i < 20; i++) {
                    double doubled = 2 * x.data()[map * 20 + i];
                    sum[map * 20 + i] =
                        (float) (rho * doubled + (1 - rho) * (doubled - total / 20) / Math.sqrt(squares / 20 + 1e-5));
                }
            }
            Graph graph = NormSurgery.instanceAfter(model.graph(), "sum", 3, rho);
            assertArrayEquals(sum, run(graph, x, "sum").data(), 1e-5f);
            for (int i = 0; i < 120; i++) sum[i] = Math.max(0, sum[i]);
            assertArrayEquals(sum, run(graph, x, "y").data(), 1e-5f);
        }
    }

    @Test
    void otherStatistics() {
        float[] mean = {1, 2, 3}, variance = {4, 5, 6};
        Tensor x = noise(), y = run(NormSurgery.withStatistics(batchNorm().graph(), "y", mean, variance), x, "y");
        for (int i = 0; i < 120; i++) {
            int c = i / 20 % 3;
            assertEquals(GAMMA[c] * (x.data()[i] - mean[c]) / Math.sqrt(variance[c] + EPSILON) + BETA[c], y.data()[i],
                1e-5);
        }
    }

    @Test
    void whatIsNoConstantIsRefused() {
        Graph training = parameters(new TinyModel().input("x", 2, 3, 4, 5))
            .node("BatchNormalization", "x gamma beta mean variance", "y m v", TinyModel.integer("training_mode", 1))
            .output("y").graph();
        Graph computed = parameters(new TinyModel().input("x", 2, 3, 4, 5))
            .node("ReduceMean", "x", "g", TinyModel.integers("axes", 0, 2, 3), TinyModel.integer("keepdims", 0))
            .node("BatchNormalization", "x g beta mean variance", "y").output("y").graph();
        Graph relu = new TinyModel().input("x", 2, 3, 4, 5).node("Relu", "x", "y").output("y").graph();
        for (Graph graph : List.of(training, computed, relu)) {
            assertThrows(BadNetworkException.class, () -> NormSurgery.blended(graph, "y", new float[3]));
        }
    }
}
