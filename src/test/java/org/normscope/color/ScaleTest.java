package org.normscope.color;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

class ScaleTest {
    /** Against sorted values; the quantiles are good to 1/128 of the value. */
    @ParameterizedTest
    @ValueSource(floats = {1, 1e-20f, 1e20f})
    void leavesHalfAPercentOutAtEachEnd(float size) {
        float[] values = new float[40_000];
        Random random = new Random(11);
        for (int i = 0; i < values.length; i++) values[i] = size * (float) (random.nextGaussian() * 2 + 1);
        values[17] = 1e6f * size;
        Scale scale = Scale.of(ColorMaps.VIRIDIS, maps(values));
        Arrays.sort(values);
        assertEquals(values[200], scale.low(), Math.abs(values[200]) / 100);
        assertEquals(values[39_800], scale.high(), Math.abs(values[39_800]) / 100);
    }

    @Test
    void divergingMapsReachEquallyFarToBothSidesOfZero() {
        assertEquals(new Scale(-4, 4, ColorMaps.DIVERGING_DARK),
            Scale.of(ColorMaps.DIVERGING_DARK, maps(-4, 1), maps(2, 3)));
    }

    @Test
    void severalTensorsShareOneScale() {
        assertEquals(new Scale(-4, 8, ColorMaps.GRAY), Scale.of(ColorMaps.GRAY, maps(-4, 1), maps(2, 8)));
    }

    @Test
    void constantsHaveAScale() {
        assertEquals(new Scale(0, 5, ColorMaps.GRAY), Scale.of(ColorMaps.GRAY, maps(5, 5)));
        assertEquals(new Scale(-5, 0, ColorMaps.GRAY), Scale.of(ColorMaps.GRAY, maps(-5, -5)));
        assertEquals(new Scale(0, 1, ColorMaps.GRAY), Scale.of(ColorMaps.GRAY, maps(0, -0f)));
        assertEquals(new Scale(-1, 1, ColorMaps.DIVERGING_LIGHT), Scale.of(ColorMaps.DIVERGING_LIGHT, maps(0, 0)));
        assertEquals(new Scale(-3, 3, ColorMaps.DIVERGING_LIGHT), Scale.of(ColorMaps.DIVERGING_LIGHT, maps(-3, -3)));
    }

    @Test
    void whatIsNotFiniteDoesNotCount() {
        assertEquals(new Scale(1, 2, ColorMaps.GRAY),
            Scale.of(ColorMaps.GRAY, maps(Float.NaN, 1, Float.NEGATIVE_INFINITY, 2)));
        assertEquals(new Scale(0, 1, ColorMaps.GRAY), Scale.of(ColorMaps.GRAY, maps(Float.NaN)));
        assertEquals(new Scale(0, 1, ColorMaps.GRAY), Scale.of(ColorMaps.GRAY));
    }

    /** Rare firings are seen although more than 99 % of the cells are 0. */
    @Test
    void aFewCellsAmongZerosSpanTheScale() {
        float[] values = new float[10_000];
        values[5] = 6;
        assertEquals(new Scale(0, 6, ColorMaps.GRAY), Scale.of(ColorMaps.GRAY, maps(values)));
    }

    @Test
    void emptyScalesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Scale(1, 1, ColorMaps.GRAY));
        assertThrows(IllegalArgumentException.class, () -> new Scale(Float.NaN, 1, ColorMaps.GRAY));
    }

    private static Tensor maps(float... values) {
        return Tensor.of(Shape.of(1, 1, 1, values.length), values);
    }
}
