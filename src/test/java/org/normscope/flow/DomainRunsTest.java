package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.TinyClassifier;
import org.normscope.shift.DomainGathering;
import org.normscope.shift.DomainRun;
import org.normscope.text.Fault;

/** Several networks over one decoding of a folder. */
class DomainRunsTest {
    @TempDir
    Path folder;
    private final GraphRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    private Path picture(String name, int width, int height, long seed) throws IOException {
        Random random = new Random(seed);
        // partly transparent, too
        int[] argb = random.ints((long) width * height).map(bits -> bits | 0x80000000).toArray();
        Path file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        PictureFile.writePng(new Pixels(width, height, argb), file);
        return file;
    }

    private List<Network> networks() throws IOException {
        ModelLibrary library = new ModelLibrary(runner);
        return List.of(library.open(TinyClassifier.write(folder.resolve("one.onnx")), Map.of()),
            library.open("builtin:twin-bn", Map.of()),
            library.open("builtin:twin-in", Map.of("size", "64")),
            library.open("builtin:twin-in", Map.of("size", "64", "mean", "0.5")));
    }

    /** Only who can look into a folder can say what is missing there. */
    @Test
    void aFolderThatCannotBeListedIsNotOneWithoutDomains() throws IOException {
        Path gone = folder.resolve("gone"), file = Files.createFile(folder.resolve("file"));
        for (Path none : List.of(gone, file)) {
            Fault fault = assertThrows(Fault.class, () -> new DomainFolders(none, skipped -> { }));
            assertEquals("patches.corpus.missing", fault.key());
        }
        Path secret = Files.createDirectories(folder.resolve("secret"));
        secret.toFile().setReadable(false);
        assumeFalse(Files.isReadable(secret), "this user may read every file");
        assertEquals("patches.corpus.unreadable",
            assertThrows(Fault.class, () -> new DomainFolders(secret, skipped -> { })).key());
    }

    /** More pictures than are held at once, of several sizes: to the last bit what each network gives alone. */
    @Test
    void eachNetworkGivesWhatItGivesAlone() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 37; i++) {
            files.add(picture(String.format("one/dark/%02d.png", i), i % 3 == 0 ? 16 : 40 + i,
                i % 3 == 0 ? 16 : 50, i));
        }
        picture("two/bright/a.png", 64, 64, 99);
        List<Network> networks = networks();
        List<String> steps = new ArrayList<>();
        List<Map<String, DomainRun>> runs = DomainRuns.of(networks, runner,
            new DomainFolders(folder.resolve("data"), skipped -> { }), steps::add);
        assertEquals(38 * networks.size(), steps.size());
        assertEquals(37 * networks.size(), steps.stream().filter("one"::equals).count());
        for (int i = 0; i < networks.size(); i++) {
            DomainGathering alone = new DomainGathering(networks.get(i), runner);
            int label = networks.get(i).spec().labels().indexOf("dark");
            for (Path file : files) alone.add(PictureFile.read(file), label);
            DomainRun wanted = alone.run(), found = runs.get(i).get("one");
            assertEquals(37, found.pictures());
            assertEquals(wanted.right(), found.right());
            assertEquals(wanted.features().keySet(), found.features().keySet());
            wanted.features().forEach((value, statistics) -> {
                assertArrayEquals(statistics.mean(), found.features().get(value).mean(), value);
                assertArrayEquals(statistics.variance(), found.features().get(value).variance(), value);
            });
        }
    }

    /** Once the first network runs the files are not needed any more. */
    @Test
    void picturesAreDecodedOnce() throws IOException {
        for (int i = 0; i < 5; i++) picture("one/dark/" + i + ".png", 20, 20, i);
        List<FolderPictures.Skipped> skipped = new ArrayList<>();
        List<Map<String, DomainRun>> runs = DomainRuns.of(networks(), runner,
            new DomainFolders(folder.resolve("data"), skipped::add), domain -> deleteAll());
        assertEquals(List.of(5, 5, 5, 5), runs.stream().map(run -> run.get("one").pictures()).toList());
        assertEquals(List.of(), skipped);
    }

    private void deleteAll() {
        try (Stream<Path> files = Files.list(folder.resolve("data/one/dark"))) {
            for (Path file : files.toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itEndsWhereItIsStopped() throws IOException {
        for (int i = 0; i < 3; i++) picture("one/dark/" + i + ".png", 20, 20, i);
        List<Network> networks = networks();
        DomainFolders folders = new DomainFolders(folder.resolve("data"), skipped -> { });
        int[] steps = new int[1];
        assertThrows(CancellationException.class, () -> DomainRuns.of(networks, runner, folders, domain -> {
            if (++steps[0] == 5) throw new CancellationException();
        }));
        assertEquals(5, steps[0]);
    }
}
