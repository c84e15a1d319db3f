package org.normscope.color;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.image.Pixels;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

class ColorizerTest {
    private static final Tensor MAPS = noise(3, 7, 4, 5);

    /**
     * Every cell is where the mosaic says, in the colour that its number has: picture, unit, row and column by name.
     */
    @Test
    void everyCellIsPaintedWhereTheMosaicSaysAndInItsColor() {
        Mosaic mosaic = new Mosaic(1, 6, 4, 5, 4, 2);
        Scale scale = new Scale(-2, 2, ColorMaps.VIRIDIS);
        Pixels painted = Colorizer.paint(MAPS, 2, mosaic, scale);
        assertEquals("26 x 10", painted.width() + " x " + painted.height());
        for (int py = 0; py < painted.height(); py++) {
            for (int px = 0; px < painted.width(); px++) {
                int row = py / 6, y = py % 6, column = px / 7, x = px % 7, c = 1 + row * 4 + column;
                boolean gap = y >= 4 || x >= 5 || c >= 7;
                int wanted = gap ? 0 : colorOf(MAPS.data()[((2 * 7 + c) * 4 + y) * 5 + x], scale);
                assertEquals(wanted, painted.at(px, py), px + ", " + py);
            }
        }
    }

    /** The same by the rule of three, in double. */
    private static int colorOf(double value, Scale scale) {
        double share = (value - scale.low()) / (scale.high() - scale.low());
        return scale.map().table()[(int) Math.max(0, Math.min(255, Math.round(share * 255)))];
    }

    @Test
    void aKnownMapGivesKnownColors() {
        Tensor map = Tensor.of(Shape.of(1, 1, 2, 3), 0, 51, 102, 255, 300, -1);
        int[] painted = Colorizer.paint(map, 0, new Mosaic(0, 1, 1, 3, 2, 1), new Scale(0, 255, ColorMaps.GRAY)).argb();
        assertArrayEquals(new int[] {0xFF000000, 0xFF333333, 0xFF666666, 0xFFFFFFFF, 0xFFFFFFFF, 0xFF000000}, painted);
    }

    @Test
    void zeroIsNeutralAndWhatIsNotFiniteSticksOut() {
        Tensor map = Tensor.of(Shape.of(1, 1, 1, 6), 0f, -0f, Float.NaN, Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY, 3e38f);
        int[] painted = Colorizer.paint(map, 0, new Mosaic(0, 1, 1, 6, 1, 1),
            new Scale(-3, 3, ColorMaps.DIVERGING_LIGHT)).argb();
        assertArrayEquals(new int[] {0xFFFFFFFF, 0xFFFFFFFF, Colorizer.NOT_FINITE,
            Colorizer.NOT_FINITE, Colorizer.NOT_FINITE, ColorMaps.DIVERGING_LIGHT.table()[255]}, painted);
    }

    @Test
    void aWiderBufferKeepsWhatLiesBesideTheMosaic() {
        Mosaic mosaic = Mosaic.of(0, 7, 5, 4, 1.5);
        Scale scale = new Scale(-1, 1, ColorMaps.MAGMA);
        Pixels alone = Colorizer.paint(MAPS, 1, mosaic, scale);
        int stride = mosaic.width() + 3;
        int[] buffer = new int[stride * (mosaic.height() + 1)];
        Arrays.fill(buffer, 0x11223344);
        Colorizer.paint(MAPS, 1, mosaic, scale, buffer, stride);
        for (int i = 0; i < buffer.length; i++) {
            int x = i % stride, y = i / stride;
            boolean inside = x < mosaic.width() && y < mosaic.height();
            assertEquals(inside ? alone.at(x, y) : 0x11223344, buffer[i]);
        }
    }

    /** A fully connected layer's output is units of one cell each. */
    @Test
    void ranksOtherThanFourArePainted() {
        Tensor dense = Tensor.of(Shape.of(2, 3), 0, 0, 0, 0, 1, 2);
        int[] painted = Colorizer.paint(dense, 1, new Mosaic(0, 3, 3, 1, 1, 0), new Scale(0, 2, ColorMaps.GRAY)).argb();
        assertArrayEquals(new int[] {0xFF000000, 0xFF808080, 0xFFFFFFFF}, painted);
    }

    @Test
    void tilesOfAnotherSizeAreRefused() {
        assertThrows(IllegalArgumentException.class,
            () -> Colorizer.paint(MAPS, 0, new Mosaic(0, 1, 1, 4, 5, 1), new Scale(0, 1, ColorMaps.GRAY)));
    }

    private static Tensor noise(int... extents) {
        Tensor tensor = Tensor.zeros(Shape.of(extents));
        Random random = new Random(7);
        for (int i = 0; i < tensor.data().length; i++) tensor.data()[i] = (float) random.nextGaussian();
        return tensor;
    }
}
