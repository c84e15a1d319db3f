package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.normscope.image.Pixels;

class CellImageTest {
    /** A row of cells, black and white in turn. */
    private static final Pixels CELLS = new Pixels(6, 2, new int[] {0xFF000000, 0xFFFFFFFF, 0xFF000000, 0xFFFFFFFF,
        0xFF000000, 0xFFFFFFFF, 0xFFFFFFFF, 0xFF000000, 0xFFFFFFFF, 0xFF000000, 0xFFFFFFFF, 0xFF000000});

    @Test
    void everyCellIsAsWideAsTheNext() {
        int[] target = new int[20 * 10];
        CellImage.enlarge(CELLS, 1, 0, 20, 10, 5, target);
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < 20; x++) {
                assertEquals(CELLS.at(1 + x / 5, y / 5), target[y * 20 + x], x + ", " + y);
            }
        }
    }
}
