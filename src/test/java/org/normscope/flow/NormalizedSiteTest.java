package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Samples;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.tensor.Tensor;

/** One picture of a batch, as a pane shows it, has what the command writes for the whole batch. */
class NormalizedSiteTest {
    private static final GraphRunner RUNNER = new DjlRunner(1);

    private static LayerSite site() {
        Network network = new ModelLibrary(RUNNER).open("builtin:twin-bn", Map.of());
        List<Pixels> pictures = Samples.firstBatch().stream().limit(3)
            .map(sample -> PictureSource.open(sample.origin())).toList();
        return new FeatureMapFlow(RUNNER).site(network, network.layer("block1.first.conv").orElseThrow(), pictures);
    }

    /** Post-LN of a residual addition has none here. */
    @TestFactory
    Stream<DynamicTest> everyNormalization() {
        LayerSite site = site();
        Stream<Catalogue.Entry> here = Catalogue.entries().stream().filter(entry -> !entry.id().equals("deepnorm"));
        return here.map(entry -> DynamicTest.dynamicTest(entry.id(), () -> {
            NormalizedSite one = FeatureMapFlow.normalized(site, entry.create(Parameters.NONE), true, Optional.empty());
            Tensor whole = one.maps();
            for (int n = 0; n < 3; n++) {
                double apart = RealNetworks.difference(one.maps(n), whole.picture(n));
                assertTrue(apart < 1e-5, entry.id() + ", picture " + n + " apart by " + apart);
            }
        }));
    }

    @Test
    void onlyWhatSharesBetweenPicturesIsOfTheBatch() {
        LayerSite site = site();
        Map<String, Boolean> batch = Map.of("bn", true, "ibn-a", true, "in", false, "ln", false, "gn", false);
        batch.forEach((id, shares) -> assertEquals(shares,
            new NormalizedSite(site, Catalogue.entry(id).create(Parameters.NONE), true, Optional.empty(),
                Calibration.NONE).batch(), id));
    }
}
