package org.normscope.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files stand beside each other on a screen: no line of Java is longer than 120 columns. */
class LineLengthTest {
    private static final int MOST = 120;

    @TempDir
    Path folder;

    @Test
    void noLineIsTooLong() throws IOException {
        assertTrue(Files.exists(Path.of("src/main/java/org/normscope/Launcher.java")),
            "the sources are not where this test looks");
        assertEquals(List.of(), tooLong(Path.of("src")));
    }

    @Test
    void aLongLineIsNoticed() throws IOException {
        Path file = Files.writeString(folder.resolve("A.java"),
            "x".repeat(MOST) + "\n" + "ä".repeat(MOST) + "\n" + "x".repeat(MOST + 1) + "\n");
        assertEquals(List.of(file + ":3"), tooLong(folder));
    }

    private static List<String> tooLong(Path root) throws IOException {
        List<String> places = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).length() > MOST) places.add(file + ":" + (i + 1));
                }
            }
        }
        return places;
    }
}
