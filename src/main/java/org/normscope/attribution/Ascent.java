package org.normscope.attribution;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.optimize.AdamStep;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/**
 * Activation maximization under way: a picture that raises an objective more with every step (as Lucid does it), each
 * step on the picture jittered, scaled and turned a little, so that what only one pixel's shift would undo does not
 * come up. Whoever has it may go on, stop, or look at the picture whenever he likes. Not thread-safe.
 */
public final class Ascent {
    private static final double RATE = .05, PHASE_RATE = .2, PICTURE_RATE = .05;
    /** Held by 1, an ascent comes to rest where early maps have gone that many'th part of their length. */
    private static final double FIRMNESS = 10;
    /** Of MACO. The paper has 32 views a step, which no processor has time for. */
    private static final int CROPS = 4;
    private static final double NOISE = .08, CENTRED = .15, LARGEST = 1, SMALLEST = .5;
    private static final double JITTER = 8, SCALE = .1, ANGLE = Math.toRadians(10);

    private final Random random;
    private final AscentPicture canvas;
    private final Start start;
    private final Supplier<Map<String, Tensor>> fed;
    private final Tensor first;
    private final @Nullable HeldMaps held;
    /** Of each axis of the canvas's values. */
    private final List<AdamStep> adams;
    private final Decision decision;
    private final Decision through;
    private int steps;
    private boolean moved;

    /** From noise. @param seed of the noise and of all jitter */
    public Ascent(Network network, GraphRunner runner, Objective objective, long seed) {
        this(network, runner, objective, Start.noise(seed));
    }

    public Ascent(Network network, GraphRunner runner, Objective objective, Start start) {
        this(network, runner, objective, start, Map::of);
    }

    /** @param fed what the objective is fed with beside the picture, at each step */
    Ascent(Network network, GraphRunner runner, Objective objective, Start start, Supplier<Map<String, Tensor>> fed) {
        this.fed = fed;
        this.start = start;
        random = new Random(start.seed());
        canvas = canvas(network.spec().preprocessing());
        first = canvas.picture();
        double rate = start.spectrum() != null ? PHASE_RATE : start.picture() != null ? PICTURE_RATE : RATE;
        held = start.held() == 0 ? null : new HeldMaps(network, runner, objective, first);
        adams = Stream.of(canvas.values()).map(axis -> new AdamStep(axis.length, -rate)).toList();
        decision = new Decision(network, runner, objective, Way.GRADIENT, network.picture());
        through = new Decision(network, runner, objective, Way.OPENED, network.picture());
    }

    private AscentPicture canvas(Preprocessing preprocessing) {
        if (start.spectrum() != null) return new PhasePicture(preprocessing, start.spectrum(), random);
        if (start.picture() != null) return new PhasePicture(preprocessing, start.picture(), random);
        return new SpectralPicture(preprocessing, random);
    }

    /**
     * One more step.
     *
     * @throws java.util.concurrent.CancellationException where it is stopped
     * @throws Fault                                      where the network gives no numbers
     */
    public void step(@Nullable Stop stop) {
        Tensor picture = canvas.picture();
        float[] back = new float[picture.data().length];
        int plane = picture.shape().plane(), views = start.spectrum() == null ? 1 : CROPS;
        for (int view = 0; view < views; view++) {
            Warp warp = start.spectrum() == null ? warp(picture.shape()) : crop(picture.shape());
            float[] seen = new float[back.length];
            for (int c = 0; c < picture.shape().c(); c++) warp.forward(picture.data(), c * plane, seen);
            if (start.spectrum() != null) addNoise(seen);
            Tensor gradient = gradient(Tensor.of(picture.shape(), seen), stop);
            for (int c = 0; c < picture.shape().c(); c++) warp.back(gradient.data(), c * plane, back);
        }
        hold(picture, back, stop);
        double[][] gradient = canvas.back(Tensor.of(picture.shape(), back));
        for (int axis = 0; axis < gradient.length; axis++) {
            adams.get(axis).go(canvas.values()[axis], gradient[axis]);
        }
        steps++;
    }

    /** Pulls back to the picture it began with: as strongly as the objective pushes where it has gone far enough. */
    private void hold(Tensor picture, float[] back, @Nullable Stop stop) {
        if (held == null) return;
        HeldMaps.Pull pull = held.of(picture, stop);
        double push = 0, size = 0;
        for (int i = 0; i < back.length; i++) {
            push += (double) back[i] * back[i];
            size += (double) pull.gradient().data()[i] * pull.gradient().data()[i];
        }
        if (size == 0) return;
        double strength = start.held() * FIRMNESS * pull.distance() * Math.sqrt(push / size);
        for (int i = 0; i < back.length; i++) back[i] -= (float) (strength * pull.gradient().data()[i]);
    }

    private void addNoise(float[] seen) {
        float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY;
        for (float cell : first.data()) {
            low = Math.min(low, cell);
            high = Math.max(high, cell);
        }
        for (int i = 0; i < seen.length; i++) seen[i] += (float) (NOISE * (high - low) * random.nextGaussian());
    }

    /** A part of the picture, enlarged: the published canvas is ten times the network's, this one as large as it. */
    private Warp crop(Shape shape) {
        double size = LARGEST + (SMALLEST - LARGEST) * random.nextDouble();
        return new Warp(shape.h(), shape.w(), 0, 1 / size, CENTRED * shape.w() * random.nextGaussian(),
            CENTRED * shape.h() * random.nextGaussian());
    }

    /** Where every ReLU before the unit is shut there is no slope: then as if they were open. */
    private Tensor gradient(Tensor picture, @Nullable Stop stop) {
        Decision.Answer answer = decision.of(picture, fed.get(), stop);
        if (Double.isNaN(answer.score())) throw new Fault("attribution.nan");
        Tensor gradient = answer.gradient();
        if (isZero(gradient)) gradient = through.of(picture, fed.get(), stop).gradient();
        for (float cell : gradient.data()) if (!Float.isFinite(cell)) throw new Fault("attribution.nan");
        moved |= !isZero(gradient);
        return gradient;
    }

    private static boolean isZero(Tensor gradient) {
        for (float cell : gradient.data()) if (cell != 0) return false;
        return true;
    }

    private Warp warp(Shape shape) {
        double jitter = Math.min(JITTER, Math.min(shape.h(), shape.w()) / 16.0);
        // A line that is turned leaves the picture.
        double narrow = Math.min(shape.h(), shape.w()) / (double) Math.max(shape.h(), shape.w());
        return new Warp(shape.h(), shape.w(), Math.min(ANGLE, narrow) * (2 * random.nextDouble() - 1),
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
    public double score(@Nullable Stop stop) {
        return decision.of(canvas.picture(), fed.get(), stop).score();
    }
}
