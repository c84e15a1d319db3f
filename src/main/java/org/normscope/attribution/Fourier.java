package org.normscope.attribution;

/** The discrete Fourier transform of planes whose sides are powers of two, in place. */
final class Fourier {
    private final int height;
    private final int width;
    /** Of a whole turn in as many steps as the longer side has. */
    private final double[] cos;
    private final double[] sin;

    /** @param height a power of two, as is the width */
    Fourier(int height, int width) {
        if (Integer.bitCount(height) != 1 || Integer.bitCount(width) != 1) {
            throw new IllegalArgumentException("sides of " + height + " and " + width);
        }
        this.height = height;
        this.width = width;
        int turn = Math.max(height, width);
        cos = new double[turn];
        sin = new double[turn];
        for (int i = 0; i < turn; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / turn);
            sin[i] = Math.sin(2 * Math.PI * i / turn);
        }
    }

    /** Sums of cells times exp(sign 2 pi i (k y / height + l x / width)), without any factor before. */
    void transform(double[] real, double[] imaginary, int sign) {
        for (int row = 0; row < height; row++) line(real, imaginary, row * width, 1, width, sign);
        for (int column = 0; column < width; column++) line(real, imaginary, column, width, height, sign);
    }

    private void line(double[] real, double[] imaginary, int from, int step, int side, int sign) {
        for (int i = 1, j = 0; i < side; i++) {
            int bit = side >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j) {
                swap(real, from + i * step, from + j * step);
                swap(imaginary, from + i * step, from + j * step);
            }
        }
        for (int length = 2; length <= side; length <<= 1) {
            for (int start = 0; start < side; start += length) {
                for (int k = 0; k < length / 2; k++) {
                    double c = cos[k * (cos.length / length)], s = sign * sin[k * (cos.length / length)];
                    int a = from + (start + k) * step, b = a + length / 2 * step;
                    double re = real[b] * c - imaginary[b] * s, im = real[b] * s + imaginary[b] * c;
                    real[b] = real[a] - re;
                    imaginary[b] = imaginary[a] - im;
                    real[a] += re;
                    imaginary[a] += im;
                }
            }
        }
    }

    private static void swap(double[] cells, int a, int b) {
        double kept = cells[a];
        cells[a] = cells[b];
        cells[b] = kept;
    }
}
