package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.minus;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.operand;
import static org.normscope.normalize.Equation.plus;
import static org.normscope.normalize.Equation.root;

import java.util.EnumSet;
import java.util.Set;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.normalize.Catalogue.Need;
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
record Conditional(Partition partition, double epsilon, Condition condition,
                   UniformAffine affine) implements Normalization {
    private static final String SYMBOLS =
        "y = \\gamma_s \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\beta_s";
    private static final String TEXT = "y = gamma_s * (x - mu) / sqrt(sigma^2 + eps) + beta_s, mu and sigma^2 over ";
    private static final String GIVEN = "; gamma_s and beta_s of a class (untrained: 1 and 0, set by gamma and shift), "
        + "or a style picture's deviation and mean";

    static final Catalogue.Entry BATCH = Catalogue.Entry.of("cbn", "CBN", Family.CONDITIONAL, Measure.MOMENTS,
        TEXT + "(N, H, W) for each C" + GIVEN, SYMBOLS, "de Vries et al. 2017",
        values -> new Conditional(Partition.channels(), values.real("eps"), chosen(values), values.affine()),
        Parameter.EPS, new Parameter.Condition("condition", "0"), Parameter.GAMMA, Parameter.SHIFT);

    static final Catalogue.Entry INSTANCE = Catalogue.Entry.of("cin", "CIN", Family.CONDITIONAL, Measure.MOMENTS,
        TEXT + "(H, W) for each N and C" + GIVEN, SYMBOLS, "Dumoulin et al. 2017",
        values -> new Conditional(Partition.planes(), values.real("eps"), chosen(values), values.affine()),
        Parameter.EPS, new Parameter.Condition("condition", Parameter.Condition.STYLE),
        Parameter.GAMMA, Parameter.SHIFT);

    static final Catalogue.Entry ADAPTIVE = Catalogue.Entry.of("adain", "AdaIN", Family.CONDITIONAL, Measure.MOMENTS,
        "y = sigma(s) * (x - mu(x)) / sigma(x) + mu(s) over (H, W) for each N and C, s a style picture's maps, sigma = "
            + "sqrt(variance + eps), biased",
        "y = \\sigma_s \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\mu_s",
        "Huang and Belongie 2017 (their code takes the unbiased variance)",
        values -> new Conditional(Partition.planes(), values.real("eps"), Condition.ofStyle(values.real("eps")),
            values.affine()),
        Parameter.EPS, Parameter.GAMMA, Parameter.SHIFT).needing(Need.STYLE);

    static final Catalogue.Entry DYNAMIC = Catalogue.Entry.of("dln", "DLN", Family.ANALOGIES, Measure.MOMENTS,
        "y = (1 + g * a) * LN(x) + g * a, a = mean of tanh(x) over (H, W) for each N and C: gamma and beta generated "
            + "from the input (untrained: g = 0, which is LN)",
        "y = (1 + g a) \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + g a",
        "Kim et al. 2017, for speech: an analogy",
        values -> new Conditional(Partition.pictures(), values.real("eps"), Condition.ofSummary(values.real("gain")),
            values.affine()),
        Parameter.EPS, new Parameter.Real("gain", 0, 5, 0, false), Parameter.GAMMA, Parameter.SHIFT);

    private static Condition chosen(Values values) {
        return values.text("condition").equals(Parameter.Condition.STYLE) ? Condition.ofStyle(values.real("eps"))
            : Condition.ofClass(values.whole("condition"));
    }

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
            lines.set(map, statistics.mean()[map], total.gamma()[c] * factor,
                total.gamma()[c] * own.beta()[map] + total.beta()[c]);
        }
        return lines;
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        int[] axes = partition.runs(site.maps().shape()).get(0).axes();
        V standardized = algebra.standardized(algebra.maps(), epsilon, axes);
        return algebra.affine(condition.written(algebra, site, standardized), affine.over(site));
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
        String inner = condition.gammaSymbol() + " \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + "
            + condition.betaSymbol();
        String standardized =
            fraction(number(maps.at(cell.n(), cell.c(), cell.y(), cell.x())) + minus(statistics.mean()[map]),
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
