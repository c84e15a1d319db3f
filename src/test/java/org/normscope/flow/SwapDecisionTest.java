package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.attribution.Attribution;
import org.normscope.attribution.DecisionMethod;
import org.normscope.attribution.GradCam;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.Classes;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.NormSurgery;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Tensor;

/** Grad-CAM before and after a swap, against that of the network as it is and as surgery rewrites it. */
class SwapDecisionTest {
    @Test
    void itIsGradCamOfTheRewrittenNetwork() {
        try (DjlRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of("size", "48"));
            Layer norm = network.layers().stream().filter(layer -> layer.operator().equals("BatchNormalization"))
                .skip(1).findFirst().orElseThrow();
            LayerSite site = new FeatureMapFlow(runner).site(network, norm,
                List.of(PictureSource.open("builtin:photos/dogs"), PictureSource.open("builtin:photos/cat")));
            SwapDecision decision = new SwapDecision(runner, site.place(), 3, OptionalInt.of(1),
                SwapDecision.lastMoved(site.place()).orElseThrow());
            Tensor in = FeatureMapFlow.normalized(site, Catalogue.entry("in").create(Parameters.NONE), true,
                Optional.empty()).maps(0);
            float[] rho = new float[norm.shape().c()];
            Network rewritten = new Network(network.name(), network.origin(),
                NormSurgery.blended(network.graph(), norm.output(), rho), network.layers(), network.picture(),
                network.outputs(), network.spec(), network.remarks());
            for (boolean plus : new boolean[] {false, true}) {
                SwapDecision.Untouched untouched = decision.untouched(site, 0);
                same(network, runner, decision.layer(), plus, site, decision.before(untouched, plus));
                same(rewritten, runner, decision.layer(), plus, site, decision.after(untouched, in, plus));
            }
        }
    }

    /** Behind the maps all is linear: their gradient does not depend on what is swapped in before them. */
    @Test
    void aGradientThatTheSwapDoesNotMoveIsThatOfBefore(@TempDir Path folder) throws IOException {
        float[] readout = new float[64];
        for (int i = 0; i < readout.length; i++) readout[i] = i % 7 - 2;
        Path file = Files.write(folder.resolve("linear.onnx"), new TinyModel().input("x", 1, 1, 8, 8)
            .weights("w", new int[] {2, 1, 1, 1}, 1, -2).node("Conv", "x w", "c").node("Relu", "c", "r")
            .node("MaxPool", "r", "p", TinyModel.integers("kernel_shape", 2, 2), TinyModel.integers("strides", 2, 2))
            .weights("v", new int[] {32, 2}, readout).node("Flatten", "p", "f").node("MatMul", "f v", "y").output("y")
            .bytes());
        try (DjlRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open(file.toString(), Map.of());
            LayerSite site = new FeatureMapFlow(runner).site(network, network.layer("c").orElseThrow(),
                List.of(PictureSource.open("builtin:photos/cat")));
            SwapDecision decision = new SwapDecision(runner, site.place(), 0, OptionalInt.empty(),
                SwapDecision.lastMoved(site.place()).orElseThrow());
            assertEquals("p", decision.layer().name());
            SwapDecision.Untouched untouched = decision.untouched(site, 0);
            SwapDecision.Answer before = decision.before(untouched, false);
            Tensor maps = site.maps();
            float[] twice = new float[maps.data().length], map = new float[16];
            for (int i = 0; i < twice.length; i++) twice[i] = 2 * maps.data()[i];
            for (int i = 0; i < map.length; i++) map[i] = 2 * before.map().data()[i];
            SwapDecision.Answer after = decision.after(untouched, Tensor.of(maps.shape(), twice), false);
            assertArrayEquals(map, after.map().data(), 1e-4f);
            assertEquals(2 * before.score(), after.score(), 1e-4);
        }
    }

    private static void same(Network network, DjlRunner runner, Layer layer, boolean plus, LayerSite site,
                             SwapDecision.Answer answer) {
        Attribution wanted = GradCam.of(network, runner,
            DecisionMethod.objective(Classes.of(network), 3, OptionalInt.of(1)), layer, plus, site.run(0).input(),
            null);
        assertEquals(wanted.score(), answer.score(), 1e-3);
        float most = 0;
        for (float cell : wanted.map().data()) most = Math.max(most, cell);
        assertArrayEquals(wanted.map().data(), answer.map().data(), 1e-3f * most + 1e-6f);
    }
}
