package org.normscope.texture.statistics;

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

    private final Decomposition.Filters filters;
    private final int width;
    private final int height;
    private final int reach;
    private final Ledger ledger;

    /** @param reach of autocorrelations, pixels to each side */
    TextureStatistics(Decomposition.Filters filters, int width, int height, int reach, Ledger ledger) {
        this.filters = filters;
        this.width = width;
        this.height = height;
        this.reach = reach;
        this.ledger = ledger;
    }

    /**
     * Meets all statistics of a plane.
     *
     * @param gradient of the ledger's loss is written there
     */
    void meet(double[] plane, double[] gradient) {
        Decomposition bands = filters.of(plane), slopes = filters.empty();
        double[] own = new double[plane.length];
        moments("pixel", plane, own, true);
        power("high", bands.high(), slopes.high());
        for (int scale = 0; scale < bands.lows().length; scale++) {
            moments("low " + scale, bands.lows()[scale], slopes.lows()[scale], false);
            repetition(Group.REPETITION, "low " + scale, bands.lows()[scale], slopes.lows()[scale], width >> scale,
                height >> scale);
        }
        for (int scale = 0; scale < bands.re().length; scale++) {
            Magnitude[] here = magnitudes(bands.re()[scale], bands.im()[scale]), wide = scale + 1 < bands.re().length
                ? magnitudes(bands.wideRe()[scale], bands.wideIm()[scale]) : new Magnitude[0];
            for (int b = 0; b < here.length; b++) {
                repetition(Group.MAGNITUDES, "magnitude " + scale + " " + b, here[b].values, here[b].slopes,
                    width >> scale, height >> scale);
            }
            together(Group.MAGNITUDES, "directions " + scale, here, here);
            together(Group.MAGNITUDES, "scales " + scale, here, wide);
            if (wide.length > 0) phases(scale, bands, slopes);
            for (int b = 0; b < here.length; b++) here[b].into(slopes.re()[scale][b], slopes.im()[scale][b]);
            for (int b = 0; b < wide.length; b++) wide[b].into(slopes.wideRe()[scale][b], slopes.wideIm()[scale][b]);
        }
        double[] sum = filters.gradient(slopes);
        for (int i = 0; i < sum.length; i++) gradient[i] = sum[i] + own[i];
    }

    private void moments(String name, double[] values, double[] slopes, boolean pixels) {
        int n = values.length;
        double mean = 0, second = 0, third = 0, fourth = 0;
        for (double value : values) mean += pixels ? value / n : 0;
        for (double value : values) {
            double away = value - mean, square = away * away;
            second += square / n;
            third += square * away / n;
            fourth += square * square / n;
        }
        double deviation = Math.sqrt(second);
        double a = pixels ? ledger.meet(Group.MARGINALS, name + " mean", mean, deviation) : 0,
            b = pixels ? ledger.meet(Group.MARGINALS, name + " variance", second, second) : 0,
            c = ledger.meet(Group.MARGINALS, name + " third", third, second * deviation),
            d = ledger.meet(Group.MARGINALS, name + " fourth", fourth, fourth);
        // With the mean moved by its own change: the third's derivative is 3 (x - m)^2 - 3 variance.
        for (int i = 0; i < n; i++) {
            double away = values[i] - mean;
            slopes[i] += (a + 2 * b * away + 3 * c * (away * away - (pixels ? second : 0))
                + 4 * d * (away * away * away - (pixels ? third : 0))) / n;
        }
    }

    private void power(String name, double[] values, double[] slopes) {
        double power = 0;
        for (double value : values) power += value * value / values.length;
        double slope = ledger.meet(Group.MARGINALS, name, power, power);
        for (int i = 0; i < values.length; i++) slopes[i] += 2 * slope * values[i] / values.length;
    }

    /** Covariances with itself, moved by up to the reach; of two opposite moves one. */
    private void repetition(Group group, String name, double[] values, double[] slopes, int across, int down) {
        double power = 0;
        for (double value : values) power += value * value / values.length;
        int far = Math.min(reach, (Math.min(across, down) - 1) / 2), wide = across + 2 * far;
        double[] wrapped = wrapped(values, across, down, far);
        for (int dy = 0; dy <= far; dy++) {
            for (int dx = dy == 0 ? 0 : -far; dx <= far; dx++) {
                double sum = 0;
                for (int y = 0; y < down; y++) {
                    sum += inner(values, y * across, wrapped, (y + far + dy) * wide + far + dx, across);
                }
                double slope = ledger.meet(group, name + " " + dy + " " + dx, sum / values.length,
                    power) / values.length;
                if (slope == 0) continue;
                for (int y = 0; y < down; y++) {
                    int row = y * across, there = (y + far + dy) * wide + far + dx,
                        opposite = (y + far - dy) * wide + far - dx;
                    for (int x = 0; x < across; x++) {
                        slopes[row + x] += slope * (wrapped[there + x] + wrapped[opposite + x]);
                    }
                }
            }
        }
    }

    /** With so many cells of the other side around it. */
    private static double[] wrapped(double[] values, int across, int down, int far) {
        int wide = across + 2 * far;
        double[] wrapped = new double[wide * (down + 2 * far)];
        for (int i = 0; i < wrapped.length; i++) {
            wrapped[i] = values[Math.floorMod(i / wide - far, down) * across + Math.floorMod(i % wide - far, across)];
        }
        return wrapped;
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

    private void together(Group group, String name, Magnitude[] a, Magnitude[] b) {
        for (int i = 0; i < a.length; i++) {
            for (int j = a == b ? i + 1 : 0; j < b.length; j++) {
                covariance(group, name + " " + i + " " + j, a[i].values, a[i].slopes, b[j].values, b[j].slopes);
            }
        }
    }

    private void covariance(Group group, String name, double[] a, double[] slopesA, double[] b, double[] slopesB) {
        int n = a.length;
        double sum = inner(a, 0, b, 0, n), powerA = inner(a, 0, a, 0, n), powerB = inner(b, 0, b, 0, n);
        double slope = ledger.meet(group, name, sum / n, Math.sqrt(powerA * powerB) / n) / n;
        if (slope == 0) return;
        for (int i = 0; i < n; i++) {
            slopesA[i] += slope * b[i];
            slopesB[i] += slope * a[i];
        }
    }

    /** Real parts with the coarser band's real and imaginary parts, its phase doubled: z^2 / |z|. */
    private void phases(int scale, Decomposition bands, Decomposition slopes) {
        int directions = bands.re()[scale].length;
        for (int j = 0; j < directions; j++) {
            double[] a = bands.wideRe()[scale][j], b = bands.wideIm()[scale][j];
            double[] real = new double[a.length], imaginary = new double[a.length], bySlope = new double[a.length],
                byImaginary = new double[a.length];
            for (int i = 0; i < a.length; i++) {
                double size = Math.sqrt(a[i] * a[i] + b[i] * b[i]) + LEAST;
                real[i] = (a[i] * a[i] - b[i] * b[i]) / size;
                imaginary[i] = 2 * a[i] * b[i] / size;
            }
            for (int k = 0; k < directions; k++) {
                covariance(Group.PHASES, "phases " + scale + " " + k + " " + j, bands.re()[scale][k],
                    slopes.re()[scale][k], real, bySlope);
                covariance(Group.PHASES, "phases " + scale + " " + k + " " + (directions + j), bands.re()[scale][k],
                    slopes.re()[scale][k], imaginary, byImaginary);
            }
            for (int i = 0; i < a.length; i++) {
                double size = Math.sqrt(a[i] * a[i] + b[i] * b[i]) + LEAST;
                double shrink = (real[i] * bySlope[i] + imaginary[i] * byImaginary[i]) / size / (size - LEAST / 2);
                slopes.wideRe()[scale][j][i] += 2 * (a[i] * bySlope[i] + b[i] * byImaginary[i]) / size - a[i] * shrink;
                slopes.wideIm()[scale][j][i] += 2 * (a[i] * byImaginary[i] - b[i] * bySlope[i]) / size - b[i] * shrink;
            }
        }
    }

    private static Magnitude[] magnitudes(double[][] re, double[][] im) {
        Magnitude[] all = new Magnitude[re.length];
        for (int b = 0; b < re.length; b++) all[b] = new Magnitude(re[b], im[b]);
        return all;
    }

    /** A band's magnitudes without their mean, and the loss's derivatives by them. */
    private static final class Magnitude {
        private final double[] re;
        private final double[] im;
        private final double[] sizes;
        private final double[] values;
        private final double[] slopes;

        Magnitude(double[] re, double[] im) {
            this.re = re;
            this.im = im;
            sizes = new double[re.length];
            values = new double[re.length];
            slopes = new double[re.length];
            double mean = 0;
            for (int i = 0; i < re.length; i++) {
                sizes[i] = Math.sqrt(re[i] * re[i] + im[i] * im[i]);
                mean += sizes[i] / re.length;
            }
            for (int i = 0; i < re.length; i++) values[i] = sizes[i] - mean;
        }

        /** Adds to the slopes of both parts. */
        void into(double[] real, double[] imaginary) {
            double mean = 0;
            for (double slope : slopes) mean += slope / slopes.length;
            for (int i = 0; i < re.length; i++) {
                double by = (slopes[i] - mean) / (sizes[i] + LEAST);
                real[i] += by * re[i];
                imaginary[i] += by * im[i];
            }
        }
    }
}
