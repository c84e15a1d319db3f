package org.normscope.color;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lightness here is CIE L* of the relative luminance (CIE 15), not the space that the maps were made in. */
class ColorMapsTest {

    @ParameterizedTest
    @EnumSource
    void hasAnIdAnd256OpaqueColors(ColorMaps map) {
        assertEquals(map, ColorMaps.of(map.id()));
        assertEquals(256, map.table().length);
        assertTrue(Arrays.stream(map.table()).allMatch(color -> color >>> 24 == 255));
        assertTrue(Arrays.stream(map.table()).noneMatch(color -> color == Colorizer.NOT_FINITE));
    }

    @ParameterizedTest
    @EnumSource(names = {"VIRIDIS", "CIVIDIS", "MAGMA", "GRAY"})
    void sequentialMapsGrowLighter(ColorMaps map) {
        assertTrue(!map.diverging());
        assertRises(map, 0, 255, 1);
        assertTrue(lightness(map.table()[255]) - lightness(map.table()[0]) > 70);
    }

    @Test
    void divergingMapsLeaveTheBackgroundEvenly() {
        assertRises(ColorMaps.DIVERGING_DARK, 128, 255, 1);
        assertRises(ColorMaps.DIVERGING_DARK, 127, 0, 1);
        assertRises(ColorMaps.DIVERGING_LIGHT, 128, 255, -1);
        assertRises(ColorMaps.DIVERGING_LIGHT, 127, 0, -1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DIVERGING_DARK", "DIVERGING_LIGHT"})
    void bothSignsAreEquallyLightAndDifferInHue(ColorMaps map) {
        assertTrue(map.diverging());
        assertEquals(map.table()[127], map.table()[128]);
        for (int step = 0; step < 128; step++) {
            int negative = map.table()[127 - step], positive = map.table()[128 + step];
            assertEquals(lightness(negative), lightness(positive), 7, "step " + step);
            if (step > 12 && step < 115) {
                assertTrue(blueness(negative) > 10 && blueness(positive) < -10, "step " + step);
            }
        }
    }

    @Test
    void theCentreIsThePanesBackground() {
        assertEquals(0xFF161B22, ColorMaps.DIVERGING_DARK.table()[128]);
        assertEquals(0xFFFFFFFF, ColorMaps.DIVERGING_LIGHT.table()[128]);
    }

    /** Ends and middle of the tables as they are published. */
    @Test
    void publishedMapsAreThePublishedOnes() {
        assertEquals(0xFF440154, ColorMaps.VIRIDIS.table()[0]);
        assertEquals(0xFF21918C, ColorMaps.VIRIDIS.table()[128]);
        assertEquals(0xFFFDE725, ColorMaps.VIRIDIS.table()[255]);
        assertEquals(0xFF000004, ColorMaps.MAGMA.table()[0]);
        assertEquals(0xFFFCFDBF, ColorMaps.MAGMA.table()[255]);
        assertEquals(0xFFFEE838, ColorMaps.CIVIDIS.table()[255]);
    }

    @Test
    void unknownIdsNameTheKnownOnes() {
        String message = assertThrows(IllegalArgumentException.class, () -> ColorMaps.of("jet")).getMessage();
        assertEquals("no colour map 'jet'; there are: diverging-dark diverging-light viridis cividis magma gray",
            message);
    }

    private static void assertRises(ColorMaps map, int from, int to, int sign) {
        int step = Integer.signum(to - from);
        IntStream.iterate(from, i -> i != to, i -> i + step).forEach(i -> assertTrue(
            sign * (lightness(map.table()[i + step]) - lightness(map.table()[i])) > -0.25, map.id() + " at " + i));
    }

    private static int blueness(int color) {
        return (color & 255) - (color >> 16 & 255);
    }

    private static double lightness(int color) {
        double luminance = 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
        return luminance > 216 / 24389.0 ? 116 * Math.cbrt(luminance) - 16 : luminance * 24389 / 27;
    }

    private static double linear(int channel) {
        double value = (channel & 255) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
