package org.normscope.texture.pyramid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The transform against its sums written out, through boxes that leave out rows, columns, or all. */
class FourierGridTest {
    @ParameterizedTest
    @CsvSource({"8,6,0,0,8,6", "8,6,1,2,2,4", "8,6,2,1,6,2", "7,5,3,0,4,5", "9,1,2,0,5,1", "1,9,0,3,1,4", "6,4,5,3,1,1",
        "12,10,3,4,0,0"})
    void boxesHoldTheSums(int width, int height, int left, int top, int across, int down) {
        SplittableRandom chance = new SplittableRandom(2);
        int size = width * height;
        double[] real = chance.doubles(size, -1, 1).toArray(), imaginary = chance.doubles(size, -1, 1).toArray();
        FourierGrid.Box box = new FourierGrid.Box(left, top, across, down);
        double[] re = new double[box.size()], im = new double[box.size()];
        FourierGrid fourier = new FourierGrid(width, height);
        fourier.forward(real, imaginary, box, re, im);
        double[] backRe = new double[size], backIm = new double[size];
        for (int i = 0; i < box.size(); i++) {
            int u = left + i % across - width / 2, v = top + i / across - height / 2;
            double sumRe = 0, sumIm = 0;
            for (int k = 0; k < size; k++) {
                double turn = -2 * Math.PI * ((double) u * (k % width) / width + (double) v * (k / width) / height);
                sumRe += real[k] * Math.cos(turn) - imaginary[k] * Math.sin(turn);
                sumIm += real[k] * Math.sin(turn) + imaginary[k] * Math.cos(turn);
            }
            assertEquals(sumRe, re[i], 1e-9);
            assertEquals(sumIm, im[i], 1e-9);
            for (int k = 0; k < size; k++) {
                double turn = 2 * Math.PI * ((double) u * (k % width) / width + (double) v * (k / width) / height);
                backRe[k] += (re[i] * Math.cos(turn) - im[i] * Math.sin(turn)) / size;
                backIm[k] += (re[i] * Math.sin(turn) + im[i] * Math.cos(turn)) / size;
            }
        }
        fourier.inverse(box, re, im, real, imaginary);
        for (int k = 0; k < size; k++) {
            assertEquals(backRe[k], real[k], 1e-9);
            assertEquals(backIm[k], imaginary[k], 1e-9);
        }
    }

    @Test
    void quickSidesHaveSmallPrimesOnly() {
        int[] sides = {1, 7, 11, 407, 512, 513, 4096}, quick = {1, 6, 10, 405, 512, 512, 4096};
        for (int i = 0; i < sides.length; i++) assertEquals(quick[i], FourierGrid.quick(sides[i]));
    }
}
