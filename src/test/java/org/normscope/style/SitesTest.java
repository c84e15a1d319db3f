package org.normscope.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.file.GraphFile;
import org.normscope.style.Mixing.Mode;
import org.normscope.tensor.Tensor;

/**
 * The sites of the decoder beside ONNX Runtime's normalizations, one by one and frozen into one network; what weight
 * and mixing do.
 */
class SitesTest {
    private static final GraphRunner RUNNER = new DjlRunner(1);
    private static final StyleNetwork NETWORK = new StyleLibrary(RUNNER).builtIn();
    private static final Graph DECODER = GraphFile.read(Path.of("assets/style/style-decoder.onnx"));
    private static final Pixels PICTURE = Lanczos.scaled(PictureSource.open("builtin:photos/dogs"), 64, 48);
    private static final StyleCode CAFE = NETWORK.code(PictureSource.open("builtin:paintings/cafe-terrace"));

    private static final StyleSite PIXELS = NETWORK.sites().get(NETWORK.sites().size() - 1);

    @TempDir
    Path folder;

    private static Map<String, Tensor> decoded(Mixing mixing, List<String> values) {
        Map<String, Tensor> feeds = new HashMap<>(NETWORK.read(PICTURE).features());
        feeds.putAll(NETWORK.whole(CAFE, mixing).orElseThrow().feeds());
        return RUNNER.run(DECODER, feeds, values).values();
    }

    /** x through an operator with scale and shift, to be compared with y in units of the scale. */
    private static Tensor operator(String name, Tensor x, Tensor scale, Tensor shift, String site) {
        int[] channels = {x.shape().c()};
        TinyModel model = new TinyModel().input("x", x.shape().toArray()).weights("scale", channels, scale.data())
            .weights("shift", channels, shift.data());
        if (name.startsWith("Instance")) return run(model.node(name, "x scale shift", "y"), x);
        float[] mean = DECODER.constant(site + ".population_mean").orElseThrow().data(),
            variance = DECODER.constant(site + ".population_variance").orElseThrow().data();
        return run(model.weights("mean", channels, mean).weights("variance", channels, variance)
            .node(name, "x scale shift mean variance", "y"), x);
    }

    private static Tensor run(TinyModel model, Tensor x) {
        return RUNNER.run(model.output("y").graph(), Map.of("x", x), List.of("y")).get("y");
    }

    /**
     * rho 0 is instance normalization and rho 1 batch normalization at every site; so are the two ends of the split,
     * and each side of it. On the pixels the code's colours give way instead: that site stays instance normalization.
     */
    @ParameterizedTest
    @CsvSource({"BLEND, 0", "BLEND, 1", "SPLIT, 0", "SPLIT, 1", "SPLIT, 0.5"})
    void everySiteIsTheOperator(Mode mode, float rho) {
        for (StyleSite site : NETWORK.sites()) {
            List<String> values = List.of(site.name() + ".in", site.name() + ".scale",
                site.name() + ".shift", site.name() + ".out");
            Map<String, Tensor> found = decoded(Mixing.all(mode, rho), values);
            Tensor x = found.get(values.get(0)), scale = found.get(values.get(1)), shift = found.get(values.get(2)),
                y = found.get(values.get(3));
            Tensor in = operator("InstanceNormalization", x, scale, shift, site.name()),
                bn = operator("BatchNormalization", x, scale, shift, site.name());
            int plane = x.shape().plane(),
                first = site.equals(PIXELS) ? site.channels() : Math.round((1 - rho) * site.channels());
            for (int i = 0; i < y.data().length; i++) {
                float expected = (i / plane < first ? in : bn).data()[i],
                    size = Math.max(1, Math.max(Math.abs(expected), Math.abs(scale.data()[i / plane])));
                assertEquals(expected, y.data()[i], 1e-5 * size, site + " cell " + i);
            }
        }
    }

    private static Mixing[] mixings() {
        List<Float> each = new ArrayList<>();
        for (int k = 0; k < NETWORK.sites().size(); k++) each.add(k % 3 / 2f);
        return new Mixing[] {Mixing.all(Mode.BLEND, 0), Mixing.all(Mode.BLEND, 1), Mixing.all(Mode.SPLIT, .4f),
            new Mixing(Mode.BLEND, each)};
    }

