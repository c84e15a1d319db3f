package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class AppIconTest {
    /** Java versions may set an edge's shade differently, so a few levels are allowed. */
    @Test
    void theFilesAreWhatIsDrawn() throws IOException {
        assertEquals(AppIcon.svg(), Files.readString(AppIcon.FOLDER.resolve("normscope.svg")));
        for (int size : AppIcon.SIZES) {
            Pixels file = PictureFile.read(AppIcon.png(size)), drawn = AppIcon.drawn(size);
            assertEquals(size + " x " + size, file.width() + " x " + file.height());
            long difference = 0;
            for (int i = 0; i < drawn.argb().length; i++) {
                for (int shift = 0; shift < 32; shift += 8) {
                    difference += Math.abs((file.argb()[i] >> shift & 255) - (drawn.argb()[i] >> shift & 255));
                }
            }
            assertTrue(difference <= 2L * drawn.argb().length, size + " px: " + difference);
        }
    }
}
