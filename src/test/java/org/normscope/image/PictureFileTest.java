package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures read as Pillow reads them: see pictures.py in the resources. */
class PictureFileTest {
    private static final Path FOLDER = folder();

    /** Lossy WebP is farther off: Pillow smooths the halved colour planes, TwelveMonkeys repeats their pixels. */
    @ParameterizedTest
    @CsvSource({"rgb.png, 0", "rgb.bmp, 0", "rgb.gif, 0", "rgb.tif, 0", "rgb.webp, 0", "rgba.png, 0", "rgba.webp, 0",
        "palette.png, 0", "gray-alpha.png, 0", "gray16.png, 0", "bilevel.png, 0", "rgb.jpg, 4", "progressive.jpg, 4",
        "gray.jpg, 2", "cmyk.jpg, 4", "lossy.webp, 16", "turned-1.jpg, 2", "turned-2.jpg, 2", "turned-3.jpg, 2", "turned-4.jpg, 2",
        "turned-5.jpg, 2", "turned-6.jpg, 2", "turned-7.jpg, 2", "turned-8.jpg, 2", "turned.png, 0", "turned.webp, 0",
        "turned.tif, 0"})
    void readsAsPillowDoes(String name, int tolerance) throws IOException {
        Pixels read = PictureFile.read(FOLDER.resolve(name));
        BufferedImage wanted = ImageIO.read(FOLDER.resolve(name + ".png").toFile());
        assertEquals(wanted.getWidth() + " x " + wanted.getHeight(), read.width() + " x " + read.height());
        int worst = 0;
        for (int y = 0; y < read.height(); y++) {
            for (int x = 0; x < read.width(); x++) worst = Math.max(worst, difference(wanted.getRGB(x, y), read.at(x, y)));
        }
        assertTrue(worst <= tolerance, "off by " + worst);
    }

    /** Largest difference of a channel; colours under full transparency do not count. */
    private static int difference(int a, int b) {
        if (a >>> 24 == 0 && b >>> 24 == 0) return 0;
        int worst = 0;
        for (int shift = 0; shift < 32; shift += 8) worst = Math.max(worst, Math.abs((a >> shift & 255) - (b >> shift & 255)));
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
