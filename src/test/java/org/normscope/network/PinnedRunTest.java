package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.tensor.Tensor;

/** Values that stay where the engine wrote them are those that a run gives. */
class PinnedRunTest {
    @ParameterizedTest
    @MethodSource("org.normscope.network.RealNetworks#classifiers")
    void everyLayerIsThatOfAnOrdinaryRunAndMemoriesAreApart(String name) {
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open(RealNetworks.origin(name), Map.of());
            Tensor[] pictures = {RealNetworks.noise(network, 1, 1), RealNetworks.noise(network, 1, 2)};
            try (PinnedRun pinned = network.pin(runner, network.layers(), 2)) {
                for (int memory = 0; memory < 2; memory++) pinned.run(memory, network.feedsOfOne(pictures[memory]));
                for (int memory = 0; memory < 2; memory++) {
                    Activations run = network.run(runner, pictures[memory], RealNetworks.outputs(network.layers()));
                    for (Layer layer : network.layers()) {
                        float[] cells = new float[layer.shape().size()];
                        pinned.read(memory, layer.output(), cells);
                        assertArrayEquals(run.get(layer.output()).data(), cells, layer.name());
                    }
                }
            }
        }
    }
}
