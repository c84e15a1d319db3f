package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFormat;
import org.normscope.text.Fault;

/** What becomes of a folder's pictures, whatever paints them. */
class PaintedFolderTest {
    @TempDir
    Path folder;
    private final List<String> told = new ArrayList<>();
    private final List<Double> progress = new ArrayList<>();

    private final PaintedFolder.Told listener = new PaintedFolder.Told() {
        @Override public void at(double done, String name) {
            progress.add(done);
        }

        @Override public void painted(Path file) {
            told.add(folder.resolve("out").relativize(file).toString().replace('\\', '/'));
        }

        @Override public void skipped(String name, Fault why) {
            told.add("skipped " + name);
        }
    };

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(folder.resolve("in/deep"));
        for (String name : List.of("a.jpeg", "a.png", "a.webp", "b.gif", "deep/a.PNG")) {
            Files.writeString(folder.resolve("in").resolve(name), name);
        }
    }

    private int paint(Optional<PictureFormat> format, boolean replacing) {
        PaintedFolder pictures = new PaintedFolder(folder.resolve("in"), folder.resolve("out"));
        return pictures.paint(new PaintedFolder.Naming(format, replacing), (origin, file, done) -> {
            done.accept(0.5);
            if (origin.endsWith("b.gif")) throw new OutOfMemoryError("b");
            return () -> copy(Path.of(origin), file);
        }, listener);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two pictures of a run never share a file; a command run twice writes the same files. */
    @Test
    void eachKeepsItsNameAndItsFormatWhereThatIsWritten() throws IOException {
        List<String> names = List.of("a.jpeg", "a.png", "a-2.png", "skipped b.gif", "deep/a.PNG");
        assertEquals(4, paint(Optional.empty(), true));
        assertEquals(names, told);
        assertEquals("a.webp", Files.readString(folder.resolve("out/a-2.png")));
        assertEquals(progress.stream().sorted().toList(), progress);
        told.clear();
        paint(Optional.empty(), true);
        assertEquals(names, told);
    }

    @Test
    void whatLiesThereIsKept() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("out")).resolve("a.png"), "mine");
        paint(Optional.of(PictureFormat.PNG), false);
        assertEquals(List.of("a-2.png", "a-3.png", "a-4.png", "skipped b.gif", "deep/a.png"), told);
        assertEquals("mine", Files.readString(folder.resolve("out/a.png")));
    }

    @Test
    void whoeverIsToldMayEndIt() {
        PaintedFolder pictures = new PaintedFolder(folder.resolve("in"), folder.resolve("out"));
        int[] begun = new int[1];
        PaintedFolder.Naming naming = new PaintedFolder.Naming(Optional.empty(), true);
        assertThrows(CancellationException.class, () -> pictures.paint(naming, (origin, file, done) -> {
            begun[0]++;
            throw new CancellationException();
        }, listener));
        assertEquals(1, begun[0]);
        assertTrue(Files.notExists(folder.resolve("out")), "no empty folder is left");
    }

    @Test
    void aFolderInItself() throws IOException {
        assertTrue(new PaintedFolder(folder.resolve("in"), folder.resolve("in/deep")).inItself());
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in"));
        assertTrue(new PaintedFolder(folder.resolve("in"), link.resolve("not/there")).inItself());
        assertTrue(new PaintedFolder(link, folder.resolve("in/deep")).inItself());
        assertFalse(new PaintedFolder(folder.resolve("in"), folder.resolve("in2")).inItself());
    }
}
