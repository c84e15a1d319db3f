package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.minus;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.operand;
import static org.normscope.normalize.Equation.plus;
import static org.normscope.normalize.Equation.root;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Batch normalization with the statistics that the network recorded in training: y = gamma_c (x - mu_c) / sqrt(sigma_c^2
 * + eps) + beta_c, as ONNX BatchNormalization-15 does with training_mode = 0.
 *
 * @param epsilon empty for the network's own
 */
record RunningBatch(OptionalDouble epsilon, UniformAffine affine) implements Normalization {

    @Override
    public void apply(Site site, Tensor result) {
        RunningStatistics running = running(site);
        Tensor maps = site.maps();
        Affine total = affine.over(site);
        Shape shape = maps.shape();
        int plane = shape.plane();
        for (int n = 0, map = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++, map++) {
                write(maps.data(), result.data(), map * plane, plane, running.mean()[c],
                    (float) (total.gamma()[c] / deviation(running, c)), total.beta()[c]);
            }
        }
    }

    private static void write(float[] from, float[] to, int start, int length, float mean, float factor, float beta) {
        for (int i = start; i < start + length; i++) to[i] = (from[i] - mean) * factor + beta;
    }

    private double deviation(RunningStatistics running, int c) {
        return Math.sqrt(running.variance()[c] + epsilon(running));
    }

    private double epsilon(RunningStatistics running) {
        return epsilon.orElse(running.epsilon());
    }

    private static RunningStatistics running(Site site) {
        return site.running().orElseThrow(() -> new NotApplicableException("norm.running.missing"));
    }

    @Override
    public Partition partition() {
        return Partition.channels();
    }

    @Override
    public Set<Ingredient> ingredients() {
        return EnumSet.allOf(Ingredient.class);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        RunningStatistics running = running(site);
        return Channels.filled(site.maps().shape(), c -> switch (ingredient) {
            case MEAN -> running.mean()[c];
            case DEVIATION -> Math.sqrt(running.variance()[c]);
            case DENOMINATOR -> deviation(running, c);
        });
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        RunningStatistics running = running(site);
        Affine total = affine.over(site);
        int c = cell.c();
        float x = site.maps().at(cell.n(), c, cell.y(), cell.x()), gamma = total.gamma()[c], beta = total.beta()[c];
        float[] value = new float[1];
        write(new float[] {x}, value, 0, 1, running.mean()[c], (float) (gamma / deviation(running, c)), beta);
        String numbers = operand(gamma) + " \\cdot " + fraction(number(x) + minus(running.mean()[c]),
            root(number(running.variance()[c]) + plus(epsilon(running)))) + plus(beta);
        return new Explanation(
            "y = \\gamma \\frac{x - \\mu_{\\mathrm{run}}}{\\sqrt{\\sigma_{\\mathrm{run}}^2 + \\varepsilon}} + \\beta",
            Equation.lines(numbers, value[0]), value[0], partition().cellsOf(cell, site.maps().shape()));
    }
}
