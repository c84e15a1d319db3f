package org.normscope.texture.statistics;

import java.util.Arrays;
import org.normscope.texture.pyramid.Decomposition;
import org.normscope.texture.statistics.Ledger.Group;

/**
 * The statistics of Portilla and Simoncelli (2000) of one channel, met one by one in a {@link Ledger}, with the
 * gradient of its loss. They are those of the public code in Python, redundant ones left out: moments of pixels and
 * of low bands; autocorrelations of low bands and of bands' magnitudes; correlations of magnitudes between
 * directions, and with those of the next coarser scale; correlations of real parts with real and imaginary parts of
 * the coarser band, its phase doubled. Magnitudes are without their mean. The pixels' variance is over all pixels,
 * there over all but one.
 */
final class TextureStatistics {
    private static final double LEAST = 1e-9;
    /** Cells that stay close to the processor while a kernel goes over them. */
    private static final int NEAR = 1024;

    private final Decomposition.Filters filters;
    private final int width;
    private final int height;
    private final int reach;
    private final Decomposition bands;
    private final Decomposition slopes;
    /** [scale][direction] of the bands, and of the next coarser ones on this scale's grid. */
    private final Magnitude[][] narrow;
    private final Magnitude[][] wide;
    private final double[] sum;
    private final double[] wrapped;
    private final double[] alone;
    private final double[] near = new double[NEAR];
    private final double[] moved = new double[NEAR];
    private final double[] kernel;
    private final double[] real;
    private final double[] imaginary;
    private final double[] realSlopes;
    private final double[] imaginarySlopes;
    private Ledger ledger = new Ledger();

