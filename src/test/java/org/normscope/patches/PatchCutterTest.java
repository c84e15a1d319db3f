package org.normscope.patches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.BadPictureException;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.patches.field.Box;

/** Patches hold the very pixels of their pictures. */
class PatchCutterTest {
    private static final int OUTSIDE = 0xFF123456;
    private static final float[] ZERO = {0, 0, 0}, ONE = {1, 1, 1};

    @TempDir
    Path folder;

    private final Preprocessing sixteen = new Preprocessing(16, 16, 0, 1, ZERO, ONE, Preprocessing.Order.RGB,
        Preprocessing.Fit.CROP);

    private Patch patch(Pixels picture, Box field, Box padded) throws IOException {
        Path file = folder.resolve("picture.png");
        PictureFile.writePng(picture, file);
        return new Patch(file.toString(), folder.toString(), "picture.png", ContentHash.of(file), picture.width(),
            picture.height(), 1, 0, 0, field, padded);
    }

    /** Every pixel tells where it is. */
    private static Pixels coordinates(int width, int height) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) argb[i] = 0xFF000000 | i % width << 16 | i / width << 8;
        return new Pixels(width, height, argb);
    }

    @Test
    void aPictureOfTheNetworksSizeIsCutPixelByPixel() throws IOException {
        Patch patch = patch(coordinates(16, 16), new Box(0, 4, 3, 5), new Box(-2, 4, 5, 5));
        PatchCutter cutter = new PatchCutter(sixteen, OUTSIDE);
        for (Pixels cut : List.of(cutter.cut(patch, 5), cutter.thumbnail(patch, 5),
            cutter.page(List.of(patch), 5, Runnable::run).get(0))) {
            assertEquals(5, cut.width());
            assertEquals(5, cut.height());
            for (int i = 0; i < 25; i++) {
                int x = i % 5 - 2, y = 4 + i / 5;
                assertEquals(x < 0 ? OUTSIDE : 0xFF000000 | x << 16 | y << 8, cut.argb()[i], x + ", " + y);
            }
        }
        assertEquals(new Box(0, 4, 3, 5), patch.source(sixteen));
    }

    /**
     * 64 x 32 is cropped to its middle 32 x 32 and halved: input pixel (3, 5) mixes source pixels 21 to 24 and 9 to 12.
     */
    @Test
    void aScaledPictureIsCutWhereItsPixelsComeFrom() throws IOException {
        Patch patch = patch(coordinates(64, 32), new Box(3, 5, 1, 1), new Box(3, 5, 1, 1));
        assertEquals(new Box(21, 9, 4, 4), patch.source(sixteen));
        Pixels cut = new PatchCutter(sixteen, OUTSIDE).cut(patch, 2);
        assertArrayEquals(new int[] {0xFF160A00, 0xFF170A00, 0xFF160B00, 0xFF170B00}, cut.argb());
    }

    @Test
    void whereThePictureIsGoneThePatchIsBlankAndAskingForItSaysWhy() throws IOException {
        Patch patch = patch(coordinates(16, 16), new Box(0, 0, 8, 4), new Box(0, 0, 8, 4));
        PictureFile.writePng(coordinates(17, 16), folder.resolve("picture.png"));
        PatchCutter cutter = new PatchCutter(sixteen, OUTSIDE);
        IndexException changed = assertThrows(IndexException.class, () -> cutter.picture(patch));
        assertTrue(changed.getMessage().contains("content changed"), changed.getMessage());
        Files.delete(folder.resolve("picture.png"));
        assertThrows(BadPictureException.class, () -> cutter.picture(patch));
        Pixels blank = cutter.thumbnail(patch, 8);
        assertEquals(8, blank.width());
        assertEquals(4, blank.height());
        assertEquals(OUTSIDE, blank.at(7, 3));
        assertNotEquals(OUTSIDE, blank.at(4, 2), "a cross says that it is gone");
    }
}
