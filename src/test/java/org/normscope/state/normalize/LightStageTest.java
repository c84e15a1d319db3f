package org.normscope.state.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.normscope.state.desk.Theme;
import org.normscope.tensor.Shape;

/** Large layers are shown in pages, so that painting them is not felt. */
class LightStageTest {
    private final MapView view = MapView.initial(Theme.DARK).withPerPage(256);

    @Test
    void aPageHoldsWhatIsAskedFor() {
        assertEquals(24, LightStage.unitsOfPage(Shape.of(1, 64, 56, 56), view.withPerPage(24)));
        assertEquals(3, LightStage.pages(Shape.of(1, 64, 56, 56), view.withPerPage(24)));
        assertEquals(1, LightStage.pages(Shape.of(1, 5, 56, 56), view.withPerPage(24)));
    }

    @Test
    void aPageHoldsWhatCanBePaintedAtOnce() {
        assertEquals(1, LightStage.pages(Shape.of(1, 64, 56, 56), view));
        assertEquals(8, LightStage.pages(Shape.of(1, 2048, 7, 7), view));
        assertEquals(6, LightStage.unitsOfPage(Shape.of(1, 32, 800, 800), view));
        assertEquals(6, LightStage.pages(Shape.of(1, 32, 800, 800), view));
        assertEquals(1, LightStage.unitsOfPage(Shape.of(1, 3, 4000, 4000), view));
        assertEquals(4, LightStage.pages(Shape.of(5, 1000), view));
    }
}
