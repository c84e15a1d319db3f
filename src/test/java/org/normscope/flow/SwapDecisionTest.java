package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
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
