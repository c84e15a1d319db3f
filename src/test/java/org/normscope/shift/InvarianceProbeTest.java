package org.normscope.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.tensor.Tensor;

/** What is measured in memory that is kept, against the same runs taken one by one. */
class InvarianceProbeTest {
    private final GraphRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    private Network open(String name) {
        return new ModelLibrary(runner).open("builtin:" + name, Map.of());
    }

    private static Pixels picture(Network network, String name) {
        return network.spec().preprocessing().fitted(PictureSource.open("builtin:photos/" + name));
    }

    private Activations run(Network network, Pixels picture) {
        List<String> values = new ArrayList<>(
            network.layers().stream().flatMap(layer -> Stream.of(layer.input(), layer.output())).distinct().toList());
        return network.run(runner, network.spec().preprocessing().apply(List.of(picture)), values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"twin-bn", "twin-ibn-a", "twin-in"})
    void everyLayerIsMeasuredAsByItself(String name) {
        Network network = open(name);
        Pixels dogs = picture(network, "dogs");
        try (InvarianceProbe probe = new InvarianceProbe(network, runner)) {
            Features before = probe.read(dogs);
            probe.compare(before, picture(network, "cat")); // what it leaves behind must not be seen
            Pixels dusk = Preset.DUSK.look().of(dogs);
            ShiftedFeatures found = probe.compare(before, dusk);
            Activations a = run(network, dogs), b = run(network, dusk);
            assertEquals(network.layers(), found.layers().stream().map(LayerShift::layer).toList());
            for (LayerShift shift : found.layers()) {
                Layer layer = shift.layer();
                assertClose(FeatureShift.of(a.get(layer.output()), b.get(layer.output())),
                    shift.output(), layer.name());
                assertEquals(layer.kind() == LayerKind.NORMALIZATION, shift.input().isPresent());
                shift.input().ifPresent(input ->
                    assertClose(FeatureShift.of(a.get(layer.input()), b.get(layer.input())), input, layer.name()));
            }
            List<Prediction> classes = Prediction.top(network, b.get(network.outputs().get(0)), 0, 7);
            assertEquals(classes.get(0).label(), found.classes().get(0).label());
            assertEquals(classes.get(0).probability(), found.classes().get(0).probability(), 1e-5);
        }
    }

    /** Sessions that tap other values fuse otherwise: the last digits of a float are their own. */
    private static void assertClose(FeatureShift wanted, FeatureShift found, String layer) {
        assertEquals(wanted.distance(), found.distance(), 1e-4 * (1 + wanted.distance()), layer);
        assertEquals(wanted.cosine(), found.cosine(), 1e-4, layer);
        assertEquals(wanted.divergence(), found.divergence(), 1e-3 * (1e-3 + wanted.divergence()), layer);
    }

    @Test
    void thePictureItselfDoesNotMove() {
        Network network = open("twin-bn");
        Pixels dogs = picture(network, "dogs");
        for (LayerShift shift : InvarianceMeter.measure(network, runner, dogs, dogs)) {
            assertEquals(0, shift.output().distance());
            assertEquals(0, shift.output().divergence());
        }
    }

    @Test
    void rightAfterInTheDivergenceIsZero() {
        Network network = open("twin-in");
        Pixels dogs = picture(network, "dogs");
        List<LayerShift> layers = InvarianceMeter.measure(network, runner, dogs, Preset.DUSK.look().of(dogs));
        List<LayerShift> norms = layers.stream().filter(shift -> shift.input().isPresent()).toList();
        assertEquals(12, norms.size());
        for (LayerShift norm : norms) {
            assertTrue(norm.output().divergence() < 1e-3 && norm.input().orElseThrow().divergence() > 1e-3,
                norm.toString());
        }
    }

