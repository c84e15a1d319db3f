package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Samples;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.Parameters;
import org.normscope.tensor.Tensor;

/** A normalization of its own kind with its own statistics, put in its own place, reproduces the network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplacementTest {
    private GraphRunner runner;
    private List<Pixels> pictures;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
        pictures = Samples.firstBatch().stream().limit(2)
            .map(sample -> PictureSource.open("builtin:" + sample.id())).toList();
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    /** In the catalogue their batch part takes the statistics of this batch, in the network those of training. */
    private static final Set<String> MIXED = Set.of("IBN-a", "BIN");

    private static Stream<String> withNormalizations() {
        Set<String> without = Set.of("builtin:twin-bin", "builtin:twin-none");
        return RealNetworks.all()
            .filter(name -> !name.startsWith("squeezenet") && !name.startsWith("vgg") && !without.contains(name));
    }

    @ParameterizedTest
    @MethodSource("withNormalizations")
    void everyNormalizationOfTheNetwork(String name) {
        Network network = RealNetworks.open(name, runner);
        List<Layer> norms = network.layers().stream().filter(layer -> layer.kind() == LayerKind.NORMALIZATION)
            .filter(layer -> !MIXED.contains(layer.operator())).toList();
        assertTrue(!norms.isEmpty(), name);
        for (Layer layer : norms) {
            reproduces(network, layer, OwnForm.of(network, layer).orElseThrow().create(),
                LayerSite.Placement.REPLACES, pictures.subList(0, 1));
        }
    }

    private void reproduces(Network network, Layer layer, Normalization own,
                            LayerSite.Placement placement, List<Pixels> batch) {
        LayerSite site = new FeatureMapFlow(runner).site(network, layer, batch);
        assertEquals(placement, site.placement(), layer.name());
        TailFlow flow = new TailFlow(runner);
        for (int picture = 0; picture < batch.size(); picture++) {
            Map<String, Tensor> after = flow.after(site, picture, own), before = flow.before(site, picture);
            assertTrue(before.keySet().containsAll(network.outputs()));
            before.forEach((value, tensor) -> {
                double difference = RealNetworks.difference(after.get(value), tensor);
                assertTrue(difference < 1e-5, layer.name() + ": " + value + " differs by " + difference);
            });
        }
    }

    @Test
    void theConvolutionBeforeStandsForTheNormalization() {
        Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
        for (Layer layer : network.layers()) {
            if (layer.kind() != LayerKind.CONVOLUTION) continue;
            reproduces(network, layer, Catalogue.entry("bn").create(Parameters.NONE.with("stats", "running")),
                LayerSite.Placement.REPLACES, pictures);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:twin-bn", "squeezenet1.1"})
    void insertingWhatChangesNothingChangesNothing(String name) {
        Network network = RealNetworks.open(name, runner);
        Normalization nothing = Catalogue.entry("lrn").create(Parameters.NONE.with("k", "1").with("beta", "0"));
        for (Layer layer : network.layers()) {
            if (layer.shape().n() != 1 || Place.of(network, layer).replaced().isPresent()) continue;
            reproduces(network, layer, nothing, LayerSite.Placement.INSERTED, pictures.subList(0, 1));
        }
    }

    @Test
    void anotherNormalizationChangesTheOutput() {
        Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
        Layer layer = network.layers().stream().filter(l -> l.kind() == LayerKind.NORMALIZATION).skip(3)
            .findFirst().orElseThrow();
        LayerSite site = new FeatureMapFlow(runner).site(network, layer, pictures);
        TailFlow flow = new TailFlow(runner);
        String output = network.outputs().get(0);
        Tensor after = flow.after(site, 0, Catalogue.entry("in").create(Parameters.NONE)).get(output);
        assertTrue(RealNetworks.difference(after, site.output(output, 0)) > 1e-3);
    }
}
