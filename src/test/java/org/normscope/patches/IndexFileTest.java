package org.normscope.patches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.task.Workers;
import org.normscope.text.Language;

/** Index files that cannot be used: one clear line, and nothing lost. */
class IndexFileTest {
    @TempDir
    Path temp;
    private GraphRunner runner;
    private Network network;
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        runner = new DjlRunner(1);
        network = TinyCorpus.network(temp, runner);
        folder = TinyCorpus.write(temp.resolve("pictures"), 0, 20);
    }

    @AfterEach
    void stop() {
        runner.close();
    }

    private void index(Path file) {
        IndexedFolder.index(network, folder, file, runner);
    }

    /** Indexing and reading both refuse, in one line that names the file, and leave it as it is. */
    private void refused(Path file, String because) throws IOException {
        byte[] before = Files.readAllBytes(file);
        for (IndexException said : List.of(assertThrows(IndexException.class, () -> index(file)),
            assertThrows(IndexException.class, () -> IndexedFolder.everything(file)))) {
            assertTrue(said.getMessage().contains(file.toString()) && said.getMessage().contains(because),
                said.getMessage());
            assertTrue(said.message(Language.CHINESE).contains(file.toString())
                && said.getMessage().lines().count() == 1);
        }
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void anotherProgramsFilesAreLeftAsTheyAre() throws Exception {
        refused(Files.writeString(temp.resolve("notes.txt"), "these are notes, not an index"), "no patch index");
        Path foreign = temp.resolve("foreign.db");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + foreign)) {
            other.createStatement().execute("CREATE TABLE customers(name TEXT)");
        }
        refused(foreign, "no patch index");
    }

    @Test
    void aFileThatWasCutOffIsDamaged() throws IOException {
        Path file = temp.resolve("i.db");
        index(file);
        byte[] whole = Files.readAllBytes(file);
        refused(Files.write(temp.resolve("half.db"), Arrays.copyOf(whole, whole.length / 2)), "damaged");
        byte[] scribbled = whole.clone();
        Arrays.fill(scribbled, 4096, whole.length, (byte) 77);
        refused(Files.write(temp.resolve("scribbled.db"), scribbled), "damaged");
    }

    @Test
    void anEmptyFileBecomesAnIndex() throws IOException {
        Path file = Files.createFile(temp.resolve("i.db"));
        index(file);
        try (PatchIndex index = PatchIndex.open(file)) {
            assertEquals(20, index.pictures());
        }
    }

    @Test
    void aLockedIndexIsSaidAndWhatItHoldsStays() throws Exception {
        Path file = temp.resolve("i.db");
        index(file);
        String before = IndexedFolder.everything(file);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            IndexException said = assertThrows(IndexException.class, () -> index(file));
            assertTrue(said.getMessage().contains("being written by another"), said.getMessage());
        }
        assertEquals(before, IndexedFolder.everything(file));
    }

    @Test
    void anotherNetworkPreprocessingOrChoiceOfLayersIsSaid() throws IOException {
        Path file = temp.resolve("i.db");
        index(file);
        String before = IndexedFolder.everything(file);
        Network other = TinyCorpus.network(temp, 23, runner);
        said("of the network tiny-22", () -> IndexedFolder.index(other, folder, file, runner));
        Network stretched = new ModelLibrary(runner)
            .open(temp.resolve("tiny-22.onnx"), Map.of("size", "12x10", "fit", "stretch"));
        said("another preprocessing", () -> IndexedFolder.index(stretched, folder, file, runner));
        List<String> one = List.of(network.layers().get(1).name());
        said("other layers",
            () -> IndexedFolder.index(network, one, new FolderCorpus(folder), file, runner, Workers.sameThread()));
        Path second = temp.resolve("second.db");
        IndexedFolder.index(other, folder, second, runner);
        said("of the network tiny-23", () -> IndexMerge.merge(List.of(file, second), temp.resolve("merged.db")));
        assertTrue(Files.notExists(temp.resolve("merged.db")));
        assertEquals(before, IndexedFolder.everything(file));
    }

    private static void said(String words, Runnable attempt) {
        IndexException fault = assertThrows(IndexException.class, attempt::run);
        assertTrue(fault.getMessage().contains(words), fault.getMessage());
    }

    /** SQLite says of a page limit what it says of a full disk. */
    @Test
    void aFullDiskKeepsTheLastCommit() throws SQLException {
        Path file = temp.resolve("i.db");
        IndexContents contents = new IndexContents(IndexSubject.of(network, List.of(), runner));
        try (IndexStore store = IndexStore.open(file, contents)) {
            store.limitTo(30);
            int last = 0;
            IndexException full = null;
            for (int i = 1; full == null && i < 100_000; i++) {
                try {
                    store.addPicture(i, String.format("%064x", i), 1, 1, new byte[contents.units()]);
                    if (i % 50 == 0) {
                        store.commit(false);
                        last = i;
                    }
                } catch (IndexException e) {
                    full = e;
                }
            }
            assertTrue(full != null && full.getMessage().contains("disk is full"), String.valueOf(full));
            try (PatchIndex index = PatchIndex.open(file)) {
                assertTrue(last > 0 && index.pictures() == last, index.pictures() + " of " + last);
            }
        }
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        Path file = temp.resolve("i.db");
        said("does not exist", () -> PatchIndex.open(file));
        said("is a folder", () -> index(folder));
        index(file);
        try (PatchIndex index = PatchIndex.open(file)) {
            IndexedLayer layer = index.layers().get(0);
            assertThrows(NotInIndexException.class, () -> index.top(layer, layer.units(), Ranking.DIFFERENT));
            assertThrows(NotInIndexException.class, () -> index.layer("none"));
        }
        assertThrows(NotInIndexException.class, () -> IndexSubject.of(network, List.of("none"), runner));
        said("is no folder", () -> new FolderCorpus(temp.resolve("nowhere")));
    }
}
