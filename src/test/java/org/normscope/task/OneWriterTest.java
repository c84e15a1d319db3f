package org.normscope.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneWriterTest {
    @TempDir
    Path folder;

    /** Another process: says whether it may write. */
    public static final class Other {
        private Other() { }

        public static void main(String... file) throws IOException {
            System.out.print(OneWriter.of(Path.of(file[0]), Duration.ZERO).isPresent());
        }
    }

    private static String other(Path file) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            Other.class.getName(), file.toString()).start();
        return new String(process.getInputStream().readAllBytes());
    }

    @Test
    void whoeverReadsTheFileMeanwhileNobodyElseWritesIt() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a");
        try (OneWriter writer = OneWriter.of(file, Duration.ZERO).orElseThrow()) {
            assertFalse(OneWriter.of(file, Duration.ofMillis(50)).isPresent());
            assertEquals("a", Files.readString(file));
            assertEquals("false", other(file));
        }
        assertEquals("true", other(file));
        try (OneWriter again = OneWriter.of(file, Duration.ZERO).orElseThrow()) {
            assertTrue(Files.exists(folder.resolve("file-lock")));
        }
        assertFalse(Files.exists(folder.resolve("file-lock")));
    }
}
