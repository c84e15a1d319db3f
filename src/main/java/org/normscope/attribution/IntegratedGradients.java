package org.normscope.attribution;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * Integrated gradients (Sundararajan et al. 2017, arXiv 1703.01365): (x - x') times the mean gradient on the straight
 * way from a baseline x' to x. Their sum is the difference of the scores; by how much it fails tells whether the steps
 * were enough.
 */
public final class IntegratedGradients {
    private static final int FIRST = 16, MOST = 512;

    private IntegratedGradients() { }

    /**
     * Halves the steps, keeping what was computed, until the sum is right.
     *
     * @param baseline [1, C, H, W], as the picture: black, say
     * @param error    of the sum, as a share of the difference of the scores, that is good enough
     */
    public static Attribution of(Network network, GraphRunner runner, Objective objective, Tensor picture,
        Tensor baseline, double error, @Nullable Stop stop) {
        Decision decision = new Decision(network, runner, objective, Way.GRADIENT, network.picture());
        Decision.Answer here = decision.of(picture, stop), there = decision.of(baseline, stop);
        double difference = here.score() - there.score();
        double[] sum = new double[picture.data().length];
        add(sum, here.gradient(), .5);
        add(sum, there.gradient(), .5);
        for (int i = 1; i < FIRST; i++) add(sum, decision.of(between(picture, baseline, (double) i / FIRST), stop)
            .gradient(), 1);
        for (int steps = FIRST;; steps *= 2) {
            Tensor integrated = integrated(sum, steps, picture, baseline);
            double wrong = Math.abs(Attribution.sum(integrated) - difference) / Math.max(Math.abs(difference), 1e-12);
            if (wrong <= error || steps >= MOST) return new Attribution(Attribution.signed(integrated), here.score(),
                OptionalDouble.of(wrong));
            for (int i = 0; i < steps; i++) add(sum, decision.of(between(picture, baseline, (i + .5) / steps), stop)
                .gradient(), 1);
        }
    }

    private static void add(double[] sum, Tensor gradient, double weight) {
        for (int i = 0; i < sum.length; i++) sum[i] += weight * gradient.data()[i];
    }

    static Tensor between(Tensor picture, Tensor baseline, double share) {
        float[] cells = new float[picture.data().length];
        for (int i = 0; i < cells.length; i++) cells[i] = (float) (baseline.data()[i]
            + share * (picture.data()[i] - baseline.data()[i]));
        return Tensor.of(picture.shape(), cells);
    }

    /** By the trapezoidal rule. */
    private static Tensor integrated(double[] sum, int steps, Tensor picture, Tensor baseline) {
        float[] cells = new float[sum.length];
        for (int i = 0; i < cells.length; i++) cells[i] = (float) (
            sum[i] / steps * (picture.data()[i] - baseline.data()[i]));
        return Tensor.of(picture.shape(), cells);
    }
}
