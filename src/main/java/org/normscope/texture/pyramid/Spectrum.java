package org.normscope.texture.pyramid;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * A plane's discrete Fourier transform, frequency 0 in the middle: at (width / 2, height / 2), rounded down. Forward
 * sums are not divided, the inverse is by the number of its own cells, so that a spectrum cropped to a quarter of its
 * cells gives values four times as large (as in the public codes of the steerable pyramid).
 *
 * @param re height rows of width real parts
 */
record Spectrum(int width, int height, double[] re, double[] im) {
    /** Columns that are transformed side by side: as many cells as memory hands out at once. */
    private static final int TOGETHER = 4;

    static Spectrum of(float[] plane, int width, int height) {
        double[] real = new double[plane.length];
        for (int i = 0; i < plane.length; i++) real[i] = plane[i];
        return of(real, width, height);
    }

    static Spectrum of(double[] plane, int width, int height) {
        return of(plane, new double[plane.length], width, height);
    }

    static Spectrum of(double[] real, double[] imaginary, int width, int height) {
        double[] cells = new double[2 * real.length];
        for (int i = 0; i < real.length; i++) {
            cells[2 * i] = real[i];
            cells[2 * i + 1] = imaginary[i];
        }
        transform(cells, width, height, false);
        Spectrum spectrum = new Spectrum(width, height, new double[real.length], new double[real.length]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = y * width + x, to = (y + height / 2) % height * width + (x + width / 2) % width;
                spectrum.re[to] = cells[2 * from];
                spectrum.im[to] = cells[2 * from + 1];
            }
        }
        return spectrum;
    }

    /** The real part of what it is the spectrum of, and the imaginary part, as floats. */
    float[][] inverse() {
        double[][] exact = back();
        float[][] parts = new float[2][re.length];
        for (int i = 0; i < re.length; i++) {
            parts[0][i] = (float) exact[0][i];
            parts[1][i] = (float) exact[1][i];
        }
        return parts;
    }

    /** The real part of what it is the spectrum of, and the imaginary part. */
    double[][] back() {
        double[] cells = new double[2 * re.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int to = y * width + x, from = (y + height / 2) % height * width + (x + width / 2) % width;
                cells[2 * to] = re[from];
                cells[2 * to + 1] = im[from];
            }
        }
        transform(cells, width, height, true);
        double[][] parts = new double[2][re.length];
        for (int i = 0; i < re.length; i++) {
            parts[0][i] = cells[2 * i];
            parts[1][i] = cells[2 * i + 1];
        }
        return parts;
    }

    Spectrum scaled(double by) {
        Spectrum scaled = empty(width, height);
        for (int i = 0; i < re.length; i++) {
            scaled.re[i] = by * re[i];
            scaled.im[i] = by * im[i];
        }
        return scaled;
    }

    /** Rows, then columns: the library's own two-dimensional transforms refuse a side of 1 and start threads. */
    private static void transform(double[] cells, int width, int height, boolean inverse) {
        DoubleFFT_1D rows = new DoubleFFT_1D(width), columns = new DoubleFFT_1D(height);
        for (int y = 0; y < height; y++) {
            // Of a band whole rows are 0, and stay so.
            if (!isEmpty(cells, 2 * y * width, 2 * width)) transform(rows, cells, 2 * y * width, inverse);
        }
        double[] block = new double[2 * TOGETHER * height];
        for (int x = 0; x < width; x += TOGETHER) {
            int count = Math.min(TOGETHER, width - x);
            for (int y = 0; y < height; y++) {
                for (int k = 0; k < count; k++) {
                    block[2 * (k * height + y)] = cells[2 * (y * width + x + k)];
                    block[2 * (k * height + y) + 1] = cells[2 * (y * width + x + k) + 1];
                }
            }
            for (int k = 0; k < count; k++) transform(columns, block, 2 * k * height, inverse);
            for (int y = 0; y < height; y++) {
                for (int k = 0; k < count; k++) {
                    cells[2 * (y * width + x + k)] = block[2 * (k * height + y)];
                    cells[2 * (y * width + x + k) + 1] = block[2 * (k * height + y) + 1];
                }
            }
        }
    }

    private static void transform(DoubleFFT_1D line, double[] cells, int from, boolean inverse) {
        if (inverse) line.complexInverse(cells, from, true);
        else line.complexForward(cells, from);
    }

    private static boolean isEmpty(double[] cells, int from, int count) {
        for (int i = from; i < from + count; i++) if (cells[i] != 0) return false;
        return true;
    }

    static Spectrum empty(int width, int height) {
        return new Spectrum(width, height, new double[width * height], new double[width * height]);
    }

    /** Times a real mask. */
    Spectrum times(double[] mask) {
        Spectrum product = empty(width, height);
        for (int i = 0; i < re.length; i++) {
            product.re[i] = re[i] * mask[i];
            product.im[i] = im[i] * mask[i];
        }
        return product;
    }

    /** Times i to a whole power. */
    Spectrum turned(int quarters) {
        Spectrum turned = empty(width, height);
        for (int i = 0; i < re.length; i++) {
            double a = re[i], b = im[i];
            switch (Math.floorMod(quarters, 4)) {
                case 0 -> { turned.re[i] = a; turned.im[i] = b; }
                case 1 -> { turned.re[i] = -b; turned.im[i] = a; }
                case 2 -> { turned.re[i] = -a; turned.im[i] = -b; }
                default -> { turned.re[i] = b; turned.im[i] = -a; }
            }
        }
        return turned;
    }

    void add(Spectrum other) {
        for (int i = 0; i < re.length; i++) {
            re[i] += other.re[i];
            im[i] += other.im[i];
        }
    }

    /** The middle, half as wide and high, rounded up: the frequencies up to half the highest. */
    Spectrum middle() {
        Spectrum middle = empty((width + 1) / 2, (height + 1) / 2);
        copy(this, middle, middle, false);
        return middle;
    }

    /** The inverse of {@link #middle}: zeros around, in a spectrum of that size. */
    Spectrum within(int largerWidth, int largerHeight) {
        Spectrum larger = empty(largerWidth, largerHeight);
        copy(this, larger, this, true);
        return larger;
    }

    /** Cells of the smaller, aligned at frequency 0, from one to the other. */
    private static void copy(Spectrum from, Spectrum to, Spectrum small, boolean grow) {
        Spectrum large = grow ? to : from;
        int left = large.width / 2 - small.width / 2, top = large.height / 2 - small.height / 2;
        for (int y = 0; y < small.height; y++) {
            int a = y * small.width, b = (y + top) * large.width + left;
            System.arraycopy(from.re, grow ? a : b, to.re, grow ? b : a, small.width);
            System.arraycopy(from.im, grow ? a : b, to.im, grow ? b : a, small.width);
        }
    }
}
