package org.normscope.texture.pyramid;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The discrete Fourier transform of complex planes of one size, seen through a box of frequencies: those outside are 0,
 * or not asked for. Frequency 0 lies in the middle, as in a {@link Spectrum}. Forward sums are not divided, the inverse
 * is by the number of its own cells, so that a spectrum cropped to a quarter of its cells gives values four times as
 * large (as in the public codes of the steerable pyramid). Its memory is written again and again: for one thread.
 *
 * <p>Rows and columns are transformed one by one: the library's own two-dimensional transforms refuse a side of 1 and
 * start threads.
 */
final class FourierGrid {
    /** Columns that are transformed side by side: as many cells as memory hands out at once. */
    private static final int TOGETHER = 4;

    private final int width;
    private final int height;
    private final DoubleFFT_1D rows;
    private final DoubleFFT_1D columns;
    private final double[] cells;
    private final double[] block;

    /** Columns from left on, rows from top on, of a spectrum. */
    record Box(int left, int top, int width, int height) {
        int size() {
            return width * height;
        }
    }

    FourierGrid(int width, int height) {
        this.width = width;
        this.height = height;
        rows = new DoubleFFT_1D(width);
        columns = new DoubleFFT_1D(height);
        cells = new double[2 * width * height];
        block = new double[2 * TOGETHER * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The largest side up to this one that is transformed quickly: a product of 2, 3 and 5. */
    static int quick(int side) {
        for (int quick = side; ; quick--) {
            int rest = quick;
            for (int prime : new int[] {2, 3, 5}) while (rest % prime == 0) rest /= prime;
            if (rest == 1) return quick;
        }
    }

    Box all() {
        return new Box(0, 0, width, height);
    }

    /**
     * The spectrum of a plane, within a box. Arrays may be longer than is needed.
     *
     * @param re rows of the box, as is im: written there
     */
    void forward(double[] real, double[] imaginary, Box box, double[] re, double[] im) {
        for (int i = 0; i < width * height; i++) {
            cells[2 * i] = real[i];
            cells[2 * i + 1] = imaginary[i];
        }
        if (isNarrow(box)) {
            rows(0, height, false);
            columns(box.left, box.width, false);
        } else {
            columns(0, width, false);
            rows(box.top, box.height, false);
        }
        for (int y = 0; y < box.height; y++) {
            int row = bin(y + box.top, height) * width;
            for (int x = 0; x < box.width; x++) {
                int from = 2 * (row + bin(x + box.left, width));
                re[y * box.width + x] = cells[from];
                im[y * box.width + x] = cells[from + 1];
            }
        }
    }

    /** The plane of a spectrum that is 0 outside of a box. */
    void inverse(Box box, double[] re, double[] im, double[] real, double[] imaginary) {
        Arrays.fill(cells, 0);
        for (int y = 0; y < box.height; y++) {
            int row = bin(y + box.top, height) * width;
            for (int x = 0; x < box.width; x++) {
                int to = 2 * (row + bin(x + box.left, width));
                cells[to] = re[y * box.width + x];
                cells[to + 1] = im[y * box.width + x];
            }
        }
        if (isNarrow(box)) {
            columns(box.left, box.width, true);
            rows(0, height, true);
        } else {
            rows(box.top, box.height, true);
            columns(0, width, true);
        }
        double share = 1.0 / (width * height);
        for (int i = 0; i < width * height; i++) {
            real[i] = share * cells[2 * i];
            imaginary[i] = share * cells[2 * i + 1];
        }
    }

    /** Whether it leaves out more with its columns than with its rows. */
    private boolean isNarrow(Box box) {
        return (long) box.width * height <= (long) box.height * width;
    }

    /** Where the library has a frequency: 0 comes first. */
    private static int bin(int place, int size) {
        int bin = place + (size + 1) / 2;
        return bin < size ? bin : bin - size;
    }

    private void rows(int top, int count, boolean inverse) {
        for (int y = top; y < top + count; y++) transform(rows, cells, 2 * bin(y, height) * width, inverse);
    }

    private void columns(int left, int count, boolean inverse) {
        int beside;
        for (int x = left; x < left + count; x += beside) {
            int first = bin(x, width);
            beside = Math.min(TOGETHER, Math.min(left + count - x, width - first));
            for (int y = 0; y < height; y++) {
                int from = 2 * (y * width + first);
                for (int to = 2 * y; to < 2 * beside * height; to += 2 * height) {
                    block[to] = cells[from++];
                    block[to + 1] = cells[from++];
                }
            }
            for (int k = 0; k < beside; k++) transform(columns, block, 2 * k * height, inverse);
            for (int y = 0; y < height; y++) {
                int to = 2 * (y * width + first);
                for (int from = 2 * y; from < 2 * beside * height; from += 2 * height) {
                    cells[to++] = block[from];
                    cells[to++] = block[from + 1];
                }
            }
        }
    }

    private static void transform(DoubleFFT_1D line, double[] cells, int from, boolean inverse) {
        if (inverse) line.complexInverse(cells, from, false);
        else line.complexForward(cells, from);
    }
}
