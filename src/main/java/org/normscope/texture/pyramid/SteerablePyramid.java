package org.normscope.texture.pyramid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The steerable pyramid of Simoncelli and Freeman (1995) in the frequency domain, as Portilla and Simoncelli use it
 * (2000): a high-pass residual, bands of several scales and directions, a low-pass residual. Raised cosines one
 * octave wide part the scales, {@code cos(theta - pi b / B)^(B - 1)} the directions; the squares of all filters sum
 * to 1 at every frequency, so that the same filters put the picture together again: a tight frame, for sizes that do
 * not divide, too. The boundary is circular.
 *
 * <p>A scale has half the width and height of the one before, rounded up. Values are scaled as in the public codes
 * (four times as large a scale): the sum of squares of all bands, each divided by the cells of the picture over its
 * own, is that of the picture. Bands are of the real pyramid; {@code quadrature} adds the imaginary parts.
 *
 * @param shapes     width and height of each scale, that of the low-pass residual last
 * @param high       the high-pass residual, of the picture's size
 * @param bands      [scale][direction], real parts
 * @param quadrature [scale][direction], imaginary parts; of a real pyramid empty
 * @param low        the low-pass residual
 */
public record SteerablePyramid(List<int[]> shapes, float[] high, List<float[][]> bands, List<float[][]> quadrature,
                               float[] low) {
    private static final float[] NONE = {};

    /** Scales that leave the low-pass residual four pixels on its shorter side; at least 1. */
    public static int deepest(int width, int height) {
        return Math.max(1, (int) Math.floor(Math.log(Math.min(width, height)) / Math.log(2)) - 2);
    }

    /** The largest side up to this one of which pyramids are made quickly: primes above 5 are dear to transform. */
    public static int quick(int side) {
        return FourierGrid.quick(side);
    }

    /** Of a plane of height rows of width values. */
    public static SteerablePyramid of(float[] plane, int width, int height, int scales, int directions,
                                      boolean complex) {
        return new Filters(width, height, scales, directions, complex).part(plane);
    }

    /** The plane that real bands and residuals make together. */
    public float[] plane() {
        int directions = bands.get(0).length;
        return new Filters(shapes.get(0)[0], shapes.get(0)[1], bands.size(), directions, false).together(this);
    }

    /** The filters of one size, made once for many planes. They write into memory of their own: for one thread. */
    public static final class Filters {
        private final int directions;
        private final boolean complex;
        private final List<int[]> shapes = new ArrayList<>();
        private final Spectrum whole;
        private final FourierGrid grid;
        private final Filter high;
        /** [scale] of two real bands as one complex one, or of a complex one. */
        private final List<List<Filter>> bands = new ArrayList<>();
        private final Filter low;
        private final double[] real;
        private final double[] imaginary;

        public Filters(int width, int height, int scales, int directions, boolean complex) {
            this.directions = directions;
            this.complex = complex;
            whole = Spectrum.empty(width, height);
            real = new double[width * height];
            imaginary = new double[real.length];
            grid = new FourierGrid(width, height);
            Spectrum passing = Spectrum.empty(width, height);
            PyramidMasks masks = PyramidMasks.of(width, height);
            high = new Filter(grid, passing, width, masks.high(0), imaginary);
            // What of a frequency arrives at a scale's input.
            Spectrum arrives = new Spectrum(width, height, masks.low(0), imaginary);
            FourierGrid here = grid;
            for (int scale = 0; scale < scales; scale++) {
                shapes.add(new int[] {arrives.width(), arrives.height()});
                Spectrum passed = arrives.times(masks.high(1));
                List<Filter> filters = new ArrayList<>();
                for (int b = 0; b < directions; b += complex ? 1 : 2) {
                    Spectrum band = passed.times(masks.direction(b, directions, complex));
                    if (!complex && b + 1 < directions) {
                        band.add(passed.times(masks.direction(b + 1, directions, false)).turned(1));
                    }
                    Spectrum turned = band.turned(1 - directions);
                    filters.add(new Filter(here, passing, turned.width(), turned.re(), turned.im()));
                }
                bands.add(filters);
                arrives = arrives.times(masks.low(1)).middle();
                masks = masks.middle();
                here = new FourierGrid(arrives.width(), arrives.height());
            }
            shapes.add(new int[] {arrives.width(), arrives.height()});
            low = new Filter(here, passing, arrives.width(), arrives.re(), arrives.im());
        }

        /** What a plane of height rows of width values is made of. */
        public SteerablePyramid part(float[] plane) {
            taken(plane, NONE);
            grid.forward(real, imaginary, grid.all(), whole.re(), whole.im());
            high.pass(whole, real, imaginary);
            float[] above = rounded(real, 0);
            List<float[][]> parts = new ArrayList<>(), quadrature = new ArrayList<>();
            for (int scale = 0; scale < bands.size(); scale++) {
                float[][] first = new float[directions][], second = new float[directions][];
                int b = 0;
                for (Filter filter : bands.get(scale)) {
                    filter.pass(whole, real, imaginary);
                    first[b] = rounded(real, scale);
                    if (complex) second[b] = rounded(imaginary, scale);
                    else if (b + 1 < directions) first[++b] = rounded(imaginary, scale);
                    b++;
                }
                parts.add(first);
                if (complex) quadrature.add(second);
            }
            low.pass(whole, real, imaginary);
            return new SteerablePyramid(shapes, above, parts, quadrature, rounded(real, bands.size()));
        }

        private float[] rounded(double[] exact, int scale) {
            float[] values = new float[shapes.get(scale)[0] * shapes.get(scale)[1]];
            for (int i = 0; i < values.length; i++) values[i] = (float) exact[i];
            return values;
        }

        /** The plane that real bands and residuals of such filters make together. */
        public float[] together(SteerablePyramid pyramid) {
            Arrays.fill(whole.re(), 0);
            Arrays.fill(whole.im(), 0);
            back(high, pyramid.high, NONE);
            back(low, pyramid.low, NONE);
            for (int scale = 0; scale < bands.size(); scale++) {
                float[][] parts = pyramid.bands.get(scale);
                for (int b = 0; b < directions; b += 2) {
                    back(bands.get(scale).get(b / 2), parts[b], b + 1 < directions ? parts[b + 1] : NONE);
                }
            }
            grid.inverse(grid.all(), whole.re(), whole.im(), real, imaginary);
            return rounded(real, 0);
        }

        private void back(Filter filter, float[] first, float[] second) {
            taken(first, second);
            filter.back(real, imaginary, 1, whole);
        }

        private void taken(float[] first, float[] second) {
            for (int i = 0; i < first.length; i++) real[i] = first[i];
            for (int i = 0; i < second.length; i++) imaginary[i] = second[i];
            Arrays.fill(imaginary, second.length, first.length, 0);
        }
    }
}
