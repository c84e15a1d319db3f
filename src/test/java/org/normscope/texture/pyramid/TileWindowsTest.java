package org.normscope.texture.pyramid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileWindowsTest {
    private static float[] noise(int size) {
        SplittableRandom chance = new SplittableRandom(5);
        float[] noise = new float[size];
        for (int i = 0; i < size; i++) noise[i] = (float) (i % 7 * .1 + chance.nextGaussian() + i * .01);
        return noise;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    }

    /** What defines it: around the border its Laplacian is the one that looks at no cell beyond the border. */
    @ParameterizedTest
    @CsvSource({"8,6", "7,5", "1,6", "6,1", "1,1", "16,16"})
    void theLaplacianOfThePeriodicPartKnowsNoBorder(int width, int height) {
        double[] plane = new double[width * height];
        float[] noise = noise(plane.length);
        for (int i = 0; i < plane.length; i++) plane[i] = noise[i];
        double[] part = plane.clone();
        new TileWindows(width, height).takePeriodicPart(part);
        assertEquals(Arrays.stream(plane).average().orElseThrow(), Arrays.stream(part).average().orElseThrow(), 1e-9);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double around = 0, within = 0;
                for (int[] to : new int[][] {{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}}) {
                    int wrapped = Math.floorMod(to[1], height) * width + Math.floorMod(to[0], width);
                    around += part[wrapped] - part[y * width + x];
                    if (to[0] >= 0 && to[0] < width && to[1] >= 0 && to[1] < height) {
                        within += plane[wrapped] - plane[y * width + x];
                    }
                }
                assertEquals(within, around, 1e-9, x + ", " + y);
            }
        }
    }

    @Test
    void aSampleOfTheWindowsSizeIsTakenAsItIs() {
        float[] sample = noise(48);
        List<double[]> windows = TileWindows.of(sample, 8, 6, 8, 6);
        assertEquals(1, windows.size());
        for (int i = 0; i < 48; i++) assertEquals(sample[i], windows.get(0)[i]);
    }

    /** They have its mean, each, and its variance, on average; at sides that are no multiples of theirs, too. */
    @ParameterizedTest
    @CsvSource({"32,32,16,16,4", "40,24,16,16,6", "33,16,16,16,3", "16,17,16,16,2"})
    void windowsVaryAsTheSampleDoes(int width, int height, int across, int down, int count) {
        float[] sample = noise(width * height);
        double[] all = new double[sample.length];
        for (int i = 0; i < all.length; i++) all[i] = sample[i];
        List<double[]> windows = TileWindows.of(sample, width, height, across, down);
        assertEquals(count, windows.size());
        double mean = Arrays.stream(all).average().orElseThrow();
        for (double[] window : windows) assertEquals(mean, Arrays.stream(window).average().orElseThrow(), 1e-5);
        assertEquals(variance(all), windows.stream().mapToDouble(TileWindowsTest::variance).average().orElseThrow(),
            1e-4 * variance(all));
    }

    @Test
    void aFlatSampleGivesFlatWindows() {
        float[] sample = new float[64];
        Arrays.fill(sample, .5f);
        for (double[] window : TileWindows.of(sample, 8, 8, 4, 4)) {
            double[] flat = new double[16];
            Arrays.fill(flat, .5);
            assertArrayEquals(flat, window, 1e-12);
        }
    }
}
