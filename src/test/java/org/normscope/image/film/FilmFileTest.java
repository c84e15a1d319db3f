package org.normscope.image.film;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.BadPictureException;
import org.normscope.image.Pixels;

/** Films, read again by Java's own reader. */
class FilmFileTest {
    private static final int[] COLOURS = {0xFFD62828, 0xFF003049, 0x80FFFFFF};

    @TempDir
    Path folder;

    private static Pixels plain(int argb) {
        int[] all = new int[6 * 4];
        java.util.Arrays.fill(all, argb);
        return new Pixels(6, 4, all);
    }

    @Test
    void everyFrameStandsThereForItsTimeAndTheFilmGoesRound() throws Exception {
        Path file = folder.resolve("a.gif");
        FilmFile.write(java.util.Arrays.stream(COLOURS).mapToObj(FilmFileTest::plain).toList(), 90, file);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertEquals(3, reader.getNumImages(true));
            for (int i = 0; i < 3; i++) {
                assertEquals(i == 2 ? -1 : COLOURS[i], reader.read(i).getRGB(3, 2), "frame " + i);
                IIOMetadataNode tree = (IIOMetadataNode) reader.getImageMetadata(i)
                    .getAsTree("javax_imageio_gif_image_1.0");
                assertEquals("9", ((IIOMetadataNode) tree.getElementsByTagName("GraphicControlExtension").item(0))
                    .getAttribute("delayTime"));
            }
        }
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertEquals(bytes.indexOf("NETSCAPE2.0"), bytes.lastIndexOf("NETSCAPE2.0"), "the loop is told once");
        assertEquals("\u0003\u0001\0\0\0", bytes.substring(bytes.indexOf("NETSCAPE2.0") + 11).substring(0, 5));
    }

    @Test
    void whatCannotBeWrittenIsSaidAndLeavesNothing() {
        Path file = folder.resolve("nowhere").resolve("a.gif");
        assertThrows(BadPictureException.class, () -> FilmFile.write(List.of(plain(-1)), 90, file));
        assertFalse(Files.exists(file));
    }
}
