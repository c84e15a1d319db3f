package org.normscope.attribution;

import java.util.Random;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.PreparedLevels;
import org.normscope.image.Preprocessing;
import org.normscope.image.Resampling;
import org.normscope.tensor.Tensor;

/**
 * A picture by its spectrum, in colours that do not correlate, as Lucid has it (Olah et al. 2017): steps of equal size
 * change low and high frequencies alike, so that ascent does not end in noise of the highest.
 */
final class SpectralPicture implements AscentPicture {
    /** Columns of the root of the colours' covariance over ImageNet, over its largest norm: rows give R, G, B. */
    private static final double[][] COLOURS = {{.563, .195, .043}, {.584, 0, -.108}, {.584, -.195, .065}};
    private static final double[][] APART = inverse(COLOURS);
    private static final double START = .01;
    /** Black and white lie infinitely far away: that near they are come. */
    private static final double DARKEST = .02;

    private final Preprocessing preprocessing;
    private final int height;
    private final int width;
    private final Fourier fourier;
    private final double[] weights;
    /** By colour axis: real parts, then imaginary ones. */
    private final double[][] spectrum;
    private final double[] levels;

    SpectralPicture(Preprocessing preprocessing, Random random) {
        this.preprocessing = preprocessing;
        height = powerOfTwo(preprocessing.height());
        width = powerOfTwo(preprocessing.width());
        fourier = new Fourier(height, width);
        weights = new double[height * width];
        double lowest = 1.0 / Math.max(height, width), norm = Math.sqrt(weights.length);
        for (int i = 0; i < weights.length; i++) {
            int row = i / width, column = i % width;
            double y = Math.min(row, height - row) / (double) height, x = Math.min(column, width - column)
                / (double) width;
            weights[i] = 1 / Math.max(Math.hypot(y, x), lowest) / norm;
        }
        spectrum = new double[3][2 * weights.length];
        for (double[] axis : spectrum) for (int i = 0; i < axis.length; i++) axis[i] = START * random.nextGaussian();
        levels = new double[3 * preprocessing.width() * preprocessing.height()];
    }

    @Override
    public double[][] values() {
        return spectrum;
    }

    /** As large as the picture, or more: a line is not a square, which had as many cells as the line squared. */
    private static int powerOfTwo(int side) {
        return Integer.highestOneBit(side) == side ? side : Integer.highestOneBit(side) << 1;
    }

    /** Rows of the transform, a power of two. */
    int height() {
        return height;
    }

    /** Columns of the transform, a power of two. */
    int width() {
        return width;
    }

    /** Becomes a picture of any size. */
    void paint(Pixels picture) {
        Pixels fitted = preprocessing.fitted(picture);
        Pixels whole = fitted.width() == width && fitted.height() == height ? fitted
            : Resampling.resample(fitted, new Placement(0, 0, width, height), width, height, 0xFF808080);
        double[][] of = spectrumOf(whole);
        for (int axis = 0; axis < 3; axis++) System.arraycopy(of[axis], 0, spectrum[axis], 0, of[axis].length);
    }

    /** What the values are of a picture that is as large as the transform. */
    double[][] spectrumOf(Pixels whole) {
        int cells = weights.length;
        double[][] of = new double[3][2 * cells];
        double[][] axes = new double[3][cells];
        for (int i = 0; i < cells; i++) {
            for (int colour = 0; colour < 3; colour++) {
                double level = Math.max(DARKEST, Math.min(1 - DARKEST, (whole.argb()[i] >> 16 - 8 * colour & 255)
                    / 255.0)), logit = Math.log(level / (1 - level));
                for (int axis = 0; axis < 3; axis++) axes[axis][i] += APART[axis][colour] * logit;
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            double[] imaginary = new double[cells];
            fourier.transform(axes[axis], imaginary, -1);
            for (int i = 0; i < cells; i++) {
                of[axis][i] = axes[axis][i] / cells / weights[i];
                of[axis][cells + i] = imaginary[i] / cells / weights[i];
            }
        }
        return of;
    }

    private static double[][] inverse(double[][] m) {
        double[][] inverse = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) determinant += m[0][i] * cofactor(m, 0, i);
        for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) inverse[i][j] = cofactor(m, j, i) / determinant;
        return inverse;
    }

    private static double cofactor(double[][] m, int row, int column) {
        return m[(row + 1) % 3][(column + 1) % 3] * m[(row + 2) % 3][(column + 2) % 3]
            - m[(row + 1) % 3][(column + 2) % 3] * m[(row + 2) % 3][(column + 1) % 3];
    }

    @Override
    public Tensor picture() {
        int plane = preprocessing.width() * preprocessing.height(), cells = weights.length;
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
        return pixel / preprocessing.width() * width + pixel % preprocessing.width();
    }

    @Override
    public double[][] back(Tensor gradient) {
        int plane = preprocessing.width() * preprocessing.height(), cells = weights.length;
        double[] toLevels = PreparedLevels.back(preprocessing, gradient, levels);
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

    @Override
    public Pixels pixels() {
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
