package org.normscope.attribution;

import java.util.Random;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The picture that raises an objective most, found by ascent from noise (activation maximization, as Lucid does it):
 * Adam on a {@link SpectralPicture}, each step on the picture jittered, scaled and turned a little, so that what only
 * one pixel's shift would undo does not come up.
 *
 * @param picture at the end
 * @param first   the objective of the noise it began with
 * @param last    the objective of the picture
 */
public record Wish(Pixels picture, double first, double last) {
    private static final double RATE = .05, DECAY_MEAN = .9, DECAY_SQUARE = .999, EPSILON = 1e-8;
    private static final double JITTER = 8, SCALE = .1, ANGLE = Math.toRadians(10);

    /**
     * @param steps of ascent; 256 to 512 are usual
     * @param seed  of the noise and of all jitter
     */
    public static Wish of(Network network, GraphRunner runner, Objective objective, int steps, long seed, Stop stop) {
        Random random = new Random(seed);
        SpectralPicture canvas = new SpectralPicture(network.spec().preprocessing(), random);
        Decision decision = new Decision(network, runner, objective, Way.GRADIENT, network.picture());
        double first = decision.of(canvas.picture(), stop).score();
        int cells = canvas.spectrum()[0].length;
        double[][] mean = new double[3][cells], square = new double[3][cells];
        for (int step = 1; step <= steps; step++) {
            Tensor picture = canvas.picture();
            Warp warp = warp(picture.shape(), random);
            float[] seen = new float[picture.data().length], back = new float[seen.length];
            int plane = picture.shape().plane();
            for (int c = 0; c < picture.shape().c(); c++) warp.forward(picture.data(), c * plane, seen);
            Tensor gradient = decision.of(Tensor.of(picture.shape(), seen), stop).gradient();
            for (int c = 0; c < picture.shape().c(); c++) warp.back(gradient.data(), c * plane, back);
            ascend(canvas.spectrum(), canvas.back(Tensor.of(picture.shape(), back)), mean, square, step);
        }
        double last = decision.of(canvas.picture(), stop).score();
        return new Wish(canvas.pixels(), first, last);
    }

    private static Warp warp(Shape shape, Random random) {
        double jitter = Math.min(JITTER, Math.min(shape.h(), shape.w()) / 16.0);
        return new Warp(shape.h(), shape.w(), ANGLE * (2 * random.nextDouble() - 1),
            1 + SCALE * (2 * random.nextDouble() - 1),
            jitter * (2 * random.nextDouble() - 1), jitter * (2 * random.nextDouble() - 1));
    }

    /** One step of Adam, upwards. */
    private static void ascend(double[][] values, double[][] gradient, double[][] mean, double[][] square, int step) {
        double ofMean = 1 - Math.pow(DECAY_MEAN, step), ofSquare = 1 - Math.pow(DECAY_SQUARE, step);
        for (int axis = 0; axis < values.length; axis++) {
            for (int i = 0; i < values[axis].length; i++) {
                double g = gradient[axis][i];
                mean[axis][i] = DECAY_MEAN * mean[axis][i] + (1 - DECAY_MEAN) * g;
                square[axis][i] = DECAY_SQUARE * square[axis][i] + (1 - DECAY_SQUARE) * g * g;
                values[axis][i] += RATE * mean[axis][i] / ofMean / (Math.sqrt(square[axis][i] / ofSquare) + EPSILON);
            }
        }
    }
}
