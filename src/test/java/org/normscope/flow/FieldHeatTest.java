package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
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

    /** About a unit that looks at the corners of its field: what of the ring lies past it is not drawn or counted. */
    @Test
    void theRingStaysInTheField() {
        int side = 420;
        Tensor corners = Tensor.of(Shape.of(1, 1, 3, 4), 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1);
        FieldHeat heat = FieldHeat.of(List.of(corners));
        assertTrue(heat.radius() > 1.5, "past the field's top");
        Pixels drawn = FieldPicture.of(new Pixels(1, 1, new int[] {0xFF808080}), new Placement(.2, .2, .4, .3), heat,
            side);
        double inside = 0, seen = 0;
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double x = 4 * random.nextDouble(), y = 3 * random.nextDouble();
            if (Math.hypot(x - heat.x(), y - heat.y()) < heat.radius()) inside++;
        }
        assertEquals(inside / 200_000, heat.share(), .005);
        double wide = .72 * side, tall = .75 * wide, left = (side - wide) / 2, top = (side - tall) / 2;
        for (int i = 0; i < drawn.argb().length; i++) {
            if (drawn.argb()[i] != 0xFFFF9D3B) continue;
            seen++;
            int x = i % side, y = i / side;
            assertTrue(x > left - 3 && x < left + wide + 3 && y > top - 3 && y < top + tall + 3, x + ", " + y);
        }
        assertTrue(seen > 100, "of the ring " + seen);
    }

    /** Shown at a quarter of its size, as in a small window, its lines are a pixel wide. */
    @Test
    void itsDashesAreSeenWhereItIsShownSmall() {
        int side = 420, white = 0;
        Pixels drawn = FieldPicture.of(new Pixels(1, 1, new int[] {0xFFFFFFFF}), new Placement(.3, .3, .4, .4),
            FieldHeat.of(List.of()), side);
        for (int pixel : drawn.argb()) if (pixel == 0xFFFFFFFF) white++;
        assertEquals(4 * .72 * side / 2 * 4, white, .05 * 4 * .72 * side / 2 * 4);
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
