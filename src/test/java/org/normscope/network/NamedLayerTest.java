package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.BadNetworkException;
import org.normscope.tensor.Tensor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamedLayerTest {
    private DjlRunner runner;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private static List<NamedLayer> named(String layers) {
        return Manifest.read(("{\"layers\": " + layers + "}").getBytes(StandardCharsets.UTF_8), "a.json").named();
    }

    @Test
    void aManifestNamesWhatTakesSeveralNodes() {
        String one =
            "{\"n\": {\"kind\": \"ibn-a\", \"inputs\": [\"x\"], \"outputs\": [\"y\"], \"nodes\": [\"a\", \"b\"]},"
                + " \"m\": {\"kind\": \"bn\", \"inputs\": [\"y\"], \"outputs\": [\"z\"], \"nodes\": [\"c\"]}}";
        List<NamedLayer> named = named(one);
        assertEquals(1, named.size());
        assertEquals("IBN-a", named.get(0).title());
        assertThrows(BadNetworkException.class, () -> named("{\"n\": {\"kind\": \"bin\", \"nodes\": [\"a\", \"b\"]}}"));
    }

    /** The layer's parameters and its maps are those of the operators it is made of. */
    @Test
    void mixedNormalizationIsOneLayer() {
        Network network = new ModelLibrary(runner).open("builtin:twin-ibn-a", Map.of());
        Layer mixed = network.layer("block2.first.norm").orElseThrow();
        assertEquals(LayerKind.NORMALIZATION, mixed.kind());
        assertEquals(3, network.layers().stream().filter(layer -> layer.operator().equals("IBN-a")).count());
        assertTrue(network.layers().stream()
            .noneMatch(layer -> layer.operator().equals("Split") || layer.operator().equals("InstanceNormalization")));
        float[] gamma = network.normalizationParameters(mixed).orElseThrow().gamma();
        float[] instance = network.graph().constant("block2.first.norm.instance.gamma").orElseThrow().data();
        float[] batch = network.graph().constant("block2.first.norm.batch.gamma").orElseThrow().data();
        assertArrayEquals(instance, Arrays.copyOf(gamma, instance.length));
        assertArrayEquals(batch, Arrays.copyOfRange(gamma, instance.length, gamma.length));
        Tensor input = RealNetworks.noise(network, 1, 5);
        Tensor maps = network.run(runner, input, List.of(mixed.output())).get(mixed.output());
        float[] beta = network.normalizationParameters(mixed).orElseThrow().beta();
        // Instance normalization leaves every map of its part with its own beta for a mean.
        for (int c = 0; c < instance.length; c++) {
            int plane = maps.shape().plane(), from = c * plane;
            double mean = IntStream.range(from, from + plane).mapToDouble(i -> maps.data()[i]).average().orElseThrow();
            assertEquals(beta[c], mean, 1e-3);
        }
    }
}
