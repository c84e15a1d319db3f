package org.normscope.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;

/** An indexing process that is killed, without a chance to say goodbye, at random moments. */
class KilledIndexerTest {
    private static final int KILLS = 20;
    private static final int PICTURES = 1200;

    @TempDir
    Path temp;

    @Test
    void twentyKillsLeaveTheIndexAsIfNothingHadHappened() throws Exception {
        Path folder = TinyCorpus.write(temp.resolve("pictures"), 0, PICTURES), killed = temp.resolve("killed.db");
        Random random = new Random(20);
        int kept = 0, growth = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(folder, killed);
            try (BufferedReader lines = process.inputReader()) {
                int pictures = random.nextInt(20);
                String line = lines.readLine();
                for (int i = 0; i < pictures && line != null; i++) line = lines.readLine();
                // The moment falls anywhere in a picture, or in a commit.
                process.waitFor(random.nextInt(25_000), TimeUnit.MICROSECONDS);
            } finally {
                process.destroyForcibly().waitFor();
            }
            int now = pictures(killed);
            assertTrue(now >= kept, "a kill took away what had been kept: " + kept + " to " + now);
            if (now > kept) growth++;
            kept = now;
        }
        // A fast machine has indexed all before the last kills, which must not harm that either.
        assertTrue(growth >= KILLS / 2, growth + " of the runs kept something, " + kept + " pictures in all");
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = TinyCorpus.network(temp, runner);
            IndexReport report = IndexedFolder.index(network, folder, killed, runner);
            assertEquals(PICTURES - kept, report.added(), "what was kept is not run again");
            IndexedFolder.index(network, folder, temp.resolve("whole.db"), runner);
        }
        assertEquals(IndexedFolder.everything(temp.resolve("whole.db")), IndexedFolder.everything(killed));
    }

    private Process start(Path folder, Path file) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            IndexingProcess.class.getName(), temp.toString(),
            folder.toString(), file.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static int pictures(Path file) {
        if (!Files.exists(file)) return 0;
        try (PatchIndex index = PatchIndex.open(file)) {
            return index.pictures();
        } catch (IndexException e) {
            return 0; // Killed before the first commit.
        }
    }
}
