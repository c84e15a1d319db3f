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
 * Activation maximization under way: a picture that raises an objective more with every step (as Lucid does it), each
 * step on the picture jittered, scaled and turned a little, so that what only one pixel's shift would undo does not
 * come up. Whoever has it may go on, stop, or look at the picture whenever he likes. Not thread-safe.
 */
public final class Ascent {
    private static final double JITTER = 8, SCALE = .1, ANGLE = Math.toRadians(10);

    private final Random random;
    private final SpectralPicture canvas;
    private final Adam adam;
    private final Decision decision;
    private final Decision through;
    private int steps;
    private boolean moved;

    /**
     * From noise.
     *
     * @param seed of the noise and of all jitter
     */
    public Ascent(Network network, GraphRunner runner, Objective objective, long seed) {
        random = new Random(seed);
        canvas = new SpectralPicture(network.spec().preprocessing(), random);
        adam = new Adam(canvas.spectrum());
        decision = new Decision(network, runner, objective, Way.GRADIENT, network.picture());
        through = new Decision(network, runner, objective, Way.OPENED, network.picture());
    }

    /** One more step. @throws java.util.concurrent.CancellationException where it is stopped */
    public void step(Stop stop) {
        Tensor picture = canvas.picture();
        Warp warp = warp(picture.shape());
        float[] seen = new float[picture.data().length], back = new float[seen.length];
        int plane = picture.shape().plane();
        for (int c = 0; c < picture.shape().c(); c++) warp.forward(picture.data(), c * plane, seen);
        Tensor gradient = gradient(Tensor.of(picture.shape(), seen), stop);
        for (int c = 0; c < picture.shape().c(); c++) warp.back(gradient.data(), c * plane, back);
        adam.ascend(canvas.back(Tensor.of(picture.shape(), back)));
        steps++;
    }

    /** Where every ReLU before the unit is shut there is no slope: then as if they were open. */
    private Tensor gradient(Tensor picture, Stop stop) {
        Tensor gradient = decision.of(picture, stop).gradient();
        if (isZero(gradient)) gradient = through.of(picture, stop).gradient();
        moved |= !isZero(gradient);
        return gradient;
    }

    private static boolean isZero(Tensor gradient) {
        for (float cell : gradient.data()) if (cell != 0) return false;
        return true;
    }

    private Warp warp(Shape shape) {
        double jitter = Math.min(JITTER, Math.min(shape.h(), shape.w()) / 16.0);
        return new Warp(shape.h(), shape.w(), ANGLE * (2 * random.nextDouble() - 1),
            1 + SCALE * (2 * random.nextDouble() - 1),
            jitter * (2 * random.nextDouble() - 1), jitter * (2 * random.nextDouble() - 1));
    }

    /** Steps done. */
    public int steps() {
        return steps;
    }

    /** Whether any step had a slope to go up: a unit that nothing moves is dead. */
    public boolean moved() {
        return moved;
    }

    /** The picture as it stands, as the network takes it: [1, C, H, W]. */
    public Tensor input() {
        return canvas.picture();
    }

    /** The picture as it stands, for a screen. */
    public Pixels picture() {
        canvas.picture();
        return canvas.pixels();
    }

    /** The objective of the picture as it stands. */
    public double score(Stop stop) {
        return decision.of(canvas.picture(), stop).score();
    }
}
