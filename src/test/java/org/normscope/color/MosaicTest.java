package org.normscope.color;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MosaicTest {
    /** Tried by hand: every number of columns, the scale at which the whole just fits. */
    @Test
    void noOtherNumberOfColumnsGivesLargerTiles() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            int units = 1 + random.nextInt(300), side = 1 + random.nextInt(90);
            double aspect = 0.3 + 4 * random.nextDouble(), best = 0;
            Mosaic mosaic = Mosaic.of(0, units, side, side, aspect);
            for (int columns = 1; columns <= units; columns++) {
                Mosaic other = new Mosaic(0, units, columns, side, side, mosaic.gap());
                best = Math.max(best, Math.min(aspect / other.width(), 1.0 / other.height()));
            }
            assertEquals(best, Math.min(aspect / mosaic.width(), 1.0 / mosaic.height()), 1e-12);
        }
    }

    @Test
    void noRowIsLeftForOneUnitWhereTheOthersHaveRoom() {
        Mosaic mosaic = Mosaic.of(0, 64, 80, 80, 1.13);
        assertTrue(64 - (mosaic.rows() - 1) * mosaic.columns() > 1, mosaic.toString());
    }

    @Test
    void everyCellIsFoundWhereItLies() {
        Mosaic mosaic = new Mosaic(8, 7, 3, 5, 4, 2);
        for (int c = 8; c < 15; c++) {
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 5; x++) {
                    assertEquals(Optional.of(new Mosaic.Spot(c, y, x)),
                        mosaic.spotAt(mosaic.left(c) + x, mosaic.top(c) + y));
                }
            }
        }
        assertEquals(Optional.empty(), mosaic.spotAt(5, 0), "a gap");
        assertEquals(Optional.empty(), mosaic.spotAt(mosaic.left(14) + 7, mosaic.top(14)), "behind the last unit");
        assertEquals(Optional.empty(), mosaic.spotAt(-1, 0));
    }
}
