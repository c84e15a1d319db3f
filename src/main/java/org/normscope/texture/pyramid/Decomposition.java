package org.normscope.texture.pyramid;

import java.util.ArrayList;
import java.util.List;

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
    /** The filters of one size, made once for many planes. */
    public static final class Filters {
        private final int width;
        private final int height;
        private final int scales;
        private final int directions;
        private final List<PyramidMasks> masks = new ArrayList<>();
        /** [scale] what of a frequency arrives at a scale's input. */
        private final double[][] arrives;
        private final double[] high;
        /** [scale][direction], and [scale]: by which a spectrum is multiplied. */
        private final double[][][] bands;
        private final double[][] lows;

        /** @param width divided by 2 to the power of the scales without a rest, as is the height */
        public Filters(int width, int height, int scales, int directions) {
            this.width = width;
            this.height = height;
            this.scales = scales;
            this.directions = directions;
            masks.add(PyramidMasks.of(width, height));
            high = masks.get(0).high(0);
            arrives = new double[scales + 1][];
            Spectrum passed = new Spectrum(width, height, masks.get(0).low(0), new double[width * height]);
            arrives[0] = passed.re();
            for (int scale = 0; scale < scales; scale++) {
                passed = passed.times(masks.get(scale).low(1)).middle();
                masks.add(masks.get(scale).middle());
                arrives[scale + 1] = passed.re();
            }
            bands = new double[scales][directions][];
            lows = new double[scales + 1][];
            for (int scale = 0; scale <= scales; scale++) {
                lows[scale] = low(scale);
                for (int b = 0; b < directions && scale < scales; b++) bands[scale][b] = band(scale, b);
            }
        }

        private Spectrum cropped(Spectrum whole, int scale) {
            Spectrum middle = whole;
            for (int i = 0; i < scale; i++) middle = middle.middle();
            return middle;
        }

        private Spectrum whole(Spectrum small) {
            return small.width() == width ? small : small.within(width, height);
        }

        private double[] band(int scale, int direction) {
            double[] mask = masks.get(scale).direction(direction, directions, true), high1 = masks.get(scale).high(1);
            for (int i = 0; i < mask.length; i++) mask[i] *= high1[i] * arrives[scale][i];
            return mask;
        }

        /** Without its mean, where the low-pass residual is. */
        private double[] low(int scale) {
            double[] squared = arrives[scale].clone();
            for (int i = 0; i < squared.length; i++) squared[i] *= squared[i];
            PyramidMasks here = masks.get(scale);
            squared[here.height() / 2 * here.width() + here.width() / 2] = 0;
            return squared;
        }

        public Decomposition of(double[] plane) {
            Spectrum whole = Spectrum.of(plane, width, height);
            Decomposition made = empty();
            System.arraycopy(whole.times(high).back()[0], 0, made.high, 0, plane.length);
            for (int scale = 0; scale <= scales; scale++) {
                Spectrum here = cropped(whole, scale);
                made.lows[scale] = here.times(lows[scale]).back()[0];
                for (int b = 0; b < directions && scale < scales; b++) {
                    Spectrum band = here.times(bands[scale][b]).turned(1 - directions);
                    double[][] parts = band.back();
                    made.re[scale][b] = parts[0];
                    made.im[scale][b] = parts[1];
                    if (scale == 0) continue;
                    PyramidMasks finer = masks.get(scale - 1);
                    parts = band.within(finer.width(), finer.height()).back();
                    made.wideRe[scale - 1][b] = parts[0];
                    made.wideIm[scale - 1][b] = parts[1];
                }
            }
            return made;
        }

        /** Of these shapes, all 0: for gradients to be summed up in. */
        public Decomposition empty() {
            double[][] lows = new double[scales + 1][];
            double[][][] re = new double[scales][directions][], im = new double[scales][directions][],
                wideRe = new double[scales][directions][], wideIm = new double[scales][directions][];
            for (int scale = 0; scale <= scales; scale++) {
                int size = masks.get(scale).width() * masks.get(scale).height();
                lows[scale] = new double[size];
                for (int b = 0; b < directions && scale < scales; b++) {
                    re[scale][b] = new double[size];
                    im[scale][b] = new double[size];
                    wideRe[scale][b] = new double[size];
                    wideIm[scale][b] = new double[size];
                }
            }
            return new Decomposition(new double[width * height], lows, re, im, wideRe, wideIm);
        }

        /** The plane's gradient from those of all that {@link #of} made of it. */
        public double[] gradient(Decomposition of) {
            Spectrum sum = Spectrum.of(of.high, width, height).times(high);
            for (int scale = 0; scale <= scales; scale++) {
                PyramidMasks here = masks.get(scale);
                int across = here.width(), down = here.height();
                double gain = (double) width * height / (across * down);
                Spectrum small = Spectrum.of(of.lows[scale], across, down).times(lows[scale]);
                for (int b = 0; b < directions && scale < scales; b++) {
                    Spectrum band = Spectrum.of(of.re[scale][b], of.im[scale][b], across, down);
                    if (scale > 0) {
                        PyramidMasks finer = masks.get(scale - 1);
                        Spectrum wide = Spectrum.of(of.wideRe[scale - 1][b], of.wideIm[scale - 1][b], finer.width(),
                            finer.height()).middle();
                        // The finer grid has four times the cells: its inverse divides by as many more.
                        double quarter = (double) (across * down) / (finer.width() * finer.height());
                        band.add(wide.scaled(quarter));
                    }
                    small.add(band.turned(directions - 1).times(bands[scale][b]));
                }
                sum.add(whole(small.scaled(gain)));
            }
            return sum.back()[0];
        }
    }
}
