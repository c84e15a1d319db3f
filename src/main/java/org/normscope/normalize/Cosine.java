package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.number;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Cosine normalization (Luo et al. 2017, arXiv 1702.05870): (w . x) / (|w| |x|) for each output unit and patch x of the
 * layer's input, in [-1, 1]; centred, with the means of w and of x taken off first, it is Pearson's correlation. Zero
 * padding counts as zeros, the bias is left out. w . x is the layer's output less its bias, so there is no second
 * convolution. Where a norm is zero, so is the result.
 */
record Cosine(boolean centred, UniformAffine affine) implements Normalization {
    static final Catalogue.Entry ENTRY = Catalogue.Entry.of("cosine", "Cosine", Family.WEIGHTS, Measure.PATCHES,
        "y = (w . x) / (|w| |x|) for each output unit and patch of the layer's input; "
            + "centred: less the means of w and of x",
        "y = \\frac{w \\cdot x}{|w| \\, |x|}", "Luo et al. 2017, arXiv 1702.05870",
        values -> new Cosine(values.flag("centred"), values.affine()),
        new Parameter.Choice("centred", List.of("false", "true"), "false"), Parameter.GAMMA, Parameter.SHIFT);

    /** What of a patch's squares is rounding, in float32. */
    private static final double ROUNDING = 2e-7;

    /** What one cell is made of. */
    private record Parts(double product, double weightNorm, double patchNorm) {
        double value() {
            double norms = weightNorm * patchNorm;
            return norms == 0 ? 0 : Math.max(-1, Math.min(1, product / norms));
        }
    }

    private Parts parts(float z, KernelMoments weights, Patches patches, int c, int patch) {
        double product = z - weights.bias()[c];
        return centred
            ? new Parts(product - weights.mean(c) * patches.sums()[patch], weights.centredNorm(c),
                Math.sqrt(patches.centredSquares(patch)))
            : new Parts(product, weights.norm(c), Math.sqrt(patches.squares()[patch]));
    }

    @Override
    public void apply(Site site, Tensor result) {
        Affine total = affine.over(site);
        map(site, result, (parts, c) -> parts.value() * total.gamma()[c] + total.beta()[c]);
    }

    @FunctionalInterface
    private interface Reading {
        double of(Parts parts, int c);
    }

    private void map(Site site, Tensor result, Reading reading) {
        Tensor maps = site.maps();
        KernelMoments weights = KernelMoments.of(site);
        Patches patches = Patches.of(KernelMoments.kernel(site), KernelMoments.input(site), maps.shape());
        Shape shape = maps.shape();
        int plane = shape.plane();
        for (int n = 0, at = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                int patch = patches.index(n, c, 0);
                for (int p = 0; p < plane; p++, at++) {
                    result.data()[at] = (float) reading.of(parts(maps.data()[at], weights, patches, c, patch + p), c);
                }
            }
        }
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        KernelMoments weights = KernelMoments.of(site);
        int units = weights.bias().length, volume = KernelMoments.kernel(site).weights().shape().size() / units;
        float[] means = new float[units], inverse = new float[units];
        for (int c = 0; c < units; c++) {
            double norm = centred ? weights.centredNorm(c) : weights.norm(c);
            means[c] = (float) weights.mean(c);
            inverse[c] = norm == 0 ? 0 : (float) (1 / norm);
        }
        V product = algebra.minus(algebra.maps(), algebra.byChannel(weights.bias())),
            squares = algebra.patchSum(x -> algebra.times(x, x));
        if (centred) {
            V sums = algebra.patchSum(x -> x);
            V ofMean = algebra.plus(algebra.times(algebra.times(sums, sums), 1.0 / volume),
                algebra.times(squares, ROUNDING));
            product = algebra.minus(product, algebra.times(sums, algebra.byChannel(means)));
            squares = algebra.within(algebra.minus(squares, ofMean), 0, Float.MAX_VALUE);
        }
        V cosine = algebra.times(algebra.times(product, algebra.byChannel(inverse)), algebra.power(squares, -.5));
        return algebra.affine(algebra.within(cosine, -1, 1), affine.over(site));
    }

    /** The units at one position see the same patch (with channel groups, the units of a group do). */
    @Override
    public Partition partition() {
        return Partition.positions();
    }

    @Override
    public Set<Ingredient> ingredients() {
        return EnumSet.of(Ingredient.DENOMINATOR);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        Tensor result = Tensor.zeros(site.maps().shape());
        map(site, result, (parts, c) -> parts.weightNorm() * parts.patchNorm());
        return result;
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        Tensor maps = site.maps();
        KernelMoments weights = KernelMoments.of(site);
        Patches patches = Patches.of(KernelMoments.kernel(site), KernelMoments.input(site), maps.shape());
        Affine total = affine.over(site);
        int c = cell.c(), patch = patches.index(cell.n(), c, cell.y() * maps.shape().w() + cell.x());
        Parts parts = parts(maps.at(cell.n(), c, cell.y(), cell.x()), weights, patches, c, patch);
        float gamma = total.gamma()[c], beta = total.beta()[c], value = (float) (parts.value() * gamma + beta);
        String symbols = centred
            ? "\\frac{(w - \\mu_w) \\cdot (x - \\mu_x)}{|w - \\mu_w| \\, |x - \\mu_x|}"
            : "\\frac{w \\cdot x}{|w| \\, |x|}";
        String numbers = fraction(number(parts.product()),
            number(parts.weightNorm()) + " \\cdot " + number(parts.patchNorm()));
        return new Explanation("y = " + Equation.affine(symbols, gamma, beta),
            Equation.lines(Equation.affineNumbers(numbers, gamma, beta), value), value,
            partition().cellsOf(cell, maps.shape()));
    }
}