    /**
     * Trained so or cut so: as many channels as are said to be IN agree in mean and variance, and elsewhere they do not
     * all.
     */
    @Test
    void channelsRightAfterInAreCountedWhereverItCameFrom() {
        Network bn = open("twin-bn"), split = open("twin-ibn-a");
        Layer stem = bn.layer("stem.norm").orElseThrow(), sum = bn.layer("block1.add").orElseThrow();
        assertEquals(Map.of("block1.first.norm", 16, "block2.first.norm", 32, "block3.first.norm", 64),
            constructed(split));
        assertEquals(Map.of(), constructed(bn));
        assertEquals(Map.of("stem.norm", 32), constructed(cut(bn, stem, 0, IbnSurgery.Mode.BLEND)));
        assertEquals(Map.of(), constructed(cut(bn, stem, 0.5, IbnSurgery.Mode.BLEND)));
        assertEquals(Map.of("stem.norm", 24), constructed(cut(bn, stem, 0.25, IbnSurgery.Mode.A)));
        assertEquals(Map.of("stem.norm", 32), constructed(cut(bn, stem, 0, IbnSurgery.Mode.A)));
        assertEquals(Map.of("block1.add", 32), constructed(cut(bn, sum, 0, IbnSurgery.Mode.B)));
        assertEquals(Map.of(), constructed(cut(bn, sum, 0.5, IbnSurgery.Mode.B)));
    }

    private static Network cut(Network network, Layer layer, double rho, IbnSurgery.Mode mode) {
        return IbnSurgery.network(network, IbnSurgery.rewritten(network, Map.of(layer, rho), mode));
    }

    /** By layer, where there are any; checked against the maps themselves. */
    private Map<String, Integer> constructed(Network network) {
        Pixels dogs = picture(network, "dogs"), dusk = Preset.DUSK.look().of(dogs);
        Activations a = run(network, dogs), b = run(network, dusk);
        Map<String, Integer> found = new HashMap<>();
        for (LayerShift shift : InvarianceMeter.measure(network, runner, dogs, dusk)) {
            if (shift.instance() == 0) continue;
            found.put(shift.layer().name(), shift.instance());
            ChannelStatistics before = ChannelStatistics.within(a.get(shift.layer().output())),
                after = ChannelStatistics.within(b.get(shift.layer().output()));
            int same = 0;
            for (int c = 0; c < before.mean().length; c++) {
                if (Math.abs(before.mean()[c] - after.mean()[c]) < 1e-4
                    && Math.abs(before.variance()[c] / after.variance()[c] - 1) < 0.05) {
                    same++;
                }
            }
            assertTrue(same >= shift.instance() && same < shift.instance() + 4,
                shift.layer().name() + ": " + same + " of " + shift.instance());
        }
        return found;
    }

    /** Against means and variances over the pictures, taken in two plain loops. */
    @Test
    void aSetMovesAsItsPicturesDo() {
        Network network = open("twin-bn");
        List<Pixels> pictures = Stream.of("dogs", "cat", "dahlia").map(name -> picture(network, name)).toList();
        List<Features> before = new ArrayList<>();
        List<ShiftedFeatures> after = new ArrayList<>();
        try (InvarianceProbe probe = new InvarianceProbe(network, runner)) {
            for (Pixels picture : pictures) {
                before.add(probe.read(picture));
                after.add(probe.compare(before.get(before.size() - 1), Preset.FOG.look().of(picture)));
            }
        }
        LayerShift found = SetShift.of(before, after).get(9);
        double[][] a = features(network, pictures, found.layer()),
            b = features(network, pictures.stream().map(Preset.FOG.look()::of).toList(), found.layer());
        double wanted = 0;
        for (int c = 0; c < a[0].length; c++) wanted += Divergence.of(single(a, c), single(b, c)) / a[0].length;
        assertEquals(wanted, found.output().divergence(), 1e-3 * wanted);
        assertEquals(after.stream().mapToDouble(shifted -> shifted.layers().get(9).output().cosine()).sum() / 3,
            found.output().cosine(), 1e-12);
    }

    /** By picture and channel: the mean over the cells. */
    private double[][] features(Network network, List<Pixels> pictures, Layer layer) {
        return pictures.stream().map(picture -> {
            Tensor maps = run(network, picture).get(layer.output());
            double[] means = new double[maps.shape().c()];
            for (int i = 0; i < maps.data().length; i++) {
                means[i / maps.shape().plane()] += maps.data()[i] / (double) maps.shape().plane();
            }
            return means;
        }).toArray(double[][]::new);
    }

    private static ChannelStatistics single(double[][] features, int channel) {
        double mean = 0, variance = 0;
        for (double[] picture : features) mean += picture[channel] / features.length;
        for (double[] picture : features) variance += Math.pow(picture[channel] - mean, 2) / features.length;
        return new ChannelStatistics(new double[] {mean}, new double[] {variance});
    }
}
