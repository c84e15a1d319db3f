package org.normscope.texture.pyramid;

import java.util.Arrays;

/**
 * All that the model of Portilla and Simoncelli looks at, as linear functions of a plane: the complex bands of a
 * {@link SteerablePyramid}, each coarser band once more on the grid of the finer scale, the low bands put together
 * from a scale on, the high-pass residual. And the way back: the plane's gradient from theirs.
 *
 * @param high    the high-pass residual, of the plane's size
 * @param lows    what all scales from one on make together when they are put together again, on that scale's grid,
 *                without the mean
 * @param re      [scale][direction] real parts of the bands
 * @param im      imaginary parts
 * @param wideRe  [scale][direction] of the next coarser bands on this scale's grid, a quarter as large
 */
public record Decomposition(double[] high, double[][] lows, double[][][] re, double[][][] im, double[][][] wideRe,
                            double[][][] wideIm) {
    /** All 0 again, for gradients to be summed up in. */
    public void clear() {
        Arrays.fill(high, 0);
        for (double[] low : lows) Arrays.fill(low, 0);
        for (double[][][] kind : new double[][][][] {re, im, wideRe, wideIm}) {
            for (double[][] scale : kind) for (double[] band : scale) Arrays.fill(band, 0);
        }
    }

    /** The filters of one size, made once for many planes. They write into memory of their own: for one thread. */
    public static final class Filters {
        private final int width;
        private final int height;
        private final int scales;
        private final int directions;
        private final Spectrum whole;
        private final Spectrum passing;
        private final FourierGrid[] grids;
        /** The high-pass residual as a real part, and the low band of scale 0 as the imaginary one. */
        private final Filter ends;
        /** [scale] from 1 on. */
        private final Filter[] lows;
        /** [scale][direction], seen on the grid of the next finer scale: every other cell is the band's own. */
        private final Filter[][] bands;
        private final double[] none;
        private final double[] left;

        /** @param width divided by 2 to the power of the scales without a rest, as is the height */
        public Filters(int width, int height, int scales, int directions) {
            this.width = width;
            this.height = height;
            this.scales = scales;
            this.directions = directions;
            whole = Spectrum.empty(width, height);
            passing = Spectrum.empty(width, height);
            grids = new FourierGrid[scales + 1];
            lows = new Filter[scales + 1];
            bands = new Filter[scales][directions];
            none = new double[width * height];
            left = new double[width * height];
            for (int scale = 0; scale <= scales; scale++) {
                grids[scale] = new FourierGrid(width >> scale, height >> scale);
            }
            PyramidMasks masks = PyramidMasks.of(width, height);
            // What of a frequency arrives at a scale's input.
            Spectrum arrives = new Spectrum(width, height, masks.low(0), none);
            ends = new Filter(grids[0], passing, width, masks.high(0), low(arrives));
            for (int scale = 0; scale < scales; scale++) {
                for (int b = 0; b < directions; b++) bands[scale][b] = band(masks, arrives, scale, b);
                arrives = arrives.times(masks.low(1)).middle();
                masks = masks.middle();
                double[] low = low(arrives);
                lows[scale + 1] = new Filter(grids[scale + 1], passing, width >> scale + 1, low,
                    new double[low.length]);
            }
        }

        public int width() {
            return width;
        }

        public int height() {
            return height;
        }

        private Filter band(PyramidMasks masks, Spectrum arrives, int scale, int direction) {
            double[] mask = masks.direction(direction, directions, true), high = masks.high(1);
            for (int i = 0; i < mask.length; i++) mask[i] *= high[i] * arrives.re()[i];
            Spectrum turned = new Spectrum(width >> scale, height >> scale, mask, new double[mask.length])
                .turned(1 - directions);
            return new Filter(grids[Math.max(0, scale - 1)], passing, turned.width(), turned.re(), turned.im());
        }

        /** Without its mean, where the low-pass residual is. */
        private static double[] low(Spectrum arrives) {
            double[] squared = arrives.re().clone();
            for (int i = 0; i < squared.length; i++) squared[i] *= squared[i];
            squared[arrives.height() / 2 * arrives.width() + arrives.width() / 2] = 0;
            return squared;
        }

        private void back(Filter filter, double[] real, double[] imaginary) {
            filter.back(real, imaginary, 1 / filter.share(whole), whole);
        }

        /** What a plane is made of. */
        public void part(double[] plane, Decomposition into) {
            grids[0].forward(plane, none, grids[0].all(), whole.re(), whole.im());
            ends.pass(whole, into.high, into.lows[0]);
            for (int scale = 1; scale <= scales; scale++) lows[scale].pass(whole, into.lows[scale], left);
            for (int b = 0; b < directions; b++) {
                bands[0][b].pass(whole, into.re[0][b], into.im[0][b]);
                for (int scale = 1; scale < scales; scale++) {
                    double[] wideRe = into.wideRe[scale - 1][b], wideIm = into.wideIm[scale - 1][b];
                    bands[scale][b].pass(whole, wideRe, wideIm);
                    thin(wideRe, into.re[scale][b], width >> scale);
                    thin(wideIm, into.im[scale][b], width >> scale);
                }
            }
        }

        /** Every other cell of every other row, four times as large: an inverse on the coarser grid divides by less. */
        private static void thin(double[] wide, double[] band, int across) {
            for (int i = 0; i < band.length; i++) band[i] = 4 * wide[i / across * 4 * across + i % across * 2];
        }

        /** The way back of {@link #thin}, added. */
        private static void spread(double[] band, double[] wide, int across) {
            for (int i = 0; i < band.length; i++) wide[i / across * 4 * across + i % across * 2] += 4 * band[i];
        }

        /** Of these shapes, all 0. */
        public Decomposition empty() {
            double[][] lows = new double[scales + 1][];
            double[][][] re = new double[scales][directions][], im = new double[scales][directions][],
                wideRe = new double[scales][directions][], wideIm = new double[scales][directions][];
            for (int scale = 0; scale <= scales; scale++) {
                int size = (width >> scale) * (height >> scale);
                lows[scale] = new double[size];
                for (int b = 0; b < directions && scale < scales; b++) {
                    re[scale][b] = new double[size];
                    im[scale][b] = new double[size];
                    wideRe[scale][b] = new double[scale + 1 < scales ? size : 0];
                    wideIm[scale][b] = new double[wideRe[scale][b].length];
                }
            }
            return new Decomposition(new double[width * height], lows, re, im, wideRe, wideIm);
        }

        /**
         * The plane's gradient from those of all that {@link #part} made of it.
         *
         * @param of   those of bands are added to those of the wide ones
         * @param into is written there
         */
        public void gradient(Decomposition of, double[] into) {
            Arrays.fill(whole.re(), 0);
            Arrays.fill(whole.im(), 0);
            back(ends, of.high, of.lows[0]);
            for (int scale = 1; scale <= scales; scale++) back(lows[scale], of.lows[scale], none);
            for (int b = 0; b < directions; b++) {
                back(bands[0][b], of.re[0][b], of.im[0][b]);
                for (int scale = 1; scale < scales; scale++) {
                    double[] wideRe = of.wideRe[scale - 1][b], wideIm = of.wideIm[scale - 1][b];
                    spread(of.re[scale][b], wideRe, width >> scale);
                    spread(of.im[scale][b], wideIm, width >> scale);
                    back(bands[scale][b], wideRe, wideIm);
                }
            }
            grids[0].inverse(grids[0].all(), whole.re(), whole.im(), into, left);
        }
    }
}
