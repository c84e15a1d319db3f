package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.tensor.Tensor;

/** A tapped network gives the same final output as an untapped one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TapTest {
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
    @MethodSource("org.normscope.network.RealNetworks#all")
    void tappingEveryLayerLeavesTheOutputsAndGivesTheShapesThatWereListed(String name) {
        Network network = new ModelLibrary(runner).open(RealNetworks.origin(name), Map.of());
        Tensor input = RealNetworks.noise(network, 1, 7);
        Activations plain = runner.run(network.graph(), network.feeds(input), network.outputs());
        List<String> all = new ArrayList<>(network.outputs());
        all.addAll(RealNetworks.outputs(network.layers()));
        Activations tapped = runner.run(network.graph(), network.feeds(input), all);
        for (String output : network.outputs()) {
            double difference = RealNetworks.difference(tapped.get(output), plain.get(output));
            assertTrue(difference < 2e-5, output + " differs by " + difference);
        }
        for (Layer layer : network.layers()) {
            assertEquals(layer.shape(), tapped.get(layer.output()).shape(), layer.name());
        }
    }
}