    /** Code and mixing in the weights: the same picture, from operators that every tool knows. */
    @Test
    void frozenItPaintsTheSame() {
        Tensor picture = PictureTensor.of(PICTURE, 64, 48, PictureLevels.of(ValueRange.UNIT));
        for (Mixing mixing : mixings()) {
            Graph frozen = NETWORK.frozen(CAFE, mixing);
            assertEquals(1, frozen.inputs().size());
            Tensor expected = decoded(mixing, List.of("image")).get("image");
            Tensor painted = RUNNER.run(frozen, Map.of(frozen.inputs().get(0).name(), picture),
                List.of("image")).get("image");
            for (int i = 0; i < expected.data().length; i++) assertEquals(expected.data()[i], painted.data()[i], 1e-3);
        }
        assertEquals(NETWORK.sites().size(), count(NETWORK.frozen(CAFE, mixings()[0]), "InstanceNormalization"));
        assertEquals(0, count(NETWORK.frozen(CAFE, mixings()[0]), "BatchNormalization"));
        assertEquals(1, count(NETWORK.frozen(CAFE, mixings()[1]), "InstanceNormalization"));
        assertEquals(NETWORK.sites().size() - 1, count(NETWORK.frozen(CAFE, mixings()[1]), "BatchNormalization"));
    }

    private static long count(Graph graph, String operator) {
        return graph.nodes().stream().filter(node -> node.operator().equals(operator)).count();
    }

    /** Saved it is a network like any other: to look into, and to paint with. */
    @Test
    void frozenItOpensAsANetworkAndAsAStyle() throws IOException {
        Path file = Files.write(folder.resolve("cafe.onnx"), NETWORK.frozen(CAFE, mixings()[0]).toBytes());
        Network opened = new ModelLibrary(RUNNER).open(file, Map.of("size", "64x48"));
        assertEquals(NETWORK.sites().size(),
            opened.layers().stream().filter(layer -> layer.kind() == LayerKind.NORMALIZATION).count());
        assertTrue(opened.layer("site3").isPresent());
        assertEquals(1, opened.spec().preprocessing().high());
        FastStyle fast = new StyleLibrary(RUNNER).open(file);
        assertEquals(ValueRange.UNIT, fast.out());
        assertEquals(NETWORK.sites().size(), fast.sites().size());
        Pixels expected = NETWORK.paint(NETWORK.read(PICTURE), CAFE, mixings()[0]),
            painted = fast.paint(fast.read(PICTURE), null, mixings()[0]);
        // A picture this small is continued to 64 rows there: what is beside a border differs.
        assertTrue(difference(expected, painted) < 20, "mean difference " + difference(expected, painted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fns_candy", "vangogh_starry-night"})
    void fastNetworksFreezeToo(String name) {
        FastStyle network = new StyleLibrary(RUNNER).open(Path.of(RealNetworks.origin(name)));
        Pixels picture = Lanczos.scaled(PICTURE, 64, 64);
        Tensor x = PictureTensor.of(picture, 64, 64, PictureLevels.of(network.in()));
        for (Mixing mixing : List.of(Mixing.all(Mode.BLEND, .3f), Mixing.all(Mode.SPLIT, .5f))) {
            Graph frozen = network.frozen(null, mixing);
            Tensor y = RUNNER.run(frozen, Map.of("image", x), List.of("output")).get("output");
            Pixels expected = network.paint(network.read(picture), null, mixing),
                painted = PictureTensor.pixels(y, 64, 64, PictureLevels.of(network.out()));
            for (int i = 0; i < 64 * 64; i++) assertEquals(expected.argb()[i] & 255, painted.argb()[i] & 255, 1);
        }
    }

    private static double difference(Pixels a, Pixels b) {
        double sum = 0;
        for (int i = 0; i < a.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                sum += Math.abs((a.argb()[i] >> shift & 255) - (b.argb()[i] >> shift & 255));
            }
        }
        return sum / a.argb().length / 3;
    }

    /** The further the weight, the further from the picture painted in its own style. */
    @Test
    void theWeightLeadsAwaySteadily() {
        StyleCode own = NETWORK.code(PICTURE);
        Pixels first = NETWORK.paint(NETWORK.read(PICTURE), own, mixings()[0]);
        double before = -1;
        for (float weight : new float[] {0, .25f, .5f, .75f, 1}) {
            StyleCode code = StyleCode.mix(List.of(own, CAFE), List.of(1 - weight, weight));
            double apart = difference(first, NETWORK.paint(NETWORK.read(PICTURE), code, mixings()[0]));
            assertTrue(apart > before, "at " + weight + ": " + apart + " after " + before);
            before = apart;
        }
    }
}
