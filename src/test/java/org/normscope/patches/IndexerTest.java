package org.normscope.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.task.Job;
import org.normscope.task.Workers;

class IndexerTest {
    @TempDir
    Path temp;
    private GraphRunner runner;
    private Network network;

    @BeforeEach
    void start() throws IOException {
        runner = new DjlRunner(1);
        network = TinyCorpus.network(temp, runner);
    }

    @AfterEach
    void stop() {
        runner.close();
    }

    private Path pictures(String name, int from, int to) throws IOException {
        return TinyCorpus.write(temp.resolve(name), from, to);
    }

    private String indexed(Path folder, String file) {
        IndexedFolder.index(network, folder, temp.resolve(file), runner);
        return IndexedFolder.everything(temp.resolve(file));
    }

    @ParameterizedTest
    @EnumSource(Ranking.class)
    void theNineAreThoseOfABruteForceThatKeepsEverything(Ranking ranking) throws IOException {
        Path folder = pictures("pictures", 0, 60);
        Files.copy(folder.resolve("0/003.png"), folder.resolve("copy.png"));
        IndexedFolder.index(network, folder, temp.resolve("i.db"), runner);
        List<Layer> layers = network.layers();
        BruteForce expected = BruteForce.of(network, layers, ranking, folder, runner);
        int compared = 0;
        try (PatchIndex index = PatchIndex.open(temp.resolve("i.db"))) {
            for (int l = 0; l < layers.size(); l++) {
                for (int unit = 0; unit < layers.get(l).shape().c(); unit++, compared++) {
                    List<BruteForce.Place> found = index.top(index.layers().get(l), unit, ranking).stream()
                        .map(patch -> new BruteForce.Place(patch.value(), patch.hash(), patch.y(), patch.x())).toList();
                    assertEquals(expected.top(l, unit), found, layers.get(l).name() + " unit " + unit);
                }
            }
            assertEquals(60, index.pictures(), "a copy is no other picture");
        }
        assertTrue(compared >= 9, "units compared: " + compared);
    }

    @Test
    void theNumberOfThreadsMakesNoDifference() throws IOException {
        Path folder = pictures("pictures", 0, 80);
        String alone = indexed(folder, "alone.db");
        try (Workers workers = Workers.threads()) {
            IndexedFolder.index(network, List.of(), new FolderCorpus(folder), temp.resolve("crew.db"), runner, workers);
        }
        assertEquals(alone, IndexedFolder.everything(temp.resolve("crew.db")));
    }

    @Test
    void onlyNewPicturesAreRun() throws IOException {
        Path folder = pictures("pictures", 0, 30);
        indexed(folder, "i.db");
        pictures("pictures", 30, 45);
        Files.move(folder.resolve("0/001.png"), folder.resolve("renamed.png"));
        IndexReport report = IndexedFolder.index(network, folder, temp.resolve("i.db"), runner);
        assertEquals(15, report.added());
        assertEquals(0, report.removed());
        assertEquals(indexed(folder, "fresh.db"), IndexedFolder.everything(temp.resolve("i.db")));
        assertEquals(0, IndexedFolder.index(network, folder, temp.resolve("i.db"), runner).added());
    }

    @Test
    void withoutARemovedPictureTheIndexIsThatOfTheRest() throws IOException {
        Path folder = pictures("pictures", 0, 70);
        indexed(folder, "i.db");
        for (int i = 0; i < 70; i += 4) Files.delete(folder.resolve(i / 10 + "/" + String.format("%03d.png", i)));
        Files.write(folder.resolve("1/011.png"), Files.readAllBytes(folder.resolve("2/021.png")));
        IndexReport report = IndexedFolder.index(network, folder, temp.resolve("i.db"), runner);
        assertEquals(19, report.removed());
        assertEquals(indexed(folder, "fresh.db"), IndexedFolder.everything(temp.resolve("i.db")));
    }

    @Test
    void aReaderLearnsOfPicturesThatWereTakenOut() throws IOException {
        Path folder = pictures("pictures", 0, 30);
        indexed(folder, "i.db");
        try (PatchIndex index = PatchIndex.open(temp.resolve("i.db"))) {
            IndexedLayer layer = index.layers().get(0);
            Ranking ranking = Ranking.values()[0];
            index.top(layer, 0, ranking);
            for (int i = 0; i < 29; i++) Files.delete(folder.resolve(i / 10 + "/" + String.format("%03d.png", i)));
            IndexedFolder.index(network, folder, temp.resolve("i.db"), runner);
            assertEquals(List.of("2/029.png"),
                index.top(layer, 0, ranking).stream().map(Patch::name).distinct().toList());
        }
    }

