package org.normscope.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/** Features are computed once, whatever happens in between. */
class FeatureRunTest {
    @TempDir
    Path folder;
    private GraphRunner runner;
    private FeatureLayer cut;
    private PictureSet set;

    @BeforeEach
    void begin() throws IOException {
        runner = new DjlRunner(1);
        Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
        cut = FeatureLayer.last(network);
        set = ClassFolder.read(ColourPictures.write(folder.resolve("data"), 6, 0), share -> { });
    }

    @AfterEach
    void end() {
        runner.close();
    }

    private FeatureTable table(Workers workers, PictureSet of) {
        return new FeatureRun(cut, runner, workers, folder.resolve("kept")).of(of, share -> { });
    }

    /** Whoever asks for a picture to be read has it computed again. */
    private static Workers unable() {
        return Workers.all(task -> {
            throw new AssertionError("computed again");
        });
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void featuresAreTheMeansOfTheLayersMaps() {
        FeatureTable table = table(Workers.sameThread(), set);
        for (int i = 0; i < table.cells().length; i++) {
            Tensor input = cut.input(PictureFile.read(Path.of(table.set().examples().get(i).file())));
            Tensor maps = cut.network().run(runner, input, Set.of(cut.layer().output())).get(cut.layer().output());
            for (int c = 0; c < cut.count(); c++) {
                double sum = 0;
                for (int y = 0; y < maps.shape().h(); y++) {
                    for (int x = 0; x < maps.shape().w(); x++) sum += maps.at(0, c, y, x);
                }
                assertEquals(sum / maps.shape().plane(), table.cells()[i][c], 1e-5);
            }
        }
    }

    /** Every layer's features come from one run a picture, and are those that each gives by itself. */
    @Test
    void allLayersAtOnceAreEachLayerAlone() {
        Network network = cut.network();
        LayerScore.of(network, set, runner, Workers.sameThread(), folder.resolve("together"), 1, share -> { });
        for (FeatureLayer layer : List.of(LayerScore.layers(network).get(0), cut)) {
            FeatureTable together = new FeatureRun(layer, runner, unable(), folder.resolve("together"))
                .of(set, share -> { });
            FeatureTable alone = new FeatureRun(layer, runner, Workers.sameThread(), folder.resolve("alone"))
                .of(set, share -> { });
            for (int i = 0; i < 12; i++) assertArrayEquals(alone.cells()[i], together.cells()[i], 1e-5f);
        }
    }

    @Test
    void whatIsKeptIsNotComputedAgain() {
        FeatureTable first = table(Workers.sameThread(), set), again = table(unable(), set);
        assertEquals(first.set(), again.set());
        assertArrayEquals(first.looks(), again.looks());
        for (int i = 0; i < first.cells().length; i++) assertArrayEquals(first.cells()[i], again.cells()[i]);
    }

    /** A process that is killed leaves whole records and perhaps a part of one more, cut anywhere. */
    @Test
    void aRecordThatWasCutShortIsComputedAgainAndNoOther() throws IOException {
        FeatureTable first = table(Workers.sameThread(), set);
        long record = (Files.size(file()) - 8) / 12;
        for (long cutOff : new long[] {1, 3, record / 2, record - 1}) {
            try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
                bytes.setLength(bytes.length() - cutOff);
            }
            try (FeatureFile kept = FeatureFile.open(folder.resolve("kept"), cut)) {
                List<Example> lost = set.examples().stream().filter(one -> !kept.has(one.hash())).toList();
                assertEquals(List.of(set.examples().get(11)), lost);
            }
            FeatureTable again = table(Workers.sameThread(), set);
            for (int i = 0; i < 12; i++) assertArrayEquals(first.cells()[i], again.cells()[i]);
        }
    }

    @Test
    void aRecordThatWasDamagedIsNotBelieved() throws IOException {
        FeatureTable first = table(Workers.sameThread(), set);
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.seek(bytes.length() - 20);
            bytes.write(0x55);
        }
        FeatureTable again = table(Workers.sameThread(), set);
        for (int i = 0; i < 12; i++) assertArrayEquals(first.cells()[i], again.cells()[i]);
    }

    @Test
    void workThatIsStoppedGoesOnWhereItWas() {
        FeatureRun run = new FeatureRun(cut, runner, Workers.sameThread(), folder.resolve("kept"));
        assertThrows(CancellationException.class, () -> run.of(set, share -> {
            if (share > .5) throw new CancellationException();
        }));
        try (FeatureFile kept = FeatureFile.open(folder.resolve("kept"), cut)) {
            assertEquals(7, set.examples().stream().filter(one -> kept.has(one.hash())).count());
            assertTrue(assertThrows(TransferException.class, () -> table(Workers.sameThread(), set)).getMessage()
                .contains("another run"), "two jobs at once");
        }
    }

    @Test
    void brokenAndVanishedPicturesAreLeftOutAndSaid() throws IOException {
        Path red = folder.resolve("data/red");
        Files.writeString(red.resolve("none.jpg"), "no picture");
        Files.write(red.resolve("cut.png"), Arrays.copyOf(Files.readAllBytes(red.resolve("0.png")), 200));
        PictureSet more = ClassFolder.read(folder.resolve("data"), share -> { });
        Files.delete(red.resolve("3.png"));
        FeatureTable table = table(Workers.sameThread(), more);
        assertEquals(11, table.set().examples().size());
        assertEquals(3, table.set().count(LeftOut.Why.BROKEN));
    }

    @Test
    void twoNetworksAndTwoCutsAreKeptApart() {
        table(Workers.sameThread(), set);
        FeatureLayer other = new FeatureLayer(cut.network(), cut.network().layer("stem.norm").orElseThrow());
        assertTrue(!other.key().equals(cut.key()));
        Network wider = new ModelLibrary(runner).open("builtin:twin-bn", Map.of("size", "40"));
        assertTrue(!FeatureLayer.last(wider).key().equals(cut.key()));
    }
}
