package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.normscope.patches.field.Box;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

class FieldHeatTest {
    /** Of a Gaussian of deviation s, 90 % lie within s sqrt(2 ln 10). */
    @Test
    void theRingOfAGaussianHasItsRadius() {
        int side = 61;
        Tensor bell = Tensor.zeros(Shape.of(1, 3, side, side));
        for (int i = 0; i < bell.data().length; i++) {
            int x = i % side - 30, y = i / side % side - 35;
            bell.data()[i] = (float) (Math.exp(-(x * x + y * y) / 2. / 36) * (i % 2 == 0 ? 1 : -1));
        }
        FieldHeat heat = FieldHeat.of(List.of(bell, bell));
        assertEquals(6 * Math.sqrt(2 * Math.log(10)), heat.radius(), .3);
        assertEquals(30.5, heat.x(), 1e-2);
        assertEquals(35.5, heat.y(), 2e-2);
        assertEquals(2, heat.places());
    }

    @Test
    void everyPlaceCountsAlikeAndADeadOneNot() {
        Tensor strong = Tensor.of(Shape.of(1, 1, 1, 4), 0, -100, 0, 0), weak = Tensor.of(Shape.of(1, 1, 1, 4), 0, 0, 1,
            0);
        assertArrayEquals(new float[] {0, .5f, .5f, 0},
            FieldHeat.of(List.of(strong, weak, Tensor.zeros(strong.shape()))).map().data(), 1e-6f);
        assertEquals(0, FieldHeat.of(List.of(Tensor.zeros(strong.shape()))).radius());
    }

    @Test
    void whatLiesBeyondThePictureIsNothing() {
        Tensor whole = Tensor.of(Shape.of(1, 1, 2, 3), 1, 2, 3, 4, 5, 6);
        assertArrayEquals(new float[] {0, 0, 0, 0, 1, 2, 0, 4, 5},
            SeenBackwards.cut(whole, new Box(-1, -1, 3, 3)).data());
        assertArrayEquals(new float[] {6, 0, 0, 0}, SeenBackwards.cut(whole, new Box(2, 1, 2, 2)).data());
        assertTrue(SeenBackwards.shrunk(whole) == whole);
        Tensor large = Tensor.zeros(Shape.of(1, 1, 256, 255));
        large.data()[1] = 4;
        assertEquals(1, SeenBackwards.shrunk(large).data()[0]);
        assertEquals(128, SeenBackwards.shrunk(large).shape().w());
    }
}
