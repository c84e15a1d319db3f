package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.minus;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.plus;

import java.util.EnumSet;
import java.util.Set;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Weight standardization (Qiao et al. 2019): the layer's weights become (w - mu) / (sigma + eps), mean and unbiased
 * deviation over (Cin, kh, kw) of each output unit, as in the authors' code. The layer is linear, so its output z = w *
 * x + b becomes (z - b - mu S) / (sigma + eps) + b, where S is the sum of the patch that the cell sees.
 */
record WeightStandardization(double epsilon, UniformAffine affine) implements Normalization {
    static final Catalogue.Entry ENTRY = Catalogue.Entry.of("ws", "WS", Family.WEIGHTS, Measure.WEIGHTS,
        "the layer with (w - mu) / (sigma + eps) over (Cin, kh, kw) for each output unit, sigma unbiased",
        "y = \\frac{w - \\mu_w}{\\sigma_w + \\varepsilon} \\cdot x + b", "Qiao et al. 2019",
        values -> new WeightStandardization(values.real("eps"), values.affine()),
        Parameter.EPS, Parameter.GAMMA, Parameter.SHIFT);

    @Override
    public void apply(Site site, Tensor result) {
        Tensor maps = site.maps();
        KernelMoments weights = KernelMoments.of(site);
        Patches patches = Patches.of(KernelMoments.kernel(site), KernelMoments.input(site), maps.shape());
        Affine total = affine.over(site);
        Shape shape = maps.shape();
        int plane = shape.plane();
        for (int n = 0, at = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                int patch = patches.index(n, c, 0);
                for (int p = 0; p < plane; p++, at++) {
                    result.data()[at] = value(maps.data()[at], patches.sums()[patch + p], weights, c, total);
                }
            }
        }
    }

    private float value(float z, double sum, KernelMoments weights, int c, Affine total) {
        float bias = weights.bias()[c];
        double deviation = weights.unbiasedDeviation(c), below = deviation + epsilon;
        // equal weights are standardized to zeros; eps must not blow up the rounding of z here
        double standardized = deviation == 0 ? 0 : (z - bias - weights.mean(c) * sum) / below;
        return (float) ((standardized + bias) * total.gamma()[c] + total.beta()[c]);
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        KernelMoments weights = KernelMoments.of(site);
        Affine total = affine.over(site);
        int units = total.gamma().length;
        float[] means = new float[units], factors = new float[units], offsets = new float[units];
        for (int c = 0; c < units; c++) {
            double deviation = weights.unbiasedDeviation(c);
            means[c] = (float) weights.mean(c);
            factors[c] = deviation == 0 ? 0 : (float) (total.gamma()[c] / (deviation + epsilon));
            offsets[c] = weights.bias()[c] * total.gamma()[c] + total.beta()[c];
        }
        V product = algebra.minus(algebra.maps(), algebra.byChannel(weights.bias()));
        V ofMeans = algebra.times(algebra.patchSum(x -> x), algebra.byChannel(means));
        return algebra.affine(algebra.minus(product, ofMeans), new Affine(factors, offsets));
    }

    /** A unit's cells share its weights. */
    @Override
    public Partition partition() {
        return Partition.channels();
    }

    @Override
    public Set<Ingredient> ingredients() {
        return EnumSet.of(Ingredient.DENOMINATOR);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        KernelMoments weights = KernelMoments.of(site);
        return Channels.filled(site.maps().shape(), c -> weights.unbiasedDeviation(c) + epsilon);
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        Tensor maps = site.maps();
        KernelMoments weights = KernelMoments.of(site);
        Patches patches = Patches.of(KernelMoments.kernel(site), KernelMoments.input(site), maps.shape());
        Affine total = affine.over(site);
        int c = cell.c();
        double sum = patches.sums()[patches.index(cell.n(), c, cell.y() * maps.shape().w() + cell.x())];
        float z = maps.at(cell.n(), c, cell.y(), cell.x()), bias = weights.bias()[c];
        float value = value(z, sum, weights, c, total), gamma = total.gamma()[c], beta = total.beta()[c];
        String symbols = "\\frac{z - b - \\mu_w S}{\\sigma_w + \\varepsilon} + b";
        String numbers = fraction(number(z) + minus(bias) + minus(weights.mean(c) * sum),
            number(weights.unbiasedDeviation(c)) + plus(epsilon)) + plus(bias);
        return new Explanation("y = " + Equation.affine(Equation.grouped(symbols, gamma), gamma, beta),
            Equation.lines(Equation.affineNumbers(Equation.grouped(numbers, gamma), gamma, beta), value), value,
            partition().cellsOf(cell, maps.shape()));
    }
}
