package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.minus;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.operand;
import static org.normscope.normalize.Equation.plus;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.normscope.normalize.SharedStatistics.Guard;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Batch normalization with statistics that are not the batch's: y = gamma_c (x - mu_c) / sqrt(sigma_c^2 + eps) +
 * beta_c. With those that the network recorded in training it is what ONNX BatchNormalization-15 does with
 * training_mode = 0, with those of a pool of unlabelled pictures it is unsupervised BN (Kocyigit et al., CVPRW 2020).
 *
 * @param epsilon empty for the statistics' own
 * @param at      where it stands
 */
record GivenStatistics(Origin origin, OptionalDouble epsilon, Guard.Place at, UniformAffine affine)
        implements Normalization {

    /** Whose they are. */
    enum Origin {
        RUNNING("run", "norm.running.missing", Site::running), POOL("pool", "norm.pool.missing", Site::pool);

        private final String subscript;
        private final String missing;
        private final Function<Site, Optional<RunningStatistics>> read;

        Origin(String subscript, String missing, Function<Site, Optional<RunningStatistics>> read) {
            this.subscript = "{\\mathrm{" + subscript + "}}";
            this.missing = missing;
            this.read = read;
        }

        RunningStatistics at(Site site) {
            return read.apply(site).orElseThrow(() -> new NotApplicableException(missing));
        }
    }

    @Override
    public void apply(Site site, Tensor result) {
        RunningStatistics given = origin.at(site);
        Tensor maps = site.maps();
        Affine total = affine.over(site);
        Shape shape = maps.shape();
        int plane = shape.plane();
        for (int n = 0, map = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++, map++) {
                write(maps.data(), result.data(), map * plane, plane, given.mean()[c],
                    (float) (total.gamma()[c] / deviation(given, c)), total.beta()[c]);
            }
        }
    }

    private static void write(float[] from, float[] to, int start, int length, float mean, float factor, float beta) {
        for (int i = start; i < start + length; i++) to[i] = (from[i] - mean) * factor + beta;
    }

    private double deviation(RunningStatistics given, int c) {
        return guard(given).root(given.variance()[c]);
    }

    private Guard guard(RunningStatistics given) {
        return new Guard(epsilon.orElse(given.epsilon()), at);
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        RunningStatistics given = origin.at(site);
        Guard guard = guard(given);
        if (at == Guard.Place.UNDER) return algebra.batch(algebra.maps(), given, guard.epsilon(), affine.over(site));
        float[] squares = new float[given.variance().length];
        for (int c = 0; c < squares.length; c++) squares[c] = (float) Math.pow(deviation(given, c), 2);
        return algebra.batch(algebra.maps(), new RunningStatistics(given.mean(), squares, 0), 0, affine.over(site));
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
        RunningStatistics given = origin.at(site);
        return Channels.filled(site.maps().shape(), c -> switch (ingredient) {
            case MEAN -> given.mean()[c];
            case DEVIATION -> Math.sqrt(given.variance()[c]);
            case DENOMINATOR -> deviation(given, c);
        });
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        RunningStatistics given = origin.at(site);
        Affine total = affine.over(site);
        int c = cell.c();
        float x = site.maps().at(cell.n(), c, cell.y(), cell.x()), gamma = total.gamma()[c], beta = total.beta()[c];
        float[] value = new float[1];
        write(new float[] {x}, value, 0, 1, given.mean()[c], (float) (gamma / deviation(given, c)), beta);
        String numbers = operand(gamma) + " \\cdot " + fraction(number(x) + minus(given.mean()[c]),
            guard(given).numbers(given.variance()[c])) + plus(beta);
        return new Explanation(
            "y = \\gamma " + fraction("x - \\mu_" + origin.subscript, at.symbols("\\sigma_" + origin.subscript + "^2"))
                + " + \\beta",
            Equation.lines(numbers, value[0]), value[0], partition().cellsOf(cell, site.maps().shape()));
    }
}
