package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Samples;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.NotApplicableException;
import org.normscope.normalize.Parameters;
import org.normscope.normalize.Residual;
import org.normscope.normalize.Site;
import org.normscope.tensor.Tensor;

/** What a place in a network has beyond the batch: a style picture, a pool, the two sides of a residual addition. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionsTest {
    private GraphRunner runner;
    private FeatureMapFlow flow;
    private Network network;
    private List<Pixels> pictures;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
        flow = new FeatureMapFlow(runner);
        network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
        pictures = Samples.firstBatch().stream().limit(3)
            .map(sample -> PictureSource.open("builtin:" + sample.id())).toList();
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private Layer layer(String name) {
        return network.layer(name).orElseThrow();
    }

    private static Tensor apply(String id, Site site) {
        return Catalogue.entry(id).create(Parameters.NONE).apply(site);
    }

    private static void assertAgree(Tensor mine, Tensor other) {
        double difference = RealNetworks.difference(mine, other);
        assertTrue(difference < 1e-5, "apart by " + difference);
    }

    @Test
    void thePictureBehindIsTheStyle() {
        LayerSite site = flow.site(network, layer("block1.first.conv"), pictures);
        for (int n = 0; n < 3; n++) {
            Tensor style = site.alone((n + 1) % 3).maps();
            assertArrayEquals(style.data(), site.style().orElseThrow().picture(n).data());
            assertArrayEquals(style.data(), site.alone(n).style().orElseThrow().data());
            assertArrayEquals(apply("adain", site).picture(n).data(), apply("adain", site.alone(n)).data());
        }
        assertTrue(flow.site(network, layer("block1.first.conv"), pictures.subList(0, 1)).style().isEmpty());
    }

    @Test
    void aChosenStyleIsThatOfAllPictures() {
        LayerSite site = flow.site(network, layer("block1.first.conv"), pictures.subList(0, 2));
        Lent lent = flow.lent(site.place(), Optional.of(pictures.get(2)), Optional.empty());
        Site styled = new ConditionedSite(site, lent.style(), lent.pool());
        LayerSite both = flow.site(network, layer("block1.first.conv"), pictures.subList(1, 3));
        assertArrayEquals(apply("adain", both).picture(0).data(), apply("adain", styled).picture(1).data());
        assertThrows(NotApplicableException.class,
            () -> apply("adain", new ConditionedSite(site, Optional.empty(), Optional.empty())));
    }

    /** Moments joined picture by picture are those of all pictures together. */
    @Test
    void theBatchAsItsOwnPoolIsBatchNormalization() {
        LayerSite site = flow.site(network, layer("block2.first.conv"), pictures);
        Lent lent = flow.lent(site.place(), Optional.empty(), Optional.of(pictures.stream()));
        Site pooled = new ConditionedSite(site, lent.style(), lent.pool());
        assertAgree(apply("ubn", pooled), apply("bn", site));
        assertTrue(RealNetworks.difference(apply("ubn", site), apply("bn", site)) > 1e-2,
            "the window's pool is another");
        assertThrows(NotApplicableException.class,
            () -> flow.lent(site.place(), Optional.empty(), Optional.of(Stream.of())));
    }

    /**
     * The shortcut of the first block carries the stem's maps, that of the second its convolution and normalization.
     */
    @Test
    void residualAdditionsHaveTwoSides() {
        Map<String, String> shortcuts = Map.of("block1.add", "stem", "block2.add", "block2.skip.norm");
        shortcuts.forEach((addition, shortcut) -> {
            LayerSite site = flow.site(network, layer(addition), pictures);
            Residual sides = site.residual().orElseThrow();
            assertArrayEquals(network.run(runner, input(1), List.of(layer(shortcut).output()))
                .get(layer(shortcut).output()).data(),
                sides.shortcut().picture(1).data(), addition);
            Tensor sum = Tensor.zeros(site.shape());
            for (int i = 0; i < sum.data().length; i++) {
                sum.data()[i] = sides.shortcut().data()[i] + sides.branch().data()[i];
            }
            assertAgree(sum, site.maps());
            assertAgree(apply("deepnorm", site), apply("ln", site));
        });
        assertEquals(Optional.empty(), flow.site(network, layer("block1.first.conv"), pictures).residual());
    }

    private Tensor input(int picture) {
        return network.spec().preprocessing().apply(List.of(pictures.get(picture)));
    }
}
