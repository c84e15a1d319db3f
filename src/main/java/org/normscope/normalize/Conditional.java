package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.minus;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.operand;
import static org.normscope.normalize.Equation.plus;
import static org.normscope.normalize.Equation.root;

import java.util.EnumSet;
import java.util.Set;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Normalizations whose gamma and beta come from a condition s: y = gamma (gamma_s (x - mu) / sqrt(sigma^2 + eps) +
 * beta_s) + beta. Conditional BN (de Vries et al. 2017) and IN (Dumoulin et al. 2017), AdaIN (Huang and Belongie 2017:
 * sigma(s) (c - mu(c)) / sigma(c) + mu(s)), and dynamic LN (Kim et al. 2017), where the input is its own condition.
 * Variances are biased.
 *
 * @param partition of whole maps
 */
record Conditional(Partition partition, double epsilon, Condition condition, UniformAffine affine) implements Normalization {

    @Override
    public void apply(Site site, Tensor result) {
        lines(site).write(site.maps(), result);
    }

    private MapLines lines(Site site) {
        SetStatistics statistics = SetStatistics.of(site.maps(), partition);
        Condition.MapAffine own = condition.at(site);
        Affine total = affine.over(site);
        MapLines lines = MapLines.of(statistics.mean().length);
        for (int map = 0; map < lines.centre().length; map++) {
            int c = map % site.maps().shape().c();
            double factor = own.gamma()[map] * MapLines.inverse(statistics.variance()[map], epsilon);
            lines.set(map, statistics.mean()[map], total.gamma()[c] * factor, total.gamma()[c] * own.beta()[map] + total.beta()[c]);
        }
        return lines;
    }

    @Override
    public Set<Ingredient> ingredients() {
        return EnumSet.allOf(Ingredient.class);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        return Channels.ingredient(ingredient, site.maps().shape(), SetStatistics.of(site.maps(), partition), epsilon);
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        Tensor maps = site.maps();
        Shape shape = maps.shape();
        SetStatistics statistics = SetStatistics.of(maps, partition);
        Condition.MapAffine own = condition.at(site);
        Affine total = affine.over(site);
        int map = cell.n() * shape.c() + cell.c();
        float gamma = total.gamma()[cell.c()], beta = total.beta()[cell.c()], value = lines(site).at(maps, cell);
        String inner = condition.gammaSymbol() + " \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + " + condition.betaSymbol();
        String standardized = fraction(number(maps.at(cell.n(), cell.c(), cell.y(), cell.x())) + minus(statistics.mean()[map]),
            root(number(statistics.variance()[map]) + plus(epsilon)));
        String symbols, numbers;
        if (condition.inside()) {
            String innerNumbers = operand(own.gamma()[map]) + " \\cdot " + standardized + plus(own.beta()[map]);
            symbols = Equation.affine(Equation.grouped(inner, gamma), gamma, beta);
            numbers = Equation.affineNumbers(Equation.grouped(innerNumbers, gamma), gamma, beta);
        } else {
            symbols = inner;
            numbers = operand(gamma) + " \\cdot " + standardized + plus(beta);
        }
        return new Explanation("y = " + symbols, Equation.lines(numbers, value), value, partition.cellsOf(cell, shape));
    }
}
