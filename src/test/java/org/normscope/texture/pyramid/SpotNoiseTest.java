package org.normscope.texture.pyramid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noise like a sample varies as it does, from pixel to pixel, too; sums written out are what it is held against. */
class SpotNoiseTest {
    /** A moving average of white noise, whose covariances are known: shares of its variance of 1/3 and 0. */
    @ParameterizedTest
    @CsvSource({"128,96", "64,64", "200,50"})
    void covariancesAreTheSamples(int across, int down) {
        int width = 160, height = 128;
        SplittableRandom chance = new SplittableRandom(3);
        float[] sample = new float[width * height];
        double[] white = chance.doubles(sample.length + 2, -1, 1).toArray();
        for (int i = 0; i < sample.length; i++) sample[i] = (float) (white[i] + white[i + 1] + white[i + 2] + 5);
        double[] noise = SpotNoise.of(sample, width, height, across, down).drawn(chance);
        double mean = 0, power = 0, beside = 0, far = 0, below = 0;
        for (double value : noise) mean += value / noise.length;
        assertEquals(5, mean, .05, "the mean");
        for (int i = 0; i < noise.length; i++) {
            int row = i / across * across, x = i % across;
            double value = noise[i] - mean;
            power += value * value / noise.length;
            beside += value * (noise[row + (x + 2) % across] - mean) / noise.length;
            far += value * (noise[row + (x + 5) % across] - mean) / noise.length;
            below += value * (noise[(i + across) % noise.length] - mean) / noise.length;
        }
        assertEquals(1, power, .1, "three of variance 1/3");
        assertEquals(1 / 3., beside, .07, "one in common");
        assertEquals(0, far, .07, "none in common");
        assertEquals(0, below, .07, "rows are by themselves");
    }

    @Test
    void aFlatSampleGivesNoNoise() {
        double[] noise = SpotNoise.of(new float[] {.5f, .5f, .5f, .5f}, 2, 2, 8, 4).drawn(new SplittableRandom(1));
        for (double value : noise) assertEquals(.5, value, 1e-12);
    }

    /** Windows of one pixel once never moved on. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noiseMayBeOnePixelWide() {
        float[] sample = {.2f, .8f, .4f, .6f, .1f, .9f};
        for (int[] size : new int[][] {{1, 1}, {1, 4}, {4, 1}}) {
            double[] noise = SpotNoise.of(sample, 2, 3, size[0], size[1]).drawn(new SplittableRandom(1));
            assertEquals(size[0] * size[1], noise.length);
            for (double value : noise) assertTrue(Double.isFinite(value));
        }
    }
}
