package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Values of Pillow's resize with LANCZOS for the same rows of levels. */
class LanczosTest {
    private static Pixels row(int... levels) {
        return new Pixels(levels.length, 1,
            Arrays.stream(levels).map(level -> 0xFF000000 | level * 0x010101).toArray());
    }

    private static int[] levels(Pixels picture) {
        return Arrays.stream(picture.argb()).map(pixel -> pixel & 255).toArray();
    }

    @Test
    void asInPillow() {
        int[] levels = {0, 0, 0, 255, 255, 255, 10, 200, 30, 90, 90, 120};
        assertArrayEquals(new int[] {0, 200, 178, 75, 98}, levels(Lanczos.scaled(row(levels), 5, 1)));
        assertArrayEquals(new int[] {0, 4, 0, 0, 41, 214, 255, 255, 255, 206, 27, 70, 200, 110, 19, 72, 99, 90, 109,
            123}, levels(Lanczos.scaled(row(levels), 20, 1)));
        Pixels upright = new Pixels(1, 12, row(levels).argb());
        assertArrayEquals(levels(Lanczos.scaled(row(levels), 5, 1)), levels(Lanczos.scaled(upright, 1, 5)));
    }

    @Test
    void theLongerSideIsSaid() {
        Pixels picture = new Pixels(300, 200, new int[60000]);
        assertEquals(150, Lanczos.scaled(picture, 150).width());
        assertEquals(100, Lanczos.scaled(picture, 150).height());
        assertEquals(1, Lanczos.scaled(new Pixels(1000, 1, new int[1000]), 10).height());
        assertSame(picture, Lanczos.scaled(picture, 300));
    }

    /** What cannot be seen has no colour. */
    @Test
    void transparencyDoesNotBleed() {
        Pixels half = Lanczos.scaled(new Pixels(2, 1, new int[] {0xFFC80000, 0x0000FF00}), 1, 1);
        assertEquals(0x80C80000, half.argb()[0]);
    }
}