    /**
     * Of planes of the filters' size, one after the other. They share memory: for one thread.
     *
     * @param reach    of autocorrelations, pixels to each side
     * @param compares whether there is room for gradients: else planes are written down only
     */
    TextureStatistics(Decomposition.Filters filters, int reach, boolean compares) {
        this.filters = filters;
        this.width = filters.width();
        this.height = filters.height();
        this.reach = reach;
        bands = filters.empty();
        slopes = compares ? filters.empty() : bands;
        int scales = bands.re().length, size = width * height;
        narrow = new Magnitude[scales][];
        wide = new Magnitude[scales][];
        for (int scale = 0; scale < scales; scale++) {
            narrow[scale] = magnitudes(bands.re()[scale], bands.im()[scale], compares);
            wide[scale] = scale + 1 < scales ? magnitudes(bands.wideRe()[scale], bands.wideIm()[scale], compares)
                : new Magnitude[0];
        }
        sum = new double[size];
        wrapped = new double[(width + 2 * reach) * (height + 2 * reach)];
        alone = new double[(width + 2 * reach) * height];
        kernel = new double[(2 * reach + 1) * (2 * reach + 1)];
        real = new double[size];
        imaginary = new double[size];
        realSlopes = new double[size];
        imaginarySlopes = new double[size];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * Meets all statistics of a plane.
     *
     * @param gradient of the ledger's loss is written there, once the ledger compares
     */
    void meet(double[] plane, double[] gradient, Ledger with) {
        ledger = with;
        filters.part(plane, bands);
        if (!ledger.isWriting()) slopes.clear();
        Arrays.fill(gradient, 0);
        moments("pixel", plane, gradient, true);
        power("high", bands.high(), slopes.high());
        for (int scale = 0; scale < bands.lows().length; scale++) {
            moments("low " + scale, bands.lows()[scale], slopes.lows()[scale], false);
            repetition(Group.REPETITION, "low " + scale, bands.lows()[scale], slopes.lows()[scale], width >> scale,
                height >> scale);
        }
        for (int scale = 0; scale < bands.re().length; scale++) {
            Magnitude[] here = narrow[scale], there = wide[scale];
            for (int b = 0; b < here.length; b++) {
                here[b].take();
                repetition(Group.MAGNITUDES, "magnitude " + scale + " " + b, here[b].values, here[b].slopes,
                    width >> scale, height >> scale);
            }
            for (Magnitude magnitude : there) magnitude.take();
            together(Group.MAGNITUDES, "directions " + scale, here, here);
            together(Group.MAGNITUDES, "scales " + scale, here, there);
            for (int b = 0; b < there.length; b++) phases(scale, b);
            if (ledger.isWriting()) continue;
            for (int b = 0; b < here.length; b++) here[b].into(slopes.re()[scale][b], slopes.im()[scale][b]);
            for (int b = 0; b < there.length; b++) there[b].into(slopes.wideRe()[scale][b], slopes.wideIm()[scale][b]);
        }
        if (ledger.isWriting()) return;
        filters.gradient(slopes, sum);
        add(gradient, sum, sum.length, 1);
    }

    private void moments(String name, double[] values, double[] slopes, boolean pixels) {
        int n = values.length;
        double mean = 0, second = 0, third = 0, fourth = 0;
        if (pixels) for (double value : values) mean += value;
        mean /= n;
        for (double value : values) {
            double away = value - mean, square = away * away;
            second += square;
            third += square * away;
            fourth += square * square;
        }
        second /= n;
        third /= n;
        fourth /= n;
        double deviation = Math.sqrt(second);
        double a = pixels ? ledger.meet(Group.MARGINALS, name + " mean", mean, deviation) : 0,
            b = pixels ? ledger.meet(Group.MARGINALS, name + " variance", second, second) : 0,
            c = ledger.meet(Group.MARGINALS, name + " third", third, second * deviation),
            d = ledger.meet(Group.MARGINALS, name + " fourth", fourth, fourth);
        if (ledger.isWriting()) return;
        // With the mean moved by its own change: the third's derivative is 3 (x - m)^2 - 3 variance.
        double constant = (a - (pixels ? 3 * c * second + 4 * d * third : 0)) / n, linear = 2 * b / n,
            square = 3 * c / n, cube = 4 * d / n;
        for (int i = 0; i < n; i++) {
            double away = values[i] - mean;
            slopes[i] += constant + away * (linear + away * (square + away * cube));
        }
    }

    private void power(String name, double[] values, double[] slopes) {
        int n = values.length;
        double power = inner(values, 0, values, 0, n) / n, slope = ledger.meet(Group.MARGINALS, name, power, power);
        if (slope != 0) add(slopes, values, n, 2 * slope / n);
    }

    /** Covariances with itself, moved by up to the reach; of two opposite moves one. */
    private void repetition(Group group, String name, double[] values, double[] slopes, int across, int down) {
        int n = values.length, far = Math.min(reach, (Math.min(across, down) - 1) / 2), around = across + 2 * far,
            side = 2 * far + 1, count = down * around - 2 * far;
        double power = inner(values, 0, values, 0, n) / n;
        wrap(values, across, down, far);
        for (int dy = 0; dy <= far; dy++) {
            for (int dx = dy == 0 ? 0 : -far; dx <= far; dx++) {
                double product = inner(alone, 0, wrapped, (far + dy) * around + far + dx, count);
                double slope = ledger.meet(group, name + " " + dy + " " + dx, product / n, power) / n;
                kernel[(far + dy) * side + far + dx] = dy == 0 && dx == 0 ? 2 * slope : slope;
                kernel[(far - dy) * side + far - dx] = kernel[(far + dy) * side + far + dx];
            }
        }
        if (ledger.isWriting()) return;
        for (int from = 0; from < count; from += NEAR) {
            int part = Math.min(NEAR, count - from);
            Arrays.fill(near, 0);
            for (int k = 0; k < side * side; k++) {
                // Moved first: a loop over two arrays that begin at different places stays without vectors.
                System.arraycopy(wrapped, from + k / side * around + k % side, moved, 0, part);
                add(near, moved, part, kernel[k]);
            }
            System.arraycopy(near, 0, alone, from, part);
        }
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) slopes[y * across + x] += alone[y * around + x];
        }
    }

    /** With so many cells of the other side around it; and in rows as long, with 0 behind each. */
    private void wrap(double[] values, int across, int down, int far) {
        int around = across + 2 * far;
        for (int y = 0; y < down + 2 * far; y++) {
            int from = Math.floorMod(y - far, down) * across, to = y * around;
            System.arraycopy(values, from, wrapped, to + far, across);
            System.arraycopy(values, from + across - far, wrapped, to, far);
            System.arraycopy(values, from, wrapped, to + far + across, far);
        }
        for (int y = 0; y < down; y++) {
            System.arraycopy(values, y * across, alone, y * around, across);
            Arrays.fill(alone, y * around + across, (y + 1) * around, 0);
        }
    }

    /** In four sums that need not wait for each other. */
    private static double inner(double[] a, int fromA, double[] b, int fromB, int count) {
        double first = 0, second = 0, third = 0, fourth = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            first += a[fromA + i] * b[fromB + i];
            second += a[fromA + i + 1] * b[fromB + i + 1];
            third += a[fromA + i + 2] * b[fromB + i + 2];
            fourth += a[fromA + i + 3] * b[fromB + i + 3];
        }
        for (; i < count; i++) first += a[fromA + i] * b[fromB + i];
        return first + second + third + fourth;
    }

    private static void add(double[] to, double[] what, int count, double times) {
        for (int i = 0; i < count; i++) to[i] += times * what[i];
    }

    private void together(Group group, String name, Magnitude[] a, Magnitude[] b) {
        for (int i = 0; i < a.length; i++) {
            for (int j = a == b ? i + 1 : 0; j < b.length; j++) {
                covariance(group, name + " " + i + " " + j, a[i].values, a[i].slopes, b[j].values, b[j].slopes);
            }
        }
    }

    /** @param b may be longer than a: what is beyond does not count */
    private void covariance(Group group, String name, double[] a, double[] slopesA, double[] b, double[] slopesB) {
        int n = a.length;
        // Only of the sample the spread is asked.
        double spread = ledger.isWriting() ? Math.sqrt(inner(a, 0, a, 0, n) * inner(b, 0, b, 0, n)) / n : 0;
        double slope = ledger.meet(group, name, inner(a, 0, b, 0, n) / n, spread) / n;
        if (slope == 0) return;
        add(slopesA, b, n, slope);
        add(slopesB, a, n, slope);
    }

    /** Real parts with one coarser band's real and imaginary parts, its phase doubled: z^2 / |z|. */
    private void phases(int scale, int j) {
        int directions = bands.re()[scale].length;
        double[] a = bands.wideRe()[scale][j], b = bands.wideIm()[scale][j], sizes = wide[scale][j].sizes;
        for (int i = 0; i < a.length; i++) {
            double over = 1 / (sizes[i] + LEAST);
            real[i] = (a[i] * a[i] - b[i] * b[i]) * over;
            imaginary[i] = 2 * a[i] * b[i] * over;
        }
        Arrays.fill(realSlopes, 0);
        Arrays.fill(imaginarySlopes, 0);
        for (int k = 0; k < directions; k++) {
            String name = "phases " + scale + " " + k + " ";
            double[] band = bands.re()[scale][k], bandSlopes = slopes.re()[scale][k];
            covariance(Group.PHASES, name + j, band, bandSlopes, real, realSlopes);
            covariance(Group.PHASES, name + (directions + j), band, bandSlopes, imaginary, imaginarySlopes);
        }
        if (ledger.isWriting()) return;
        double[] slopesA = slopes.wideRe()[scale][j], slopesB = slopes.wideIm()[scale][j];
        for (int i = 0; i < a.length; i++) {
            double over = 1 / (sizes[i] + LEAST), u = realSlopes[i], v = imaginarySlopes[i];
            double shrink = (real[i] * u + imaginary[i] * v) * over / (sizes[i] + LEAST / 2);
            slopesA[i] += 2 * (a[i] * u + b[i] * v) * over - a[i] * shrink;
            slopesB[i] += 2 * (a[i] * v - b[i] * u) * over - b[i] * shrink;
        }
    }

    private static Magnitude[] magnitudes(double[][] re, double[][] im, boolean compares) {
        Magnitude[] all = new Magnitude[re.length];
        for (int b = 0; b < re.length; b++) all[b] = new Magnitude(re[b], im[b], compares);
        return all;
    }

    /** A band's magnitudes without their mean, and the loss's derivatives by them. */
    private static final class Magnitude {
        private final double[] re;
        private final double[] im;
        private final double[] sizes;
        private final double[] values;
        private final double[] slopes;

        Magnitude(double[] re, double[] im, boolean compares) {
            this.re = re;
            this.im = im;
            sizes = new double[re.length];
            values = new double[re.length];
            slopes = new double[compares ? re.length : 0];
        }

        /** Of what the band holds now. */
        void take() {
            double mean = 0;
            for (int i = 0; i < re.length; i++) sizes[i] = Math.sqrt(re[i] * re[i] + im[i] * im[i]);
            for (double size : sizes) mean += size;
            mean /= sizes.length;
            for (int i = 0; i < sizes.length; i++) values[i] = sizes[i] - mean;
            Arrays.fill(slopes, 0);
        }

        /** Adds to the slopes of both parts. */
        void into(double[] real, double[] imaginary) {
            double mean = 0;
            for (double slope : slopes) mean += slope;
            mean /= slopes.length;
            for (int i = 0; i < re.length; i++) {
                double by = (slopes[i] - mean) / (sizes[i] + LEAST);
                real[i] += by * re[i];
                imaginary[i] += by * im[i];
            }
        }
    }
}
