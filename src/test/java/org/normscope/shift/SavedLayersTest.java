package org.normscope.shift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.NormalizationParameters;
import org.normscope.network.RealNetworks;
import org.normscope.network.SavedNetwork;
import org.normscope.normalize.NotApplicableException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.WellFormed;
import org.normscope.stats.Moments;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;

/** What surgery saves opens as the layers it was made of, one for each normalization, and can be operated on again. */
class SavedLayersTest {
    @TempDir
    Path folder;
    private final GraphRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    private Network open(String origin) {
        return new ModelLibrary(runner).open(origin, Map.of());
    }

    private Network saved(Network network, Graph graph) throws IOException {
        Path file = folder.resolve("saved.onnx");
        SavedNetwork.write(network, graph, file);
        WellFormed.check(Files.readAllBytes(file), network.name());
        // A manifest beside it is not what names the layers.
        assertTrue(!Files.exists(folder.resolve("saved.json"))
            || !Files.readString(folder.resolve("saved.json")).contains("layers"));
        return open(file.toString());
    }

    private Network cut(Network network, IbnSurgery.Mode mode, double... shares) throws IOException {
        Map<Layer, Double> rho = new LinkedHashMap<>();
        for (Layer place : IbnSurgery.places(network, mode)) rho.put(place, shares[rho.size() % shares.length]);
        Graph graph = IbnSurgery.rewritten(network, rho, mode);
        Network saved = saved(network, graph);
        Tensor input = RealNetworks.noise(network, 1, 1);
        Tensor shown = IbnSurgery.network(network, graph).run(runner, input, network.outputs())
            .get(network.outputs().get(0));
        assertTrue(RealNetworks.difference(saved.run(runner, input, saved.outputs()).get(saved.outputs().get(0)), shown)
            <= 1e-6);
        return saved;
    }

    private Tensor run(Network network, Tensor input, String value) {
        return network.run(runner, input, Set.of(value)).get(value);
    }

