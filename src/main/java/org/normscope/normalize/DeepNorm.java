package org.normscope.normalize;

import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.operand;
import static org.normscope.normalize.Equation.plus;

import java.util.Optional;
import java.util.Set;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.normalize.Catalogue.Need;
import org.normscope.tensor.Tensor;

/**
 * DeepNorm (Wang et al. 2022), made for transformers, here as an analogy on a CNN's residual addition: LN(alpha x +
 * G(x)), x the shortcut and G the branch; statistics over (C, H, W) of each picture. alpha = 1 is LN behind the
 * addition.
 */
record DeepNorm(double alpha, double epsilon, UniformAffine affine) implements Normalization {
    static final Catalogue.Entry ENTRY = Catalogue.Entry.of("deepnorm", "DeepNorm", Family.ANALOGIES, Measure.MOMENTS,
        "y = LN(alpha * x + G(x)) at a residual addition, x the shortcut and G(x) the branch; "
            + "alpha = 1 is LN of the sum",
        "y = \\mathrm{LN}(\\alpha x + G(x))", "Wang et al. 2022, for transformers: an analogy",
        values -> new DeepNorm(values.real("alpha"), values.real("eps"), values.affine()),
        Parameter.EPS, new Parameter.Real("alpha", 0, 10, 1, false), Parameter.GAMMA, Parameter.SHIFT)
        .needing(Need.RESIDUAL);

    /** The site with the weighted sum in the sum's place. */
    private Site weighted(Site site) {
        Residual sum = residual(site);
        float[] x = sum.shortcut().data(), branch = sum.branch().data();
        Tensor weighted = Tensor.zeros(site.maps().shape());
        for (int i = 0; i < weighted.data().length; i++) weighted.data()[i] = (float) (alpha * x[i] + branch[i]);
        return new Site() {
            @Override public Tensor maps() { return weighted; }
            @Override public Optional<Affine> affine() { return site.affine(); }
        };
    }

    private static Residual residual(Site site) {
        return site.residual().orElseThrow(() -> new NotApplicableException("norm.residual.missing"));
    }

    private Normalization layer() {
        return new SharedStatistics(partition(), SharedStatistics.Divisor.DEVIATION,
            SharedStatistics.Guard.under(epsilon), 1, affine);
    }

    @Override
    public void apply(Site site, Tensor result) {
        layer().apply(weighted(site), result);
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        V weighted = algebra.plus(algebra.times(algebra.shortcut(), alpha), algebra.branch());
        return algebra.affine(algebra.standardized(weighted, epsilon, 1, 2, 3), affine.over(site));
    }

    @Override
    public Partition partition() {
        return Partition.pictures();
    }

    @Override
    public Set<Ingredient> ingredients() {
        return layer().ingredients();
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        return layer().ingredient(ingredient, weighted(site));
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        Residual sum = residual(site);
        Explanation layer = layer().explain(weighted(site), cell);
        String weighted = "x' = " + operand(alpha) + " \\cdot "
            + number(sum.shortcut().at(cell.n(), cell.c(), cell.y(), cell.x()))
            + plus(sum.branch().at(cell.n(), cell.c(), cell.y(), cell.x()));
        return new Explanation(
            Equation.stacked("x' = \\alpha x + G(x)",
                "y = \\gamma \\frac{x' - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\beta"),
            Equation.stacked(weighted, layer.numbers()), layer.value(), layer.cells());
    }
}
