package org.normscope.texture.pyramid;

import java.util.ArrayList;
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
    /** Scales that leave the low-pass residual four pixels on its shorter side; at least 1. */
    public static int deepest(int width, int height) {
        return Math.max(1, (int) Math.floor(Math.log(Math.min(width, height)) / Math.log(2)) - 2);
    }

    /** Of a plane of height rows of width values. */
    public static SteerablePyramid of(float[] plane, int width, int height, int scales, int directions,
                                      boolean complex) {
        PyramidMasks masks = PyramidMasks.of(width, height);
        Spectrum whole = Spectrum.of(plane, width, height);
        float[] high = whole.times(masks.high(0)).inverse()[0];
        Spectrum rest = whole.times(masks.low(0));
        List<int[]> shapes = new ArrayList<>();
        List<float[][]> bands = new ArrayList<>(), quadrature = new ArrayList<>();
        for (int scale = 0; scale < scales; scale++) {
            shapes.add(new int[] {rest.width(), rest.height()});
            Spectrum passed = rest.times(masks.high(1));
            float[][] real = new float[directions][], imaginary = new float[directions][];
            for (int b = 0; b < directions; b++) {
                float[][] parts = passed.times(masks.direction(b, directions, complex)).turned(1
                    - directions).inverse();
                real[b] = parts[0];
                imaginary[b] = parts[1];
            }
            bands.add(real);
            if (complex) quadrature.add(imaginary);
            rest = rest.times(masks.low(1)).middle();
            masks = masks.middle();
        }
        shapes.add(new int[] {rest.width(), rest.height()});
        return new SteerablePyramid(shapes, high, bands, quadrature, rest.inverse()[0]);
    }

    /** The plane that real bands and residuals make together. */
    public float[] plane() {
        List<PyramidMasks> masks = new ArrayList<>();
        masks.add(PyramidMasks.of(shapes.get(0)[0], shapes.get(0)[1]));
        for (int scale = 0; scale < bands.size(); scale++) masks.add(masks.get(scale).middle());
        int last = bands.size();
        Spectrum sum = Spectrum.of(low, shapes.get(last)[0], shapes.get(last)[1]);
        for (int scale = last - 1; scale >= 0; scale--) {
            int width = shapes.get(scale)[0], height = shapes.get(scale)[1], directions = bands.get(scale).length;
            PyramidMasks here = masks.get(scale);
            Spectrum larger = sum.within(width, height).times(here.low(1));
            for (int b = 0; b < directions; b++) {
                larger.add(Spectrum.of(bands.get(scale)[b], width, height).times(here.high(1))
                    .times(here.direction(b, directions, false)).turned(directions - 1));
            }
            sum = larger;
        }
        sum = sum.times(masks.get(0).low(0));
        sum.add(Spectrum.of(high, shapes.get(0)[0], shapes.get(0)[1]).times(masks.get(0).high(0)));
        return sum.inverse()[0];
    }
}
