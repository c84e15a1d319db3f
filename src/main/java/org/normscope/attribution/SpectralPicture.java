package org.normscope.attribution;

import java.util.Random;
import org.normscope.image.Pixels;
import org.normscope.image.PreparedLevels;
import org.normscope.image.Preprocessing;
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
    private final double[] levels;

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
        levels = new double[3 * preprocessing.width() * preprocessing.height()];
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
                levels[colour * plane + i] = 1 / (1 + Math.exp(-sum));
            }
        }
        return PreparedLevels.of(preprocessing, preprocessing.width(), preprocessing.height(), levels);
    }

    private int place(int pixel) {
        return pixel / preprocessing.width() * side + pixel % preprocessing.width();
    }

    /** The spectrum's gradient, of the picture made last, from the picture's. */
    double[][] back(Tensor gradient) {
        int plane = preprocessing.width() * preprocessing.height(), cells = side * side;
        double[] toLevels = PreparedLevels.back(preprocessing, gradient);
        double[][] axes = new double[3][cells];
        for (int colour = 0; colour < 3; colour++) {
            for (int i = 0; i < plane; i++) {
                double level = levels[colour * plane + i], g = toLevels[colour * plane + i] * level * (1 - level);
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
            for (int colour = 0; colour < 3; colour++) argb[i] |= (int) Math.round(255 * levels[colour * plane
                + i]) << 16 - 8 * colour;
        }
        return new Pixels(preprocessing.width(), preprocessing.height(), argb);
    }
}
