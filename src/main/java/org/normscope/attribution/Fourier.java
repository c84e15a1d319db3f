package org.normscope.attribution;

/** The discrete Fourier transform of square planes whose side is a power of two, in place. */
final class Fourier {
    private final int side;
    private final double[] cos;
    private final double[] sin;

    /** @param side a power of two */
    Fourier(int side) {
        if (Integer.bitCount(side) != 1) throw new IllegalArgumentException("a side of " + side);
        this.side = side;
        cos = new double[side];
        sin = new double[side];
        for (int i = 0; i < side; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / side);
            sin[i] = Math.sin(2 * Math.PI * i / side);
        }
    }

    /** Sums of cells times exp(sign 2 pi i (k y + l x) / side), without any factor before. */
    void transform(double[] real, double[] imaginary, int sign) {
        for (int row = 0; row < side; row++) line(real, imaginary, row * side, 1, sign);
        for (int column = 0; column < side; column++) line(real, imaginary, column, side, sign);
    }

    private void line(double[] real, double[] imaginary, int from, int step, int sign) {
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
                    double c = cos[k * (side / length)], s = sign * sin[k * (side / length)];
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
