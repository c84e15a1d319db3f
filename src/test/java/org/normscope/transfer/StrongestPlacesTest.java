package org.normscope.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/** Against all places of all pictures, sorted; of a network of a few weights, before and after training. */
class StrongestPlacesTest {
    @TempDir
    Path folder;
    private GraphRunner runner;
    private Network network;
    private Network trained;
    private PictureSet set;

    @BeforeEach
    void begin() throws IOException {
        runner = new DjlRunner(1);
        network = SmallNetwork.open(runner, folder);
        set = ClassFolder.read(ColourPictures.write(folder.resolve("data"), 24, 0), share -> { });
        TrainedPart part = new TrainedPart(HeadedGraph.of(FeatureLayer.last(network), network.graph(),
            new LinearHead(new float[2][4], new float[2], Double.NaN)), network.picture(), TrainedPart.Norms.FROZEN);
        trained = network.rewritten(new Training(network, part, TrainingPlan.blocks(3).over(3), runner,
            Workers.sameThread()).of(set, epoch -> { }, share -> { }).graph());
    }

    @AfterEach
    void end() {
        runner.close();
    }

    private Layer layer(String name) {
        return network.layer(name).orElseThrow();
    }

    private List<StrongestPlaces> found(String layer) {
        return StrongestPlaces.of(List.of(network, trained), layer(layer), set.of(Split.TRAINING), runner,
            share -> { });
    }

    private List<StrongestPlaces.Place> all(Network of, Layer layer, int unit) {
        List<StrongestPlaces.Place> all = new ArrayList<>();
        for (Example example : set.of(Split.TRAINING)) {
            Tensor maps = of.run(runner, of.spec().preprocessing().apply(List.of(
                PictureSource.open(example.file()))), List.of(layer.output())).get(layer.output());
            for (int y = 0; y < maps.shape().h(); y++) {
                for (int x = 0; x < maps.shape().w(); x++) {
                    all.add(new StrongestPlaces.Place(example, maps.at(0, unit, y, x), x, y));
                }
            }
        }
        all.sort(Comparator.comparing((StrongestPlaces.Place place) -> -place.value())
            .thenComparing(place -> place.example().hash()));
        return all;
    }

    @Test
    void theNineAreThoseOfAllPlacesSorted() {
        for (String name : List.of("conv a", "conv b", "last")) {
            List<StrongestPlaces> found = found(name);
            for (int unit = 0; unit < layer(name).shape().c(); unit++) {
                for (int k = 0; k < 2; k++) {
                    List<StrongestPlaces.Place> wanted = new ArrayList<>();
                    for (StrongestPlaces.Place place : all(k == 0 ? network : trained, layer(name), unit)) {
                        boolean known = wanted.stream().anyMatch(one -> one.example().equals(place.example()));
                        if (!known && wanted.size() < 9) wanted.add(place);
                    }
                    assertEquals(wanted, found.get(k).of(unit), name + ", unit " + unit);
                }
            }
        }
        assertNotEquals(found("conv b").get(0).of(0), found("conv b").get(1).of(0));
    }

    /** Pictures of 24 pixels, a network of 8: a filter of 3 x 3 sees 9 x 9 of them. */
    @Test
    void aPatchIsWhatItsCellSees() {
        StrongestPlaces found = found("conv a").get(0);
        for (Example example : set.of(Split.TRAINING).subList(0, 3)) {
            Pixels picture = PictureSource.open(example.file());
            for (int cell = 0; cell < 36; cell++) {
                int x = 1 + cell % 6, y = 1 + cell / 6;
                int[] wanted = new int[81];
                for (int i = 0; i < 81; i++) wanted[i] = picture.at(3 * (x - 1) + i % 9, 3 * (y - 1) + i / 9);
                assertArrayEquals(wanted, found.cut(new StrongestPlaces.Place(example, 0, x, y), 9).argb());
            }
        }
    }
}
