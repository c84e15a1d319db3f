package org.normscope.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer can hold in mind: short files, folders that are no drawers. */
class FoldersTest {
    private static final Path PROGRAM = Path.of("src/main/java/org/normscope"),
        TESTS = Path.of("src/test/java/org/normscope");
    private static final int LINES = 350, FILES = 45;
    private static final String PACKAGE = "package-info.java";

    @TempDir
    Path folder;

    @Test
    void noFileIsTooLong() {
        assertEquals(Map.of(), tooLong(PROGRAM));
        assertEquals(Map.of(), tooLong(TESTS));
    }

    @Test
    void noFolderIsADrawer() {
        assertEquals(Map.of(), tooFull(PROGRAM));
        assertEquals(Map.of(), tooFull(TESTS));
    }

    @Test
    void everyFolderSaysWhatItHolds() {
        assertEquals(List.of(), silent(PROGRAM));
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        assertEquals(List.of(), unmarked(PROGRAM));
    }

    @Test
    void eachIsNoticed() throws IOException {
        Path a = Files.createDirectories(folder.resolve("a")), b = Files.createDirectories(folder.resolve("b"));
        Files.writeString(a.resolve("Long.java"), "x\n".repeat(LINES + 1));
        for (int i = 0; i <= FILES; i++) Files.writeString(b.resolve("C" + i + ".java"), "");
        Files.writeString(a.resolve(PACKAGE), "/** It. */");
        assertEquals(List.of("Long.java"), List.copyOf(tooLong(folder).keySet()));
        assertEquals(List.of("b"), List.copyOf(tooFull(folder).keySet()));
        assertEquals(List.of("b"), silent(folder));
        assertEquals(List.of("a", "b"), unmarked(folder));
        Files.writeString(a.resolve(PACKAGE), "/** It. */\n@NullMarked\npackage a;\n");
        Files.writeString(b.resolve(PACKAGE), "/** Not @NullMarked. */\npackage b;\n");
        assertEquals(List.of("b"), unmarked(folder));
    }

    private static Map<String, Long> tooLong(Path root) {
        Map<String, Long> over = new TreeMap<>();
        for (Path file : sources(root)) {
            try (Stream<String> lines = Files.lines(file)) {
                long count = lines.count();
                if (count > LINES) over.put(file.getFileName().toString(), count);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return over;
    }

    private static Map<String, Integer> tooFull(Path root) {
        Map<String, Integer> full = new TreeMap<>();
        byFolder(root).forEach((place, files) -> {
            if (files.size() > FILES) full.put(root.relativize(place).toString(), files.size());
        });
        return full;
    }

    private static List<String> silent(Path root) {
        return byFolder(root).keySet().stream().filter(place -> !Files.exists(place.resolve(PACKAGE)))
            .map(place -> root.relativize(place).toString()).sorted().toList();
    }

    /** NullAway looks after marked packages only. */
    private static List<String> unmarked(Path root) {
        return byFolder(root).keySet().stream().filter(place -> !isMarked(place.resolve(PACKAGE)))
            .map(place -> root.relativize(place).toString()).sorted().toList();
    }

    private static boolean isMarked(Path file) {
        try {
            return Files.exists(file) && Files.readAllLines(file).contains("@NullMarked");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Path, List<Path>> byFolder(Path root) {
        return sources(root).stream().collect(
            Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
    }

    private static List<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith(PACKAGE)).toList();
            assertTrue(!sources.isEmpty(), root + " holds no sources");
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
