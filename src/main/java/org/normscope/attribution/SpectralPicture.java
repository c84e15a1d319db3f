package org.normscope.attribution;

import java.util.Random;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A picture by its spectrum, in colours that do not correlate, as Lucid has it (Olah et al. 2017): steps of equal size
 * change low and high frequencies alike, so that ascent does not end in noise of the highest.
 */
final class SpectralPicture {
    /** Columns of the root of the colours' covariance over ImageNet, over its largest norm: rows give R, G, B. */
    private static final double[][] COLOURS = {{.563, .195, .043}, {.584, 0, -.108}, {.584, -.195, .065}};
    private static final double START = .01;

    private final Preprocessing preprocessing;
    private final int side;
    private final Fourier fourier;
    private final double[] weights;
    /** By colour axis: real parts, then imaginary ones. */
    private final double[][] spectrum;
    private final float[] levels;

    SpectralPicture(Preprocessing preprocessing, Random random) {
        this.preprocessing = preprocessing;
        int longer = Math.max(preprocessing.width(), preprocessing.height());
        side = Math.max(2, Integer.highestOneBit(longer) == longer ? longer : Integer.highestOneBit(longer) << 1);
        fourier = new Fourier(side);
        weights = new double[side * side];
        for (int i = 0; i < weights.length; i++) {
            int y = Math.min(i / side, side - i / side), x = Math.min(i % side, side - i % side);
            weights[i] = 1 / Math.max(Math.hypot(y, x) / side, 1.0 / side) / side;
        }
        spectrum = new double[3][2 * side * side];
        for (double[] axis : spectrum) for (int i = 0; i < axis.length; i++) axis[i] = START * random.nextGaussian();
        levels = new float[3 * preprocessing.width() * preprocessing.height()];
    }

    double[][] spectrum() {
        return spectrum;
    }

    /** The picture as the network takes it, [1, 3 or 1, H, W]. */
    Tensor picture() {
        int plane = preprocessing.width() * preprocessing.height(), cells = side * side;
        double[][] axes = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            double[] real = new double[cells], imaginary = new double[cells];
            for (int i = 0; i < cells; i++) {
                real[i] = weights[i] * spectrum[axis][i];
                imaginary[i] = weights[i] * spectrum[axis][cells + i];
            }
            fourier.transform(real, imaginary, 1);
            axes[axis] = real;
        }
        for (int colour = 0; colour < 3; colour++) {
            for (int i = 0; i < plane; i++) {
                double sum = 0;
                for (int axis = 0; axis < 3; axis++) sum += COLOURS[colour][axis] * axes[axis][place(i)];
                levels[colour * plane + i] = (float) (1 / (1 + Math.exp(-sum)));
            }
        }
        return prepared(plane);
    }

    private int place(int pixel) {
        return pixel / preprocessing.width() * side + pixel % preprocessing.width();
    }

    private boolean grey() {
        return preprocessing.order() == Preprocessing.Order.GRAY;
    }

    /** Which colour a channel of the input is. */
    private int colour(int channel) {
        return preprocessing.order().opaque() == Preprocessing.Order.BGR ? 2 - channel : channel;
    }

    private static final float[] LUMINANCE = {.299f, .587f, .114f};

    private Tensor prepared(int plane) {
        float span = preprocessing.high() - preprocessing.low();
        float[] cells = new float[grey() ? plane : 3 * plane];
        for (int c = 0; c < cells.length / plane; c++) {
            for (int i = 0; i < plane; i++) {
                float level = 0;
                if (grey()) for (int k = 0; k < 3; k++) level += LUMINANCE[k] * levels[k * plane + i];
                else level = levels[colour(c) * plane + i];
                cells[c * plane + i] = (preprocessing.low() + span * level - preprocessing.mean(
                    )[colour(c)]) / preprocessing.std()[colour(c)];
            }
        }
        return Tensor.of(Shape.of(1, cells.length / plane, preprocessing.height(), preprocessing.width()), cells);
    }

    /** The spectrum's gradient, of the picture made last, from the picture's. */
    double[][] back(Tensor gradient) {
        int plane = preprocessing.width() * preprocessing.height(), cells = side * side;
        float span = preprocessing.high() - preprocessing.low();
        double[][] axes = new double[3][cells];
        for (int colour = 0; colour < 3; colour++) {
            int channel = grey() ? 0 : colour(colour);
            double factor = span / preprocessing.std()[grey() ? 0 : colour] * (grey() ? LUMINANCE[colour] : 1);
            for (int i = 0; i < plane; i++) {
                float level = levels[colour * plane + i];
                double g = gradient.data()[channel * plane + i] * factor * level * (1 - level);
                for (int axis = 0; axis < 3; axis++) axes[axis][place(i)] += COLOURS[colour][axis] * g;
            }
        }
        double[][] back = new double[3][2 * cells];
        for (int axis = 0; axis < 3; axis++) {
            double[] imaginary = new double[cells];
            fourier.transform(axes[axis], imaginary, -1);
            for (int i = 0; i < cells; i++) {
                back[axis][i] = weights[i] * axes[axis][i];
                back[axis][cells + i] = weights[i] * imaginary[i];
            }
        }
        return back;
    }

    /** The picture made last, for a screen. */
    Pixels pixels() {
        int plane = preprocessing.width() * preprocessing.height();
        int[] argb = new int[plane];
        for (int i = 0; i < plane; i++) {
            argb[i] = 0xFF << 24;
            for (int colour = 0; colour < 3; colour++) argb[i] |= Math.round(255 * levels[colour * plane
                + i]) << 16 - 8 * colour;
        }
        return new Pixels(preprocessing.width(), preprocessing.height(), argb);
    }
}
