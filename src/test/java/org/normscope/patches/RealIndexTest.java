package org.normscope.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Sample;
import org.normscope.image.Samples;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.patches.field.Box;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/**
 * Real networks on real pictures. With -Dnormscope.full=true all layers on a thousand pictures (a quarter of an hour);
 * else every few layers on some dozens.
 */
class RealIndexTest {
    private static final boolean FULL = Boolean.getBoolean("normscope.full");
    private static final int PICTURES = FULL ? 1000 : 40;
    private static final int EVERY = FULL ? 1 : 9;

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"squeezenet1.1", "tiny_darknet_bn", "mobilenetv2_0.35_bn_features"})
    void theNineOfEveryUnitAreThoseOfABruteForce(String name) throws IOException {
        Path folder = RealCorpus.unpacked(temp.resolve("pictures"), PICTURES);
        try (GraphRunner runner = new DjlRunner(1); Workers workers = Workers.threads()) {
            Network network = new ModelLibrary(runner).open(RealNetworks.origin(name), Map.of());
            List<Layer> layers = new ArrayList<>();
            for (int i = 2; i < network.layers().size(); i += EVERY) layers.add(network.layers().get(i));
            IndexedFolder.index(network, layers.stream().map(Layer::name).toList(), new FolderCorpus(folder),
                temp.resolve("i.db"), runner, workers);
            BruteForce expected = BruteForce.of(network, layers, Ranking.DIFFERENT, folder, runner);
            int units = 0;
            try (PatchIndex index = PatchIndex.open(temp.resolve("i.db"))) {
                assertEquals(PICTURES, index.pictures());
                for (IndexedLayer layer : index.layers()) {
                    for (int unit = 0; unit < layer.units(); unit++, units++) {
                        List<BruteForce.Place> found = index.top(layer, unit, Ranking.DIFFERENT).stream()
                            .map(patch -> new BruteForce.Place(patch.value(), patch.hash(), patch.y(), patch.x()))
                            .toList();
                        assertEquals(expected.top(layer.number(), unit), found, layer.name() + " unit " + unit);
                    }
                }
            }
            assertTrue(units > 500, "units compared: " + units);
        }
    }

    /** The patch of a picture that had to be scaled holds every pixel that has a say. */
    @Test
    void noiseOutsideThePatchLeavesTheStoredActivationUnchanged() throws IOException {
        Path folder = temp.resolve("samples");
        for (Sample sample : Samples.all().subList(0, 12)) {
            Files.createDirectories(folder);
            PictureFile.writePng(PictureSource.open(sample.origin()),
                folder.resolve(sample.id().replace('/', '-') + ".png"));
        }
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
            IndexedFolder.index(network, folder, temp.resolve("i.db"), runner);
            Random random = new Random(5);
            int partial = 0;
            try (PatchIndex index = PatchIndex.open(temp.resolve("i.db"))) {
                for (IndexedLayer layer : index.layers()) {
                    int unit = random.nextInt(layer.units());
                    for (Patch patch : index.top(layer, unit, Ranking.DIFFERENT).subList(0, 2)) {
                        Pixels picture = PictureFile.read(Path.of(patch.picture()));
                        Box box = patch.source(index.preprocessing());
                        if (box.width() < picture.width() / 2) partial++;
                        Tensor input = index.preprocessing().apply(List.of(noisyOutside(picture, box, random)));
                        String output = network.layer(layer.name()).orElseThrow().output();
                        float now = runner.run(network.graph(), network.feeds(input), List.of(output)).get(output)
                            .at(0, unit, patch.y(), patch.x());
                        assertEquals(patch.value(), now, 1e-4 * Math.max(1, Math.abs(patch.value())),
                            layer.name() + " unit " + unit + " " + patch);
                    }
                }
            }
            assertTrue(partial > 20, "patches smaller than half their picture: " + partial);
        }
    }

    private static Pixels noisyOutside(Pixels picture, Box box, Random random) {
        int[] argb = picture.argb().clone();
        for (int i = 0; i < argb.length; i++) {
            if (!box.contains(i % picture.width(), i / picture.width())) argb[i] = 0xFF000000 | random.nextInt(1 << 24);
        }
        return new Pixels(picture.width(), picture.height(), argb);
    }
}
