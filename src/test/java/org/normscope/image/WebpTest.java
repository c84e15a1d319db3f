package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WebP without loss of any number of colours, as Pillow shows it: see webp.py in the resources. */
class WebpTest {
    static Stream<Path> files() throws IOException, URISyntaxException {
        Path folder = Path.of(WebpTest.class.getResource("webp/2.webp").toURI()).getParent();
        return Files.list(folder).filter(file -> file.toString().endsWith(".webp")).sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsAsPillowDoes(Path file) {
        Path still = file.resolveSibling(file.getFileName() + ".png");
        if (Files.exists(still)) assertSame(PictureFile.read(still), PictureFile.read(file), file, 0);
        for (int frame = 0; Files.exists(frame(file, frame)); frame++) {
            assertSame(PictureFile.read(frame(file, frame)), PictureSource.open(file + "#" + frame), file, frame);
        }
    }

    private static Path frame(Path file, int frame) {
        return file.resolveSibling(file.getFileName() + "-" + frame + ".png");
    }

    /** Colours of lossy files are another test's; those under full transparency do not count. */
    private static void assertSame(Pixels wanted, Pixels read, Path file, int frame) {
        boolean lossy = file.getFileName().toString().startsWith("levels");
        assertEquals(wanted.width() + " x " + wanted.height(), read.width() + " x " + read.height());
        assertArrayEquals(seen(wanted, lossy), seen(read, lossy), file.getFileName() + " " + frame);
    }

    private static int[] seen(Pixels picture, boolean opacity) {
        return Arrays.stream(picture.argb()).map(pixel -> opacity ? pixel >>> 24 : pixel >>> 24 == 0 ? 0 : pixel)
            .toArray();
    }
}
