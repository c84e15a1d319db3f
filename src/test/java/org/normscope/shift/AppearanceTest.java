package org.normscope.shift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.normscope.image.Pixels;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Every change of look against its formula worked out pixel by pixel in another way. */
class AppearanceTest {
    private static final int WIDTH = 13, HEIGHT = 9;
    private static final Pixels PICTURE = random(7);

    private static Pixels random(long seed) {
        Random random = new Random(seed);
        int[] argb = new int[WIDTH * HEIGHT];
        for (int i = 0; i < argb.length; i++) argb[i] = 0xFF000000 | random.nextInt(0x1000000);
        return new Pixels(WIDTH, HEIGHT, argb);
    }

    private static double[] rgb(int pixel) {
        return new double[] {(pixel >> 16 & 255) / 255.0, (pixel >> 8 & 255) / 255.0, (pixel & 255) / 255.0};
    }

    private static double luminance(double[] v) {
        return 0.299 * v[0] + 0.587 * v[1] + 0.114 * v[2];
    }

    private interface OfPixel {
        double[] of(double[] rgb);
    }

    /** Within one level: the result is rounded to 8 bits. */
    private static void assertLooks(Trait trait, double value, OfPixel wanted) {
        Pixels found = Appearance.AS_IT_IS.with(trait, value).of(PICTURE);
        for (int i = 0; i < found.argb().length; i++) {
            double[] pixel = wanted.of(rgb(PICTURE.argb()[i])), now = rgb(found.argb()[i]);
            for (int c = 0; c < 3; c++) {
                assertEquals(Math.max(0, Math.min(1, pixel[c])), now[c], 0.51 / 255,
                    trait + " at " + i + ", colour " + c);
            }
        }
    }

    private static double[] each(double[] v, java.util.function.DoubleUnaryOperator of) {
        return new double[] {of.applyAsDouble(v[0]), of.applyAsDouble(v[1]), of.applyAsDouble(v[2])};
    }

    @ParameterizedTest
    @CsvSource({"-1", "-0.45", "0.3", "1"})
    void brightnessIsAFactor(double b) {
        assertLooks(Trait.BRIGHTNESS, b, v -> each(v, x -> x * (1 + b)));
    }

    @ParameterizedTest
    @CsvSource({"-1", "-0.3", "0.8"})
    void contrastIsAroundTheMeanLuminance(double c) {
        double mean = 0;
        for (int pixel : PICTURE.argb()) mean += luminance(rgb(pixel)) / PICTURE.argb().length;
        double middle = mean;
        assertLooks(Trait.CONTRAST, c, v -> each(v, x -> middle + (x - middle) * (1 + c)));
    }

    @ParameterizedTest
    @CsvSource({"0.25", "0.5", "2.2", "4"})
    void gammaIsAPower(double g) {
        assertLooks(Trait.GAMMA, g, v -> each(v, x -> Math.exp(g * Math.log(Math.max(x, 1e-300)))));
    }

    @ParameterizedTest
    @CsvSource({"-1", "-0.5", "1"})
    void saturationIsAroundThePixelsLuminance(double s) {
        assertLooks(Trait.SATURATION, s, v -> each(v, x -> luminance(v) + (x - luminance(v)) * (1 + s)));
    }

    @ParameterizedTest
    @CsvSource({"-1", "0.6"})
    void whiteBalanceMovesRedAgainstBlueAndKeepsWhite(double w) {
        double red = Math.sqrt(Math.pow(2, w)), white = luminance(new double[] {red, 1, 1 / red});
        assertLooks(Trait.WHITE_BALANCE, w, v -> new double[] {v[0] * red / white, v[1] / white, v[2] / red / white});
    }

    /** By complex numbers: the chrominance U + iV times e^(ih). */
    @ParameterizedTest
    @CsvSource({"-180", "-90", "36", "120"})
    void hueTurnsTheChrominance(double h) {
        assertLooks(Trait.HUE, h, v -> {
            double y = luminance(v), length = Math.hypot(v[2] - y, v[0] - y),
                angle = Math.atan2(v[0] - y, v[2] - y) + Math.toRadians(h);
            double red = y + length * Math.sin(angle), blue = y + length * Math.cos(angle);
            return new double[] {red, (y - 0.299 * red - 0.114 * blue) / 0.587, blue};
        });
    }

    @Test
    void aFullTurnOfTheHueIsNone() {
        Pixels half = Appearance.AS_IT_IS.with(Trait.HUE, 180).of(soft());
        assertNotEquals(half.at(3, 3), soft().at(3, 3));
        Pixels whole = Appearance.AS_IT_IS.with(Trait.HUE, 180).of(half);
        for (int i = 0; i < whole.argb().length; i++) {
            for (int c = 0; c < 3; c++) assertEquals(rgb(soft().argb()[i])[c], rgb(whole.argb()[i])[c], 4.0 / 255);
        }
    }

    /** Colours so near to grey that no hue leaves [0, 1]. */
    private static Pixels soft() {
        int[] argb = PICTURE.argb().clone();
        for (int i = 0; i < argb.length; i++) argb[i] = 0xFF000000 | 0x707070 + (argb[i] & 0x0F0F0F);
        return new Pixels(WIDTH, HEIGHT, argb);
    }

