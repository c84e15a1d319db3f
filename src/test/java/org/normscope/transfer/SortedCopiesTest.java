package org.normscope.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Copies of pictures by class: whole or not at all, and none over another. */
class SortedCopiesTest {
    @TempDir
    Path folder;

    /** In a process of its own, as the limit of it is the process's. */
    static final class Copying {
        private Copying() { }

        public static void main(String... arguments) {
            try {
                new SortedCopies(Path.of(arguments[0])).copy(arguments[1], "kind");
            } catch (TransferException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void ofOneNameTheSecondIsNumbered() throws IOException {
        Path one = write("a/x.png", 10), other = write("b/x.png", 20);
        SortedCopies copies = new SortedCopies(folder.resolve("out"));
        copies.copy(one.toString(), "kind");
        Path second = copies.copy(other.toString(), "kind");
        assertEquals(folder.resolve("out/kind/x-2.png"), second);
        assertEquals(List.of("x-2.png", "x.png"), written());
        assertEquals(20, Files.size(second));
    }

    /** A file may have 2 KiB, a write beyond them fails as one to a full disk. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void ofWhatDoesNotFitNothingStays() throws IOException, InterruptedException {
        Path large = write("a/x.png", 100_000);
        Process process = new ProcessBuilder("sh", "-c", "ulimit -f 4; exec \"$@\"", "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData", "-cp",
            System.getProperty("java.class.path"), Copying.class.getName(), folder.resolve("out").toString(),
            large.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertEquals(folder.resolve("out/kind/x.png") + " cannot be written; choose another place", said.strip());
        assertEquals(List.of(), written());
    }

    private Path write(String name, int size) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[size]);
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out/kind"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
