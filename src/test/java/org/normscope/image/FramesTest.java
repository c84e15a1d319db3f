package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames of animations and pages of documents, as Pillow shows them: see pictures.py in the resources. */
public class FramesTest {
    private static final String WANTED = ".*\\.\\w+-\\d\\.png";

    @TempDir
    Path temp;

    static Stream<Path> files() throws IOException, URISyntaxException {
        Path folder = Path.of(FramesTest.class.getResource("frames/pages.tif").toURI()).getParent();
        return Files.list(folder).filter(file -> !file.getFileName().toString().matches(WANTED)).sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFrameLiesOverThoseBefore(Path file) {
        int frames = 0;
        for (; Files.exists(wanted(file, frames)); frames++) {
            assertSame(PictureFile.read(wanted(file, frames)), PictureSource.open(file + "#" + frames),
                file.getFileName() + " " + frames);
        }
        assertTrue(frames >= 3, frames + " frames");
        assertSame(PictureFile.read(wanted(file, 0)), PictureFile.read(file), "the first one is the picture");
        String beyond = file + "#" + frames;
        String fault = assertThrows(BadPictureException.class, () -> PictureSource.open(beyond)).getMessage();
        assertTrue(fault.endsWith("numbered from 0 to " + (frames - 1) + ": choose one of them after #."), fault);
    }

    @Test
    void aFileThatIsCalledSoIsMeant() {
        Path file = temp.resolve("a.png#3");
        PictureFile.writePng(new Pixels(1, 1, new int[] {0xFF123456}), file);
        assertEquals(0xFF123456, PictureSource.open(file.toString()).at(0, 0));
        assertEquals(file, PictureSource.file(file.toString()));
        PictureFile.writePng(new Pixels(1, 1, new int[] {0xFF654321}), temp.resolve("a.png"));
        assertEquals(0xFF654321, PictureSource.open(temp.resolve("a.png#0").toString()).at(0, 0));
        assertEquals(temp.resolve("a.png"), PictureSource.file(temp.resolve("a.png#0").toString()));
    }

    /** A frame that is smaller than its animation's screen stands where it belongs, on nothing. */
    @Test
    void theScreenCountsNotTheFrame() throws IOException, URISyntaxException {
        byte[] gif = Files.readAllBytes(files().filter(file -> file.endsWith("after1.gif")).findFirst().orElseThrow());
        ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) 40).putShort(8, (short) 30);
        Pixels picture = PictureFile.read(gif, "gif");
        assertEquals("40 x 30", picture.width() + " x " + picture.height());
        assertEquals(0, picture.at(30, 20));
        assertTrue(picture.at(5, 5) >>> 24 == 255);
    }

    /** A file of directories that go in circles has no end of pages. */
    @Test
    void pagesInCirclesEnd() throws IOException, URISyntaxException {
        byte[] tiff = Files.readAllBytes(files().filter(file -> file.endsWith("pages.tif")).findFirst().orElseThrow());
        ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int first = file.getInt(4), second = first + 2 + 12 * file.getShort(first);
        file.putInt(second, first);
        String fault = assertThrows(BadPictureException.class, () -> PictureFile.read(tiff, 1, "tiff", notice -> { }))
            .getMessage();
        assertTrue(fault.contains("from 0 to 0:"), fault);
    }

    private static Path wanted(Path file, int frame) {
        return file.resolveSibling(file.getFileName() + "-" + frame + ".png");
    }

    /** Colours under full transparency do not count. */
    private static void assertSame(Pixels wanted, Pixels read, String what) {
        assertEquals(wanted.width() + " x " + wanted.height(), read.width() + " x " + read.height(), what);
        assertArrayEquals(seen(wanted), seen(read), what);
    }

    private static int[] seen(Pixels picture) {
        return Arrays.stream(picture.argb()).map(pixel -> pixel >>> 24 == 0 ? 0 : pixel).toArray();
    }
}
