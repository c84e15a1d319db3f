package org.normscope.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.normscope.tensor.Shape;

/** Large layers are shown in pages, so that painting them is not felt. */
class LightStageTest {
    @Test
    void aPageHoldsWhatCanBePaintedAtOnce() {
        assertEquals(1, LightStage.pages(Shape.of(1, 64, 56, 56)));
        assertEquals(8, LightStage.pages(Shape.of(1, 2048, 7, 7)));
        assertEquals(6, LightStage.unitsOfPage(Shape.of(1, 32, 800, 800)));
        assertEquals(6, LightStage.pages(Shape.of(1, 32, 800, 800)));
        assertEquals(1, LightStage.unitsOfPage(Shape.of(1, 3, 4000, 4000)));
        assertEquals(4, LightStage.pages(Shape.of(5, 1000)));
    }
}
