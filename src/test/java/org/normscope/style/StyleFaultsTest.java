package org.normscope.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.normscope.image.Pixels;

class StyleFaultsTest {
    private static final int SIDE = 64;

    private static double level(IntBinaryOperator gray) {
        Pixels picture = new Pixels(SIDE, SIDE, IntStream.range(0, SIDE * SIDE)
            .map(i -> 0xFF000000 | gray.applyAsInt(i % SIDE, i / SIDE) * 0x010101).toArray());
        Pixels even = new Pixels(SIDE, SIDE, IntStream.range(0, SIDE * SIDE).map(i -> 0xFF808080).toArray());
        return StyleFaults.level(StyleFaults.grid(picture, even, StyleFaults.Surface.EVEN));
    }

    @Test
    void aSlopeIsNoGridButStepsFourPixelsWideAre() {
        assertEquals(0, level((x, y) -> 40 + 2 * x + y), 1e-3);
        // Less a plane, steps of 4 that are 4 wide are 1.5, .5, -.5, -1.5, but for what the plane leans by at the ends.
        assertEquals(Math.sqrt(1.25 * 16 / 15), level((x, y) -> 40 + x / 4 * 4), .02);
    }

    @Test
    void aDotOnEveryFourthPixelIsOneOfItsHeight() {
        // The sixteen means are 15 once and 0 else: their variance is 15 * 15 / 16.
        assertEquals(15 / 4.0, level((x, y) -> x % 4 == 1 && y % 4 == 2 ? 115 : 100), .005);
    }

    /** Why results are compared where they are as even as contents. */
    @Test
    void theEdgeOfAStrokeIsALittleOfAGrid() {
        // Its means are alike; the plane leans by h times the offsets of a half (128) over their squares (2,728).
        assertEquals(30 * 128 / 2728.0 * Math.sqrt(1.25 * 16 / 15), level((x, y) -> x % 32 < 16 ? 100 : 130), .01);
    }

    @Test
    void everyWindowIsOneSurface() {
        IntBinaryOperator halves = (x, y) -> x < 32 ? 100 : 100 + 4 * (x % 2) + 40 * (y / 32) * (x % 2);
        Pixels picture = new Pixels(SIDE, SIDE, IntStream.range(0, SIDE * SIDE)
            .map(i -> 0xFF000000 | halves.applyAsInt(i % SIDE, i / SIDE) * 0x010101).toArray());
        assertEquals(3, StyleFaults.grid(picture, StyleFaults.Surface.EVEN).length);
        assertEquals(0, StyleFaults.grid(picture, StyleFaults.Surface.MOTTLED).length);
        assertEquals(1, StyleFaults.grid(picture, StyleFaults.Surface.ROUGH).length);
    }
}
