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
        return StyleFaults.level(StyleFaults.grid(picture, even));
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
}
