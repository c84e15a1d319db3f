package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.drew.imaging.png.PngMetadataReader;
import com.drew.metadata.png.PngDirectory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures read as Pillow reads them: see pictures.py in the resources. */
class PictureFileTest {
    private static final Path FOLDER = folder();

    @TempDir
    Path scratch;

    /** Encoders in a hurry write other blocks than those that take their time; the colours are the same. */
    @Test
    void lossyWebpOfHastyEncoders() {
        String hasty = "UklGRkQAAABXRUJQVlA4IDgAAAAwAQCdASoQABAAB0CWJQAAsYAA/f63c6vyJB7T1405/5lfxc/TMZtuaxJKa481pu"
            + "f52CFwCgAAAA==";
        Pixels picture = PictureFile.read(Base64.getDecoder().decode(hasty), "hasty.webp");
        assertEquals("16 x 16", picture.width() + " x " + picture.height());
        for (int shift = 0; shift <= 16; shift += 8) {
            int channel = shift;
            double mean = Arrays.stream(picture.argb()).mapToDouble(pixel -> pixel >> channel & 255).average()
                .orElseThrow();
            assertEquals(new double[] {135.4, 138.1, 142.9}[shift / 8], mean, 2);
        }
    }

    /** Lossy WebP is farther off: Pillow smooths the halved colour planes, TwelveMonkeys repeats their pixels. */
    @ParameterizedTest
    @CsvSource({"rgb.png, 0", "rgb.bmp, 0", "rgb.gif, 0", "rgb.tif, 0", "cmyk.tif, 0", "rgb.webp, 0", "rgba.png, 0",
        "rgba.webp, 0",
        "palette.png, 0", "gray-alpha.png, 0", "gray16.png, 0", "bilevel.png, 0", "rgb.jpg, 4", "progressive.jpg, 4",
        "gray.jpg, 2", "cmyk.jpg, 4", "ycck.jpg, 4", "lossy.webp, 16", "turned-1.jpg, 2", "turned-2.jpg, 2",
        "turned-3.jpg, 2", "turned-4.jpg, 2", "turned-5.jpg, 2", "turned-6.jpg, 2", "turned-7.jpg, 2",
        "turned-8.jpg, 2", "turned.png, 0", "turned.webp, 0", "turned.tif, 0"})
    void readsAsPillowDoes(String name, int tolerance) throws IOException {
        Pixels read = PictureFile.read(FOLDER.resolve(name));
        BufferedImage wanted = ImageIO.read(FOLDER.resolve(name + ".png").toFile());
        assertEquals(wanted.getWidth() + " x " + wanted.getHeight(), read.width() + " x " + read.height());
        int worst = 0;
        for (int y = 0; y < read.height(); y++) {
            for (int x = 0; x < read.width(); x++) {
                worst = Math.max(worst, difference(wanted.getRGB(x, y), read.at(x, y)));
            }
        }
        assertTrue(worst <= tolerance, "off by " + worst);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00123456, 0x80FF8000, 0xFF336699})
    void pngKeepsEveryPixel(int corner) {
        int[] argb = new int[35];
        for (int i = 0; i < argb.length; i++) argb[i] = 0xFF000000 | i * 123_457;
        argb[0] = corner;
        Path file = scratch.resolve("copy.png");
        PictureFile.writePng(new Pixels(7, 5, argb), file);
        PictureFile.writePng(new Pixels(7, 5, argb), file); // Over the one that is there.
        assertArrayEquals(argb, PictureFile.read(file).argb());
        assertArrayEquals(new String[] {"copy.png"}, scratch.toFile().list(), "drafts are left behind");
    }

    @Test
    void pngCarriesTexts() throws Exception {
        Path file = scratch.resolve("text.png");
        PictureFile.writePng(new Pixels(1, 1, new int[1]), Map.of("Title", "Unit 20"), file);
        List<String> texts = new ArrayList<>();
        for (PngDirectory chunk : PngMetadataReader.readMetadata(file.toFile())
            .getDirectoriesOfType(PngDirectory.class)) {
            texts.add(String.valueOf(chunk.getObject(PngDirectory.TAG_TEXTUAL_DATA)));
        }
        assertTrue(texts.contains("[Title: Unit 20]"), texts.toString());
    }

    @Test
    void jpegIsCloseAndLaidOverWhite() {
        int[] argb = new int[256];
        Arrays.fill(argb, 0x80204060);
        Path file = scratch.resolve("copy.jpg");
        PictureFile.writeJpeg(new Pixels(16, 16, argb), 0.95f, file);
        assertTrue(difference(0xFF8F9FAF, PictureFile.read(file).at(8, 8)) <= 3);
    }

    /** Largest difference of a channel; colours under full transparency do not count. */
    private static int difference(int a, int b) {
        if (a >>> 24 == 0 && b >>> 24 == 0) return 0;
        int worst = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            worst = Math.max(worst, Math.abs((a >> shift & 255) - (b >> shift & 255)));
        }
        return worst;
    }

    private static Path folder() {
        try {
            return Path.of(PictureFileTest.class.getResource("read/rgb.png").toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