    /** Against the two-dimensional Gaussian, summed cell by cell. */
    @ParameterizedTest
    @CsvSource({"6", "2.5"})
    void blurIsAGaussian(double percent) {
        double deviation = percent / 100 * HEIGHT;
        int reach = (int) Math.ceil(3 * deviation);
        Pixels found = Appearance.AS_IT_IS.with(Trait.BLUR, percent).of(PICTURE);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double[] sum = new double[3];
                double weights = 0;
                for (int dy = -reach; dy <= reach; dy++) {
                    for (int dx = -reach; dx <= reach; dx++) {
                        double weight = Math.exp(-(dx * dx + dy * dy) / (2 * deviation * deviation));
                        double[] v = rgb(PICTURE.at(Math.max(0, Math.min(WIDTH - 1, x + dx)),
                            Math.max(0, Math.min(HEIGHT - 1, y + dy))));
                        for (int c = 0; c < 3; c++) sum[c] += weight * v[c];
                        weights += weight;
                    }
                }
                for (int c = 0; c < 3; c++) assertEquals(sum[c] / weights, rgb(found.at(x, y))[c], 0.51 / 255);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 2", "6, 4", "5, 8", "4, 16"})
    void posterizeLeavesSoManyLevels(double bits, int levels) {
        int[] all = new int[256];
        for (int i = 0; i < 256; i++) all[i] = 0xFF000000 | i * 0x010101;
        Pixels found = Appearance.AS_IT_IS.with(Trait.POSTERIZE, bits).of(new Pixels(256, 1, all));
        assertEquals(levels, java.util.Arrays.stream(found.argb()).distinct().count());
        assertEquals(0xFF000000, found.at(0, 0));
        assertEquals(0xFFFFFFFF, found.at(255, 0));
        for (int i = 0; i < 256; i++) {
            assertTrue(Math.abs((found.at(i, 0) & 255) - i) <= 255.0 / (levels - 1) / 2 + 1,
                "the nearest level of " + i);
        }
    }

    /** One grey has no lines: white paper. A dark pixel upon it is one. */
    @Test
    void aSketchIsPaperWithLinesWhereItIsDarkerThanAround() {
        int[] grey = new int[64 * 64];
        java.util.Arrays.fill(grey, 0xFF808080);
        assertArrayEquals(java.util.stream.IntStream.range(0, grey.length).map(i -> 0xFFFFFFFF).toArray(),
            sketched(grey).argb());
        grey[64 * 32 + 32] = 0xFF202020;
        Pixels line = sketched(grey);
        assertTrue((line.at(32, 32) & 255) < 128, Integer.toHexString(line.at(32, 32)));
        assertEquals(0xFFFFFFFF, line.at(5, 5));
    }

    private static Pixels sketched(int[] argb) {
        return Appearance.AS_IT_IS.with(Trait.SKETCH, 1).of(new Pixels(64, 64, argb));
    }

    @Test
    void halfASketchIsTheMiddleBetween() {
        Pixels whole = Appearance.AS_IT_IS.with(Trait.SKETCH, 1).of(PICTURE),
            half = Appearance.AS_IT_IS.with(Trait.SKETCH, 0.5).of(PICTURE);
        for (int i = 0; i < half.argb().length; i++) {
            for (int c = 0; c < 3; c++) {
                assertEquals((rgb(whole.argb()[i])[c] + rgb(PICTURE.argb()[i])[c]) / 2,
                    rgb(half.argb()[i])[c], 1.01 / 255);
            }
        }
    }

    @Test
    void noiseHasItsDeviationAndIsTheSameEveryTime() {
        Tensor grey = Tensor.zeros(Shape.of(1, 3, 100, 100));
        Tensor noisy = PixelNoise.added(grey, 0.2);
        double sum = 0, squares = 0;
        for (float v : noisy.data()) {
            sum += v;
            squares += v * v;
        }
        int n = noisy.data().length;
        assertEquals(0, sum / n, 4 * 0.2 / Math.sqrt(n));
        assertEquals(0.2, Math.sqrt(squares / n), 0.2 * 4 / Math.sqrt(2.0 * n));
        assertArrayEquals(noisy.data(), PixelNoise.added(grey, 0.2).data());
    }

    @Test
    void whatIsNeutralChangesNothing() {
        assertSame(PICTURE, Appearance.AS_IT_IS.of(PICTURE));
        for (Trait trait : Trait.values()) {
            assertEquals(Appearance.AS_IT_IS, Appearance.AS_IT_IS.with(trait, trait.neutral()));
        }
    }

    @ParameterizedTest
    @EnumSource(Trait.class)
    void everyTraitMovesAwayFromNeutralWithoutAJump(Trait trait) {
        double little = trait.neutral() + (trait.most() - trait.neutral()) * 1e-3;
        Pixels barely = Appearance.AS_IT_IS.with(trait, little).of(PICTURE);
        for (int i = 0; i < barely.argb().length; i++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(rgb(PICTURE.argb()[i])[c], rgb(barely.argb()[i])[c], 3.0 / 255, trait + " jumps");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Trait.class)
    void onePixelIsAPictureToo(Trait trait) {
        Pixels one = new Pixels(1, 1, new int[] {0x80402010});
        assertTrue(Appearance.AS_IT_IS.with(trait, trait.most()).of(one).opaque());
        assertTrue(Appearance.AS_IT_IS.with(trait, trait.least()).of(one).opaque() || trait.least() == trait.neutral());
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Appearance.AS_IT_IS.with(Trait.BLUR, -1));
        assertThrows(IllegalArgumentException.class, () -> new Appearance(Map.of(Trait.HUE, Double.NaN)));
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void presetsAreLooks(Preset preset) {
        assertNotEquals(Appearance.AS_IT_IS, preset.look());
        assertEquals(WIDTH, preset.look().of(PICTURE).width());
    }
}
