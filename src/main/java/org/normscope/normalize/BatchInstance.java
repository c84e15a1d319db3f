package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.minus;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.operand;
import static org.normscope.normalize.Equation.plus;
import static org.normscope.normalize.Equation.root;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.tensor.Tensor;

/**
 * Batch-instance normalization (Nam and Kim 2018): y = gamma (rho x_B + (1 - rho) x_I) + beta, where x_B is the batch's
 * and x_I the instance's normalized value. rho = 1 is BN, 0 is IN.
 *
 * @param rho in [0, 1], for every channel
 */
record BatchInstance(double rho, double epsilon, UniformAffine affine) implements Normalization {
    static final Catalogue.Entry ENTRY = Catalogue.Entry.of("bin", "BIN", Family.MIXED, Measure.MOMENTS,
        "y = gamma * (rho * BN(x) + (1 - rho) * IN(x)) + beta; rho = 1 is BN, 0 is IN (untrained: 0.5)",
        "y = \\gamma \\left(\\rho \\, \\hat{x}_B + (1 - \\rho) \\, \\hat{x}_I\\right) + \\beta", "Nam and Kim 2018",
        values -> new BatchInstance(values.real("rho"), values.real("eps"), values.affine()),
        Parameter.EPS, new Parameter.Share("rho", 0.5), Parameter.GAMMA, Parameter.SHIFT);

    /** Both statistics, by map; where rho leaves one of them out, it is still there. */
    private record Both(SetStatistics batch, SetStatistics instance) {
        static Both of(Tensor maps) {
            return new Both(SetStatistics.of(maps, Partition.channels()), SetStatistics.of(maps, Partition.planes()));
        }
    }

    @Override
    public void apply(Site site, Tensor result) {
        lines(Both.of(site.maps()), site).write(site.maps(), result);
    }

    private MapLines lines(Both both, Site site) {
        Affine total = affine.over(site);
        MapLines lines = MapLines.of(both.batch.mean().length);
        for (int map = 0; map < lines.centre().length; map++) {
            int c = map % site.maps().shape().c();
            double factor = factor(both, map);
            lines.set(map, factor == 0 ? 0 : centre(both, map), total.gamma()[c] * factor, total.beta()[c]);
        }
        return lines;
    }

    private double ofBatch(Both both, int map) {
        return rho == 0 ? 0 : rho * MapLines.inverse(both.batch.variance()[map], epsilon);
    }

    private double ofInstance(Both both, int map) {
        return rho == 1 ? 0 : (1 - rho) * MapLines.inverse(both.instance.variance()[map], epsilon);
    }

    private double factor(Both both, int map) {
        return ofBatch(both, map) + ofInstance(both, map);
    }

    /** Where the mix of the two lines is zero. */
    private double centre(Both both, int map) {
        double share = ofBatch(both, map) / factor(both, map), batch = both.batch.mean()[map],
            instance = both.instance.mean()[map];
        return instance + share * (batch - instance);
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        V ofBatch = algebra.times(algebra.standardized(algebra.maps(), epsilon, 0, 2, 3), rho),
            ofInstance = algebra.times(algebra.standardized(algebra.maps(), epsilon, 2, 3), 1 - rho);
        return algebra.affine(algebra.plus(ofBatch, ofInstance), affine.over(site));
    }

    @Override
    public Partition partition() {
        return rho == 0 ? Partition.planes() : Partition.channels();
    }

    @Override
    public Set<Ingredient> ingredients() {
        return EnumSet.of(Ingredient.MEAN, Ingredient.DENOMINATOR);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        Both both = Both.of(site.maps());
        return Channels.filledByMap(site.maps().shape(),
            map -> ingredient == Ingredient.MEAN ? centre(both, map) : 1 / factor(both, map));
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        Tensor maps = site.maps();
        Both both = Both.of(maps);
        Affine total = affine.over(site);
        int map = cell.n() * maps.shape().c() + cell.c();
        float gamma = total.gamma()[cell.c()], beta = total.beta()[cell.c()],
            x = maps.at(cell.n(), cell.c(), cell.y(), cell.x());
        float value = lines(both, site).at(maps, cell);
        String symbols = "\\rho \\, \\frac{x - \\mu_B}{\\sqrt{\\sigma_B^2 + \\varepsilon}}"
            + " + (1 - \\rho) \\frac{x - \\mu_I}{\\sqrt{\\sigma_I^2 + \\varepsilon}}";
        List<String> numbers = List.of(
            (gamma == 1 ? "" : operand(gamma) + " \\cdot \\big( ") + term(rho, x, both.batch, map),
            "+ " + term(1 - rho, x, both.instance, map) + (gamma == 1 ? "" : " \\big)")
                + (beta == 0 ? "" : plus(beta)));
        return new Explanation("y = " + Equation.affine(Equation.grouped(symbols, gamma), gamma, beta),
            Equation.lines(numbers, value), value, partition().cellsOf(cell, maps.shape()));
    }

    private String term(double share, float x, SetStatistics statistics, int map) {
        return number(share) + " \\cdot " + fraction(number(x) + minus(statistics.mean()[map]),
            root(number(statistics.variance()[map]) + plus(epsilon)));
    }
}
