package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.minus;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.plus;
import static org.normscope.normalize.Equation.root;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Switchable normalization (Luo et al. 2018): y = gamma (x - sum w_k mu_k) / sqrt(sum w'_k sigma_k^2 + eps) + beta, k
 * over instance, layer and batch normalization. The weights w for the means and w' for the variances are what the
 * paper's two softmaxes give: from 0 on, of sum 1.
 *
 * @param means     w of IN, LN, BN
 * @param variances w' of IN, LN, BN
 */
record Switchable(List<Double> means, List<Double> variances, double epsilon,
                  UniformAffine affine) implements Normalization {
    static final List<String> PARTS = List.of("IN", "LN", "BN");
    private static final List<Partition> PARTITIONS = List.of(Partition.planes(),
        Partition.pictures(), Partition.channels());

    static final Catalogue.Entry ENTRY = Catalogue.Entry.of("sn", "SN", Family.MIXED, Measure.MOMENTS,
        "y = gamma * (x - sum w mu) / sqrt(sum w' sigma^2 + eps) + beta, sums over IN, LN, BN; w (weights-mean) and w' "
            + "(weights-var) as the softmaxes give them, by their share of the sum (untrained: equal)",
        "y = \\gamma \\frac{x - \\sum w_k \\mu_k}{\\sqrt{\\sum w'_k \\sigma_k^2 + \\varepsilon}} + \\beta",
        "Luo et al. 2018",
        values -> new Switchable(values.shares("weights-mean"), values.shares("weights-var"), values.real("eps"),
            values.affine()),
        Parameter.EPS, new Parameter.Weights("weights-mean", PARTS, "1,1,1"),
        new Parameter.Weights("weights-var", PARTS, "1,1,1"), Parameter.GAMMA, Parameter.SHIFT);

    @Override
    public void apply(Site site, Tensor result) {
        lines(mixed(site.maps()), site).write(site.maps(), result);
    }

    /** The mixed mean and variance of every map; a part of weight zero is not computed. */
    private SetStatistics mixed(Tensor maps) {
        Shape shape = maps.shape();
        int figures = shape.size() == 0 ? 0 : shape.n() * shape.c();
        double[] mean = new double[figures], variance = new double[figures];
        for (int k = 0; k < PARTS.size(); k++) {
            if (!counts(k)) continue;
            SetStatistics part = SetStatistics.of(maps, PARTITIONS.get(k));
            for (int map = 0; map < figures; map++) {
                mean[map] += means.get(k) * part.mean()[map];
                variance[map] += variances.get(k) * part.variance()[map];
            }
        }
        return new SetStatistics(true, partition().cellsOf(new Cell(0, 0, 0, 0), shape).count(), mean, variance);
    }

    private boolean counts(int k) {
        return means.get(k) != 0 || variances.get(k) != 0;
    }

    private MapLines lines(SetStatistics mixed, Site site) {
        Affine total = affine.over(site);
        MapLines lines = MapLines.of(mixed.mean().length);
        for (int map = 0; map < lines.centre().length; map++) {
            int c = map % site.maps().shape().c();
            lines.set(map, mixed.mean()[map],
                total.gamma()[c] * MapLines.inverse(mixed.variance()[map], epsilon), total.beta()[c]);
        }
        return lines;
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        V x = algebra.maps();
        @Nullable V mean = null, variance = null;
        for (int k = 0; k < PARTS.size(); k++) {
            if (!counts(k)) continue;
            int[] axes = PARTITIONS.get(k).runs(site.maps().shape()).get(0).axes();
            V own = algebra.mean(x, axes), apart = algebra.minus(x, own),
                ofMean = algebra.times(own, means.get(k)),
                ofVariance = algebra.times(algebra.mean(algebra.times(apart, apart), axes), variances.get(k));
            mean = mean == null ? ofMean : algebra.plus(mean, ofMean);
            variance = variance == null ? ofVariance : algebra.plus(variance, ofVariance);
        }
        V standardized = algebra.times(algebra.minus(x, Objects.requireNonNull(mean)),
            algebra.inverseRoot(Objects.requireNonNull(variance, "the weights add up to 1"), epsilon));
        return algebra.affine(standardized, affine.over(site));
    }

    /** The box around all parts whose weight is not zero. */
    @Override
    public Partition partition() {
        return counts(2) ? counts(1) ? Partition.batch() : PARTITIONS.get(2)
            : counts(1) ? PARTITIONS.get(1) : PARTITIONS.get(0);
    }

    @Override
    public Set<Ingredient> ingredients() {
        return EnumSet.allOf(Ingredient.class);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        return Channels.ingredient(ingredient, site.maps().shape(), mixed(site.maps()), epsilon);
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        Tensor maps = site.maps();
        SetStatistics mixed = mixed(maps);
        Affine total = affine.over(site);
        int map = cell.n() * maps.shape().c() + cell.c();
        float gamma = total.gamma()[cell.c()], beta = total.beta()[cell.c()], value = lines(mixed, site).at(maps, cell);
        String numbers = fraction(number(maps.at(cell.n(), cell.c(), cell.y(), cell.x())) + minus(mixed.mean()[map]),
            root(number(mixed.variance()[map]) + plus(epsilon)));
        return new Explanation(
            "y = "
                + Equation.affine("\\frac{x - \\sum w_k \\mu_k}{\\sqrt{\\sum w'_k \\sigma_k^2 + \\varepsilon}}", gamma,
                    beta),
            Equation.lines(Equation.affineNumbers(numbers, gamma, beta), value), value,
            partition().cellsOf(cell, maps.shape()));
    }
}
