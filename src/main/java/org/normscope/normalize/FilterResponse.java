package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.plus;
import static org.normscope.normalize.Equation.root;

import java.util.EnumSet;
import java.util.Set;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.tensor.Tensor;

/**
 * Filter response normalization with its thresholded linear unit (Singh and Krishnan 2019): nu^2 is the mean of x^2
 * over (H, W), y = max(gamma x / sqrt(nu^2 + |eps|) + beta, tau). Nothing is subtracted.
 *
 * @param tau trained in the paper, from 0 on, which makes the unit a ReLU
 */
record FilterResponse(double tau, double epsilon, UniformAffine affine) implements Normalization {
    static final Catalogue.Entry ENTRY = Catalogue.Entry.of("frn", "FRN", Family.NORMS, Measure.SQUARES,
        "y = max(gamma * x / sqrt(mean x^2 + |eps|) + beta, tau), the mean over (H, W) for each N and C "
            + "(tau untrained: 0)",
        "y = \\max\\left(\\gamma \\frac{x}{\\sqrt{\\nu^2 + |\\varepsilon|}} + \\beta,\\; \\tau\\right)",
        "Singh and Krishnan 2019",
        values -> new FilterResponse(values.real("tau"), values.real("eps"), values.affine()),
        new Parameter.Real("eps", 1e-12, 1, 1e-6, true), new Parameter.Real("tau", -4, 4, 0, false),
        Parameter.GAMMA, Parameter.SHIFT);

    @Override
    public void apply(Site site, Tensor result) {
        MapLines lines = lines(SetStatistics.of(site.maps(), partition()), site);
        lines.write(site.maps(), result);
        float threshold = (float) tau;
        for (int i = 0; i < result.data().length; i++) result.data()[i] = Math.max(result.data()[i], threshold);
    }

    private MapLines lines(SetStatistics statistics, Site site) {
        Affine total = affine.over(site);
        MapLines lines = MapLines.of(statistics.mean().length);
        for (int map = 0; map < lines.centre().length; map++) {
            int c = map % site.maps().shape().c();
            lines.set(map, 0, total.gamma()[c] * MapLines.inverse(meanSquare(statistics, map), Math.abs(epsilon)),
                total.beta()[c]);
        }
        return lines;
    }

    private static double meanSquare(SetStatistics statistics, int map) {
        return statistics.mean()[map] * statistics.mean()[map] + statistics.variance()[map];
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        V x = algebra.maps();
        V response = algebra.times(x,
            algebra.inverseRoot(algebra.mean(algebra.times(x, x), 2, 3), Math.abs(epsilon)));
        return algebra.within(algebra.affine(response, affine.over(site)), tau, Float.MAX_VALUE);
    }

    @Override
    public Partition partition() {
        return Partition.planes();
    }

    @Override
    public Set<Ingredient> ingredients() {
        return EnumSet.of(Ingredient.DENOMINATOR);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        SetStatistics statistics = SetStatistics.of(site.maps(), partition());
        return Channels.filledByMap(site.maps().shape(),
            map -> Math.sqrt(meanSquare(statistics, map) + Math.abs(epsilon)));
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        Tensor maps = site.maps();
        SetStatistics statistics = SetStatistics.of(maps, partition());
        Affine total = affine.over(site);
        int map = cell.n() * maps.shape().c() + cell.c();
        float gamma = total.gamma()[cell.c()], beta = total.beta()[cell.c()];
        float value = Math.max(lines(statistics, site).at(maps, cell), (float) tau);
        String numbers = fraction(number(maps.at(cell.n(), cell.c(), cell.y(), cell.x())),
            root(number(meanSquare(statistics, map)) + plus(Math.abs(epsilon))));
        return new Explanation(
            "y = \\max\\left(" + Equation.affine("\\frac{x}{\\sqrt{\\nu^2 + |\\varepsilon|}}", gamma, beta)
                + ",\\; \\tau\\right)",
            Equation.lines("\\max\\left(" + Equation.affineNumbers(numbers, gamma, beta) + ",\\; "
                + number(tau) + "\\right)", value),
            value, partition().cellsOf(cell, maps.shape()));
    }
}
