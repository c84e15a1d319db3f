package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NormalizationParametersTest {
    private GraphRunner runner;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    @ParameterizedTest
    @MethodSource("org.normscope.network.RealNetworks#classifiers")
    void everyBatchNormalizationIsReproducedFromWhatItHolds(String name) {
        Network network = new ModelLibrary(runner).open(RealNetworks.origin(name), Map.of());
        List<Layer> norms = network.layers().stream()
            .filter(layer -> layer.operator().equals("BatchNormalization")).toList();
        Tensor input = RealNetworks.noise(network, 1, 1);
        for (Layer norm : norms) {
            Activations run = network.run(runner, input, List.of(norm.input(), norm.output()));
            NormalizationParameters held = network.normalizationParameters(norm).orElseThrow();
            Tensor x = run.get(norm.input());
            float[] y = new float[x.data().length];
            for (int i = 0; i < y.length; i++) {
                int c = i / x.shape().plane() % x.shape().c();
                y[i] =
                    (float) (held.gamma()[c] * (x.data()[i] - held.mean()[c])
                        / Math.sqrt(held.variance()[c] + held.epsilon()) + held.beta()[c]);
            }
            double difference = RealNetworks.difference(Tensor.of(x.shape(), y), run.get(norm.output()));
            assertTrue(difference < 1e-5, norm.name() + " differs by " + difference);
        }
        // The BatchNormalizations inside IBN-a and BIN are no layers of their own.
        long parts = network.layers().stream()
            .filter(layer -> layer.operator().equals("IBN-a") || layer.operator().equals("BIN")).count();
        assertEquals(network.graph().nodes().stream().filter(node -> node.operator().equals("BatchNormalization"))
            .count(), norms.size() + parts);
    }

    @Test
    void theNormalizationAtALayerIsItselfOrTheOneItFeeds() {
        Network network = new ModelLibrary(runner).open("builtin:twin-ibn-a", Map.of());
        Layer convolution = network.layers().get(0);
        Layer norm = network.layers().get(1);
        assertEquals("BatchNormalization", norm.operator());
        assertEquals(norm, network.normalizationAt(convolution).orElseThrow());
        assertEquals(norm, network.normalizationAt(norm).orElseThrow());
        assertTrue(network.normalizationAt(network.layers().get(2)).isEmpty());
        Layer mixed = network.layer("block1.first.norm").orElseThrow();
        assertEquals("IBN-a", mixed.operator());
        assertEquals(mixed, network.normalizationAt(network.layer("block1.first.conv").orElseThrow()).orElseThrow());
    }

    @Test
    void groupsAndCells() {
        Graph groups = new TinyModel().opset(18).input("x", 1, 4, 2, 2).weights("g", new int[] {2}, 3, 5)
            .weights("b", new int[] {2}, 1, 2)
            .node("GroupNormalization", "x g b", "y", TinyModel.integer("num_groups", 2),
            TinyModel.real("epsilon", .5f)).output("y").graph();
        NormalizationParameters held = parameters(groups, "GroupNormalization", Shape.of(1, 4, 2, 2));
        assertArrayEquals(new float[] {3, 3, 5, 5}, held.gamma());
        assertArrayEquals(new float[] {1, 1, 2, 2}, held.beta());
        assertEquals(2, held.groups());
        assertEquals(.5f, held.epsilon());
        assertNull(held.mean());
        Graph same = layerNorm(7, 7, 9, 9);
        assertArrayEquals(new float[] {7, 9}, parameters(same, "LayerNormalization", Shape.of(1, 2, 1, 2)).gamma());
        assertNull(parameters(layerNorm(7, 8, 9, 9), "LayerNormalization", Shape.of(1, 2, 1, 2)).gamma());
    }

    @Test
    void aScaleOfColumnsIsNoneOfChannels() {
        Graph columns = new TinyModel().input("x", 1, 2, 1, 2).weights("g", new int[] {2}, 3, 4)
            .node("LayerNormalization", "x g", "y").output("y").graph();
        assertNull(parameters(columns, "LayerNormalization", Shape.of(1, 2, 1, 2)).gamma());
        assertArrayEquals(new float[] {3, 4}, parameters(columns, "LayerNormalization", Shape.of(1, 2)).gamma());
    }

    private static Graph layerNorm(float... scale) {
        return new TinyModel().input("x", 1, 2, 1, 2).weights("g", new int[] {2, 1, 2}, scale)
            .node("LayerNormalization", "x g", "y", TinyModel.integer("axis", 1)).output("y").graph();
    }

    private static NormalizationParameters parameters(Graph graph, String operator, Shape shape) {
        return NormalizationParameters.of(graph,
            new Layer("y", operator, LayerKind.of(operator), "x", "y", shape)).orElseThrow();
    }
}