    private static List<String> names(Network network) {
        return network.layers().stream().map(Layer::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:twin-bn", "tiny_darknet_bn", "mobilenetv2_0.35_bn_features"})
    void everyNormalizationIsOneLayerWithItsRho(String name) throws IOException {
        Network old = open(RealNetworks.origin(name));
        double[] shares = {0.3, 0, 0.75, 1};
        for (IbnSurgery.Mode mode : List.of(IbnSurgery.Mode.BLEND, IbnSurgery.Mode.A)) {
            Network saved = cut(old, mode, shares);
            assertEquals(names(old), names(saved), mode.toString());
            List<Layer> places = IbnSurgery.places(old, mode);
            for (int i = 0; i < places.size(); i++) {
                Layer was = places.get(i), is = saved.layer(was.name()).orElseThrow();
                int channels = was.shape().c();
                double rho = mode == IbnSurgery.Mode.A
                    ? (channels - Math.floor((1 - shares[i % 4]) * channels + 1e-9)) / channels : shares[i % 4];
                String title = mode == IbnSurgery.Mode.A ? "IBN-a" : "BIN", what = mode + " " + was.name();
                assertEquals(rho == 1 ? "BatchNormalization" : rho == 0 ? "InstanceNormalization" : title,
                    is.operator(), what);
                assertEquals(LayerKind.NORMALIZATION, is.kind());
                assertEquals(List.of(was.input(), was.output(), was.shape()),
                    List.of(is.input(), is.output(), is.shape()));
                if (rho == 0 || rho == 1) continue;
                assertEquals(rho, saved.mixed(is).orElseThrow().rho(), 1e-6, what);
                NormalizationParameters before = old.normalizationParameters(was).orElseThrow(),
                    after = saved.normalizationParameters(is).orElseThrow();
                assertArrayEquals(before.gamma(), after.gamma(), 1e-5f);
                assertArrayEquals(before.beta(), after.beta(), 1e-5f);
                assertArrayEquals(before.mean(), after.mean());
                assertArrayEquals(before.variance(), after.variance());
            }
        }
    }

    /** Half of a half: rho is what stays of the BN that there was. */
    @ParameterizedTest
    @CsvSource({"builtin:twin-bn,BLEND", "builtin:twin-bn,A", "mobilenetv2_0.35_bn_features,BLEND",
        "mobilenetv2_0.35_bn_features,A"})
    void aSavedNetworkIsOperatedOnAgain(String name, IbnSurgery.Mode mode) throws IOException {
        Network old = open(RealNetworks.origin(name)), half = cut(old, mode, 0.5), same = cut(half, mode, 1),
            quarter = cut(half, mode, 0.5), wanted = cut(old, mode, 0.25);
        assertEquals(IbnSurgery.places(old, mode).stream().map(Layer::name).toList(),
            IbnSurgery.places(half, mode).stream().map(Layer::name).toList());
        Tensor input = RealNetworks.noise(old, 1, 2);
        String output = old.outputs().get(0);
        assertTrue(RealNetworks.difference(run(same, input, output), run(half, input, output)) <= 1e-6);
        assertTrue(RealNetworks.difference(run(quarter, input, output), run(wanted, input, output)) < 1e-5);
        assertTrue(RealNetworks.difference(run(quarter, input, output), run(half, input, output)) > 1e-4,
            "nothing was changed");
        assertEquals(wanted.graph().nodes().size(), quarter.graph().nodes().size(),
            "nothing is left of the old mixture");
        Layer first = quarter.layer(IbnSurgery.places(old, mode).get(0).name()).orElseThrow();
        assertEquals(0.25, quarter.mixed(first).orElseThrow().rho(), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:twin-ibn-a", "builtin:twin-bin"})
    void aTwinKeepsItsLayers(String name) throws IOException {
        Network old = open(name);
        Layer last = IbnSurgery.places(old, IbnSurgery.Mode.BLEND)
            .stream().reduce((first, second) -> second).orElseThrow();
        Network saved = saved(old, IbnSurgery.rewritten(old, Map.of(last, 0.5), IbnSurgery.Mode.BLEND));
        assertEquals(names(old), names(saved));
        for (Layer layer : old.layers()) {
            assertEquals(layer.equals(last) ? "BIN" : layer.operator(),
                saved.layer(layer.name()).orElseThrow().operator());
            if (!layer.equals(last)) {
                assertEquals(old.mixed(layer).map(norm -> norm.rho()),
                    saved.mixed(saved.layer(layer.name()).orElseThrow()).map(norm -> norm.rho()));
            }
        }
        Tensor input = RealNetworks.noise(old, 1, 3);
        assertTrue(RealNetworks.difference(run(saved, input, last.input()), run(old, input, last.input())) <= 1e-6,
            "all before it is as it was");
    }

    /** Channels 0 to 15 are instance normalization from training, 16 to 23 become it, the rest stay. */
    @Test
    void moreChannelsOfATrainedSplitBecomeInstanceNormalization() throws IOException {
        Network old = open("builtin:twin-ibn-a");
        Layer layer = old.layer("block1.first.norm").orElseThrow();
        Network more = saved(old, IbnSurgery.rewritten(old, Map.of(layer, 0.5), IbnSurgery.Mode.A));
        assertEquals(0.5, old.mixed(layer).orElseThrow().rho());
        assertEquals(0.25, more.mixed(more.layer(layer.name()).orElseThrow()).orElseThrow().rho());
        assertEquals("IBN-a", more.layer(layer.name()).orElseThrow().operator());
        Tensor input = RealNetworks.noise(old, 1, 4), before = run(old, input, layer.output()),
            after = run(more, input, layer.output());
        float[] beta = old.normalizationParameters(layer).orElseThrow().beta();
        int plane = layer.shape().plane();
        for (int c = 0; c < layer.shape().c(); c++) {
            if (c >= 16 && c < 24) {
                assertEquals(beta[c], Moments.of(after.data(), c * plane, (c + 1) * plane).mean(), 1e-4, "unit " + c);
            } else {
                for (int i = c * plane; i < (c + 1) * plane; i++) {
                    assertEquals(before.data()[i], after.data()[i], 1e-5, "unit " + c);
                }
            }
        }
    }

    /**
     * A trained blend is linear in what is given up of its BN: half way between what it is and instance normalization,
     * computed here.
     */
    @Test
    void aTrainedBlendIsBlendedFurther() throws IOException {
        Network old = open("builtin:twin-bin");
        Layer layer = old.layer("block2.first.norm").orElseThrow();
        Network half = saved(old, IbnSurgery.rewritten(old, Map.of(layer, 0.5), IbnSurgery.Mode.BLEND));
        Tensor input = RealNetworks.noise(old, 1, 5), x = run(old, input, layer.input()),
            before = run(old, input, layer.output()), after = run(half, input, layer.output());
        float[] gamma = old.graph().constant("block2.first.norm.batch.gamma").orElseThrow().data(),
            beta = old.graph().constant("block2.first.norm.batch.beta").orElseThrow().data();
        int plane = layer.shape().plane();
        for (int c = 0; c < gamma.length; c++) {
            Moments moments = Moments.of(x.data(), c * plane, (c + 1) * plane);
            for (int i = c * plane; i < (c + 1) * plane; i++) {
                double instance = gamma[c] * (x.data()[i] - moments.mean()) / Math.sqrt(moments.variance() + 1e-5)
                    + beta[c];
                assertEquals((before.data()[i] + instance) / 2, after.data()[i], 1e-4, "unit " + c);
            }
        }
        assertEquals(old.mixed(layer).orElseThrow().rho() / 2,
            half.mixed(half.layer(layer.name()).orElseThrow()).orElseThrow().rho(), 1e-5);
    }

    @Test
    void whereNoBnIsLeftItIsSaid() throws IOException {
        Network none = cut(open("builtin:twin-bn"), IbnSurgery.Mode.BLEND, 0);
        assertEquals(List.of(), IbnSurgery.places(none, IbnSurgery.Mode.A));
        Layer stem = none.layer("stem.norm").orElseThrow();
        NotApplicableException refusal = assertThrows(NotApplicableException.class,
            () -> IbnSurgery.rewritten(none, Map.of(stem, 0.5), IbnSurgery.Mode.A));
        String said = refusal.message(Language.ENGLISH);
        assertTrue(said.contains("‘stem.norm’ is a InstanceNormalization") && said.contains("IBN-a"), said);
    }

    /** Names that the file cannot mean are passed by: it opens as its operators. */
    @ParameterizedTest
    @ValueSource(strings = {"{no json", "[1]", "{\"stem.norm\": {\"kind\": \"bin\"}}",
        "{\"a\": {\"kind\": \"bin\", \"inputs\": [\"x\"], \"outputs\": [\"y\"], \"nodes\": [\"a\", \"b\"]}}"})
    void namesThatDoNotFitArePassedBy(String json) throws IOException {
        Network old = open("builtin:twin-bn");
        Layer stem = old.layer("stem.norm").orElseThrow();
        Path file = folder.resolve("other.onnx");
        Files.write(file, IbnSurgery.rewritten(old, Map.of(stem, 0.5), IbnSurgery.Mode.BLEND)
            .withMetadata("normscope.layers", json).withMetadata("author", "x").toBytes());
        Network opened = open(file.toString());
        assertEquals("Add", opened.layer("stem.norm").orElseThrow().operator());
        assertEquals(Optional.of("x"), opened.graph().metadata("author"));
        assertEquals(old.layers().size() + 2, opened.layers().size());
    }
}