    @Test
    void aFolderThatGoesAwayTakesNothingWithIt() throws IOException {
        Path folder = pictures("pictures", 0, 40), away = temp.resolve("away");
        List<Throwable> failures = new ArrayList<>();
        new Indexer(network, List.of(), runner, Workers.sameThread())
            .job(new FolderCorpus(folder), temp.resolve("i.db"), progress -> {
                if (progress.done() == 20) assertTrue(folder.toFile().renameTo(away.toFile()));
            }, () -> { }).start(Runnable::run, Runnable::run, report -> { }, failures::add);
        assertEquals(new IndexException("patches.corpus.gone", folder.toString()).getMessage(),
            failures.get(0).getMessage());
        try (PatchIndex index = PatchIndex.open(temp.resolve("i.db"))) {
            assertTrue(index.pictures() >= 20, index.pictures() + " pictures are left");
        }
        assertTrue(away.toFile().renameTo(folder.toFile()));
        assertEquals(indexed(folder, "fresh.db"), indexed(folder, "i.db"));
    }

    @Test
    void mergedPartsAreTheIndexOfTheWhole() throws IOException {
        Path folder = pictures("pictures", 0, 90);
        String whole = indexed(folder, "whole.db");
        List<Path> parts = new ArrayList<>();
        for (int part = 1; part <= 3; part++) {
            parts.add(temp.resolve(part + ".db"));
            IndexedFolder.index(network, List.of(), new FolderCorpus(folder, part, 3), parts.get(part - 1),
                runner, Workers.sameThread());
        }
        assertEquals(90, IndexMerge.merge(parts, temp.resolve("merged.db")));
        assertEquals(whole, IndexedFolder.everything(temp.resolve("merged.db")));
        assertEquals(0, IndexedFolder.index(network, folder, temp.resolve("merged.db"), runner).added(),
            "the merged index goes on as the whole");
    }

    @Test
    void partsThatShareAPictureCountItOnce() throws IOException {
        Path one = pictures("one", 0, 40), other = pictures("other", 25, 60);
        indexed(one, "one.db");
        indexed(other, "other.db");
        assertEquals(60,
            IndexMerge.merge(List.of(temp.resolve("one.db"), temp.resolve("other.db")), temp.resolve("merged.db")));
        String merged = IndexedFolder.everything(temp.resolve("merged.db"));
        Path both = temp.resolve("both");
        copy(one, both.resolve("one"));
        copy(other, both.resolve("other"));
        assertEquals(withoutNames(indexed(both, "both.db")), withoutNames(merged));
    }

    private static String withoutNames(String everything) {
        return everything.replaceAll(" [^ ,\\]]*\\.png", "");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void aCancelledJobKeepsWhatItHasAndIsTakenUp() throws IOException {
        Path folder = pictures("pictures", 0, 50);
        String whole = indexed(folder, "whole.db");
        Job<?>[] job = new Job<?>[1];
        Job<IndexReport> cancelled = new Indexer(network, List.of(), runner, Workers.sameThread())
            .job(new FolderCorpus(folder),
            temp.resolve("i.db"), progress -> { if (progress.done() == 20) job[0].cancel(); }, () -> { });
        job[0] = cancelled;
        cancelled.start(Runnable::run, Runnable::run, done -> { }, failed -> { });
        assertEquals(Job.Phase.CANCELLED, cancelled.state().phase());
        IndexReport report = IndexedFolder.index(network, folder, temp.resolve("i.db"), runner);
        assertEquals(30, report.added());
        assertEquals(whole, IndexedFolder.everything(temp.resolve("i.db")));
    }

    @Test
    void anIndexCanBeReadWhileItIsBuilt() throws IOException {
        Path folder = pictures("pictures", 0, 40), file = temp.resolve("i.db");
        List<Integer> seen = new ArrayList<>();
        new Indexer(network, List.of(), runner, Workers.sameThread(), 0)
            .job(new FolderCorpus(folder), file, progress -> { }, () -> {
                try (PatchIndex index = PatchIndex.open(file)) {
                    seen.add(index.pictures());
                    IndexedLayer first = index.layers().get(0);
                    assertEquals(Math.min(9, index.pictures()), index.top(first, 0, Ranking.DIFFERENT).size());
                    assertEquals(index.pictures(), index.distribution(first, 0).total());
                }
            }).start(Runnable::run, Runnable::run, done -> seen.add(-1), failed -> {
                throw new AssertionError(failed);
            });
        assertTrue(seen.size() > 20 && seen.get(0) < 3, seen.toString());
        assertEquals(-1, seen.get(seen.size() - 1));
    }

    @Test
    void anEmptyFolderIsSaid() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("empty"));
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        IndexException said = assertThrows(IndexException.class,
            () -> IndexedFolder.index(network, folder, temp.resolve("i.db"), runner));
        assertTrue(said.getMessage().contains("holds no pictures"), said.getMessage());
    }
}
