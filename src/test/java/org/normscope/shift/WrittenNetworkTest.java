package org.normscope.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.network.RealNetworks;
import org.normscope.network.SavedNetwork;
import org.normscope.onnx.Graph;
import org.normscope.onnx.WellFormed;
import org.normscope.style.Mixing;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;

/**
 * Files as another tool gets them: sound by what ONNX's checker demands (installer/check-onnx runs that itself), and in
 * a session of their own what the app showed.
 */
class WrittenNetworkTest {
    @TempDir
    Path folder;
    private final GraphRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:twin-bn", "builtin:twin-ibn-a", "builtin:twin-ibn-b", "builtin:twin-gn",
        "tiny_darknet_bn", "mobilenetv2_0.35_bn_features"})
    void aCutNetworkIsSoundAndGivesWhatWasShown(String name) throws IOException {
        Network network = new ModelLibrary(runner).open(RealNetworks.origin(name), Map.of());
        Pixels picture = network.spec().preprocessing().fitted(PictureSource.open("builtin:photos/dogs"));
        for (IbnSurgery.Mode mode : IbnSurgery.Mode.values()) {
            List<Layer> places = IbnSurgery.places(network, mode);
            for (double[] shares : new double[][] {{0}, {1}, {0.3}, {0, 0.25, 0.5, 1}}) {
                Map<Layer, Double> rho = new HashMap<>();
                for (int i = 0; i < places.size(); i++) rho.put(places.get(i), shares[i % shares.length]);
                check(network, IbnSurgery.rewritten(network, rho, mode), picture, name + " " + mode + " " + shares[0]);
            }
        }
    }

    private void check(Network network, Graph graph, Pixels picture, String what) throws IOException {
        Path file = folder.resolve("written.onnx");
        SavedNetwork.write(network, graph, file);
        WellFormed.check(Files.readAllBytes(file), what);
        List<Prediction> shown, again;
        try (InvarianceProbe probe = new InvarianceProbe(IbnSurgery.network(network, graph), runner)) {
            shown = probe.read(picture).classes();
        }
        try (GraphRunner fresh = new DjlRunner(1)) {
            Network opened = new ModelLibrary(fresh).open(file, Map.of());
            String classes = opened.outputs().get(0);
            again = Prediction.top(network,
                opened.run(fresh, opened.spec().preprocessing().apply(List.of(picture)), List.of(classes)).get(classes),
                0, Integer.MAX_VALUE);
        }
        Map<Integer, Float> by = new HashMap<>();
        again.forEach(prediction -> by.put(prediction.index(), prediction.probability()));
        for (Prediction one : shown) {
            assertEquals(one.probability(), by.get(one.index()), 1e-4, what + ": " + one.label());
        }
    }

    @Test
    void aRecalibratedNetworkIsSoundAndGivesWhatWasShown() throws IOException {
        Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
        Pixels picture = network.spec().preprocessing().fitted(PictureSource.open("builtin:photos/cat"));
        Graph graph = Recalibration.recalibrated(network, runner,
            () -> Stream.of("dogs", "boats").map(photo -> PictureSource.open("builtin:photos/" + photo)));
        check(network, graph, picture, "recalibrated");
    }

    @ParameterizedTest
    @ValueSource(strings = {StyleLibrary.BUILT_IN, "fns_candy", "vangogh_starry-night"})
    void aFrozenStyleIsSound(String name) {
        StyleNetwork network = new StyleLibrary(runner).open(RealNetworks.origin(name));
        assertFalse(network.sites().isEmpty());
        for (Mixing.Mode mode : Mixing.Mode.values()) {
            for (float rho : new float[] {0, 0.4f, 1}) {
                Graph frozen = network.frozen(network.takesStyles()
                    ? network.code(PictureSource.open("builtin:paintings/corridor")) : null, Mixing.all(mode, rho));
                WellFormed.check(frozen.toBytes(), name + " " + mode + " " + rho);
            }
        }
    }
}
