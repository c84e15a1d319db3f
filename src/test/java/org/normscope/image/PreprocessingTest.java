package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.image.Preprocessing.Fit;
import org.normscope.image.Preprocessing.LightCurve;
import org.normscope.image.Preprocessing.Order;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

class PreprocessingTest {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f}, STD = {0.229f, 0.224f, 0.225f};

    /** Against Pillow's antialiased bilinear resize, which rounds to 8 bits once more than this one. */
    @ParameterizedTest
    @CsvSource({"CROP, 32, 32", "CROP, 48, 20", "STRETCH, 30, 40", "PAD, 56, 56", "CROP, 150, 150"})
    void fitsAsPillowDoes(Fit fit, int width, int height) throws IOException {
        Pixels fitted = input(width, height, Order.RGB, fit).fitted(picture("resize/source.png"));
        Pixels wanted = picture("resize/" + fit.name().toLowerCase() + "-" + width + "x" + height + ".png");
        int worst = 0;
        for (int i = 0; i < wanted.argb().length; i++) {
            for (int shift = 0; shift < 32; shift += 8) {
                worst = Math.max(worst,
                    Math.abs((fitted.argb()[i] >> shift & 255) - (wanted.argb()[i] >> shift & 255)));
            }
        }
        assertTrue(worst <= 1, "off by " + worst);
    }

    @Test
    void everyCellIsItsPixel() {
        int[] argb = new int[6];
        for (int i = 0; i < 6; i++) argb[i] = 0xFF000000 | (10 + i) << 16 | (100 + i) << 8 | (200 + i);
        Pixels first = new Pixels(3, 2, argb), second = new Pixels(3, 2, Arrays.copyOf(argb, 6));
        second.argb()[4] = 0xFF000000;
        Preprocessing rgb = input(3, 2, Order.RGB, Fit.CROP), bgr = input(3, 2, Order.BGR, Fit.CROP);
        Tensor asRgb = rgb.apply(List.of(first, second)), asBgr = bgr.apply(List.of(first, second));
        assertEquals(Shape.of(2, 3, 2, 3), asRgb.shape());
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 3; x++) {
                for (int c = 0; c < 3; c++) {
                    float wanted = ((new int[] {10, 100, 200}[c] + y * 3 + x) / 255f - MEAN[c]) / STD[c];
                    assertEquals(wanted, asRgb.at(0, c, y, x), 1e-6);
                    assertEquals(wanted, asBgr.at(0, 2 - c, y, x), 1e-6);
                }
            }
        }
        assertEquals(-MEAN[1] / STD[1], asRgb.at(1, 1, 1, 1), 1e-6);
    }

    @Test
    void rangeGoesFromBlackToWhite() {
        Preprocessing bytes = new Preprocessing(2, 1, 0, 255, new float[3], new float[] {1, 1, 1}, Order.RGB, Fit.CROP);
        Preprocessing signed = new Preprocessing(2, 1, -1, 1, new float[3],
            new float[] {1, 1, 1}, Order.GRAY, Fit.CROP);
        List<Pixels> picture = List.of(new Pixels(2, 1, new int[] {0xFF000000, 0xFFFFFFFF}));
        assertArrayEquals(new float[] {0, 255, 0, 255, 0, 255}, bytes.apply(picture).data());
        assertEquals(Shape.of(1, 1, 1, 2), signed.apply(picture).shape());
        assertArrayEquals(new float[] {-1, 1}, signed.apply(picture).data());
    }

    /** sRGB's own figures: level 188 is half the light. */
    @Test
    void levelsInProportionToLight() {
        Preprocessing linear = new Preprocessing(4, 1, 0, 255, new float[3], new float[] {1, 1, 1}, Order.RGB,
            Fit.CROP, LightCurve.LINEAR);
        List<Pixels> picture = List.of(new Pixels(4, 1, new int[] {0xFF000000, 0xFF0A0A0A, 0xFFBCBCBC, 0xFFFFFFFF}));
        assertArrayEquals(new float[] {0, .774f, 128.2f, 255}, Arrays.copyOf(linear.apply(picture).data(), 4), .06f);
        double[] levels = {.02, .3, .8, 1}, all = new double[12];
        for (int i = 0; i < 12; i++) all[i] = levels[i % 4];
        float[] prepared = PreparedLevels.of(linear, 4, 1, all).data();
        float[] ones = new float[12];
        Arrays.fill(ones, 1);
        double[] slopes = PreparedLevels.back(linear, Tensor.of(Shape.of(1, 3, 1, 4), ones), all);
        for (int i = 0; i < 4; i++) {
            all[i] += 1e-3;
            assertEquals((PreparedLevels.of(linear, 4, 1, all).data()[i] - prepared[i]) / 1e-3, slopes[i], .5);
        }
    }

    /** An input of six channels shows the three colours twice, one of two lacks the third, opacity is no colour. */
    @Test
    void gradientsForInputsOfOtherChannels() {
        Preprocessing rgb = input(2, 1, Order.RGB, Fit.CROP);
        double[] at = new double[6], three = PreparedLevels.back(rgb, ones(3), at), six =
            PreparedLevels.back(rgb, ones(6), at), two = PreparedLevels.back(rgb, ones(2), at);
        for (int i = 0; i < 6; i++) {
            assertEquals(2 * three[i], six[i], 1e-12);
            assertEquals(i < 4 ? three[i] : 0, two[i], 1e-12);
        }
        assertArrayEquals(three, PreparedLevels.back(input(2, 1, Order.RGBA, Fit.CROP), ones(4), at));
    }

    private static Tensor ones(int channels) {
        float[] cells = new float[2 * channels];
        Arrays.fill(cells, 1);
        return Tensor.of(Shape.of(1, channels, 1, 2), cells);
    }

    @Test
    void transparencyIsLaidOverWhite() {
        Pixels picture = new Pixels(3, 1, new int[] {0x00123456, 0x80000000, 0xFFFF0000});
        assertArrayEquals(new int[] {0xFFFFFFFF, 0xFF7F7F7F, 0xFFFF0000},
            input(3, 1, Order.RGB, Fit.CROP).fitted(picture).argb());
    }

    @Test
    void grayIsLuminance() {
        Pixels picture = new Pixels(3, 1, new int[] {0xFFFF0000, 0xFF00FF00, 0xFF0000FF});
        assertArrayEquals(new int[] {0xFF4C4C4C, 0xFF969696, 0xFF1D1D1D},
            input(3, 1, Order.GRAY, Fit.CROP).fitted(picture).argb());
    }

    /** Painting on a fitted picture is live because it is not fitted again. */
    @Test
    void aPictureOfTheInputsSizeIsTakenAsItIs() {
        Pixels picture = new Pixels(2, 2, new int[] {-1, -1, -1, -1});
        assertSame(picture, input(2, 2, Order.RGB, Fit.CROP).fitted(picture));
    }

    @Test
    void placementIsTheFittedPartOfThePicture() {
        assertEquals(new Placement(50, 0, 100, 100), input(10, 10, Order.RGB, Fit.CROP).placement(200, 100));
        assertEquals(new Placement(0, -50, 200, 200), input(10, 10, Order.RGB, Fit.PAD).placement(200, 100));
        assertEquals(new Placement(0, 0, 200, 100), input(10, 10, Order.RGB, Fit.STRETCH).placement(200, 100));
        assertEquals(new Placement(0, 25, 200, 50), input(40, 10, Order.RGB, Fit.CROP).placement(200, 100));
    }

    /** Padding has the colour that becomes 0. */
    @Test
    void paddingIsNearlyZero() {
        Pixels white = new Pixels(4, 1, new int[] {-1, -1, -1, -1});
        Tensor padded = input(4, 4, Order.BGR, Fit.PAD).apply(List.of(white));
        for (int c = 0; c < 3; c++) assertEquals(0, padded.at(0, c, 0, 0), 0.5 / 255 / STD[2 - c] + 1e-6);
    }

    private static Preprocessing input(int width, int height, Order order, Fit fit) {
        return new Preprocessing(width, height, 0, 1, MEAN, STD, order, fit);
    }

    private static Pixels picture(String name) throws IOException {
        try (var file = PreprocessingTest.class.getResourceAsStream(name)) {
            return PictureFile.read(file.readAllBytes(), name);
        }
    }
}
