package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Affine;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.tensor.Tensor;

/** A normalization that is put in behind a layer, against plain arithmetic. */
class CalibrationTest {
    private static final GraphRunner RUNNER = new DjlRunner(1);
    private static final Network NONE = new ModelLibrary(RUNNER).open("builtin:twin-none", Map.of());
    private static final List<Pixels> PICTURES = List.of(PictureSource.open("builtin:photos/dogs"),
        PictureSource.open("builtin:photos/house"));

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    private static LayerSite site(Network network, String layer) {
        return new FeatureMapFlow(RUNNER).site(network, network.layer(layer).orElseThrow(), PICTURES);
    }

    private static NormalizedSite put(LayerSite site, String id, Calibration calibration) {
        return FeatureMapFlow.normalized(site, Catalogue.entry(id).create(Parameters.NONE), true, Optional.empty(),
            calibration);
    }

    @Test
    void gammaAndBetaAreTheLayersOwnDeviationAndMeanOverTheTray() {
        LayerSite site = site(NONE, "block1.first.conv");
        Affine matched = site.matched(Calibration.TRAY).orElseThrow();
        Tensor maps = site.maps();
        int plane = maps.shape().plane(), channels = maps.shape().c();
        for (int c = 0; c < channels; c++) {
            double sum = 0, squares = 0;
            for (int n = 0; n < 2; n++) {
                for (int i = 0; i < plane; i++) sum += maps.data()[(n * channels + c) * plane + i];
            }
            double mean = sum / (2 * plane);
            for (int n = 0; n < 2; n++) {
                for (int i = 0; i < plane; i++) {
                    double apart = maps.data()[(n * channels + c) * plane + i] - mean;
                    squares += apart * apart;
                }
            }
            assertEquals(mean, matched.beta()[c], 1e-5 * (1 + Math.abs(mean)));
            assertEquals(Math.sqrt(squares / (2 * plane)), matched.gamma()[c], 1e-5 * matched.gamma()[c] + 1e-6);
        }
    }

    @Test
    void matchedBatchNormalizationChangesNothingOfItsOwnBatchAndPlainOneDoes() {
        LayerSite site = site(NONE, "block1.first.conv");
        assertArrayEquals(site.maps().data(), put(site, "bn", Calibration.TRAY).maps().data(), 2e-3f);
        assertTrue(largest(site.maps(), put(site, "bn", Calibration.NONE).maps()) > 0.5);
    }

    @Test
    void overTheSamplePhotosThereAreOtherNumbers() {
        LayerSite site = site(NONE, "stem.conv");
        Affine tray = site.matched(Calibration.TRAY).orElseThrow(),
            samples = site.matched(Calibration.SAMPLES).orElseThrow();
        assertArrayEquals(site.pool().orElseThrow().mean(), samples.beta());
        assertTrue(Math.abs(tray.gamma()[0] - samples.gamma()[0]) > 1e-4);
    }

    @Test
    void whereTheNetworksOwnIsReplacedItsGammaAndBetaStay() {
        Network bn = new ModelLibrary(RUNNER).open("builtin:twin-bn", Map.of());
        LayerSite site = site(bn, "block1.first.conv");
        assertEquals(Optional.empty(), site.matched(Calibration.TRAY));
        assertArrayEquals(put(site, "in", Calibration.NONE).maps().data(),
            put(site, "in", Calibration.TRAY).maps().data());
    }

    private static double largest(Tensor a, Tensor b) {
        double largest = 0;
        for (int i = 0; i < a.data().length; i++) largest = Math.max(largest, Math.abs(a.data()[i] - b.data()[i]));
        return largest;
    }
}
