package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.tensor.Tensor;

/** A network that is cut and fed what it had there gives what it gave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownstreamTest {
    private GraphRunner runner;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    static Stream<String> networks() {
        return Stream.concat(RealNetworks.classifiers(), Stream.of("vangogh_starry-night", "microast"));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theUnreplacedValueReproducesTheNetworkAtEveryLayer(String name) {
        Network network = RealNetworks.open(name, runner);
        Tensor input = RealNetworks.noise(network, 1, 3);
        Set<String> everything = new LinkedHashSet<>(RealNetworks.outputs(network.layers()));
        everything.addAll(network.outputs());
        everything.addAll(network.graph().reached(network.feeds(input).keySet()));
        Activations whole = network.run(runner, input, everything);
        for (Layer layer : network.layers()) {
            Downstream rest = Downstream.of(network, layer.output(), network.outputs());
            Activations again = rest.run(runner, whole, whole.get(layer.output()));
            for (String output : network.outputs()) {
                double difference = RealNetworks.difference(again.get(output), whole.get(output));
                assertTrue(difference < 2e-5, layer.name() + ": " + output + " differs by " + difference);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void twicePicturesGiveWhatEachGives(String name) {
        Network network = RealNetworks.open(name, runner);
        Tensor two = RealNetworks.noise(network, 2, 5);
        Layer middle = network.layers().get(network.layers().size() / 2);
        Set<String> asked = new LinkedHashSet<>(network.outputs());
        asked.add(middle.output());
        Activations both = network.run(runner, two, asked);
        for (int n = 0; n < 2; n++) {
            Activations one = network.run(runner, two.picture(n), asked);
            for (String value : asked) {
                Tensor alone = one.get(value);
                Tensor together = both.get(value);
                assertEquals(2, together.shape().n());
                double difference = RealNetworks.difference(together.picture(n),
                    alone.reshaped(alone.shape().asMaps()));
                assertTrue(difference < 2e-5, value + " of picture " + n + " differs by " + difference);
            }
        }
        Downstream rest = Downstream.of(network, middle.output(), network.outputs());
        Activations again = rest.run(runner, network.run(runner, two, rest.taps()), both.get(middle.output()));
        for (String output : network.outputs()) {
            assertTrue(RealNetworks.difference(again.get(output), both.get(output)) < 2e-5, output);
        }
    }

    @Test
    void replacingABranchLeavesTheOtherAsItWas() {
        Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
        Layer shortcut = network.layers().stream().filter(l -> l.name().endsWith(".skip.norm"))
            .findFirst().orElseThrow();
        Layer add = network.reading(shortcut.output()).get(0);
        String other = network.graph().writer(add.output()).orElseThrow().input(0);
        Tensor input = RealNetworks.noise(network, 1, 9);
        Downstream rest = Downstream.of(network, shortcut.output(), List.of(add.output(), other));
        assertEquals(List.of(add.output()), rest.changed());
        Activations untouched = network.run(runner, input, rest.taps());
        Tensor zeros = Tensor.zeros(shortcut.shape());
        Activations replaced = rest.run(runner, untouched, zeros);
        assertEquals(0, RealNetworks.difference(replaced.get(add.output()), untouched.get(other)));
    }
}
