package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.minus;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.operand;

import java.util.EnumSet;
import java.util.Set;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Weight normalization (Salimans and Kingma 2016): the layer's weights v become w = g v / |v|, the norm over (Cin, kh,
 * kw) of each output unit. The layer is linear, so its output z = v * x + b becomes g (z - b) / |v| + b without a
 * second convolution. A unit whose weights are all zero gives b.
 *
 * @param gain g, for every unit
 */
record WeightNorm(double gain, UniformAffine affine) implements Normalization {
    static final Catalogue.Entry ENTRY = Catalogue.Entry.of("wn", "WN", Family.WEIGHTS, Measure.WEIGHTS,
        "the layer with w = g * v / |v| over (Cin, kh, kw) for each output unit",
        "y = g \\frac{v \\cdot x}{|v|} + b", "Salimans and Kingma 2016",
        values -> new WeightNorm(values.real("gain"), values.affine()),
        new Parameter.Real("gain", 0, 5, 1, false), Parameter.GAMMA, Parameter.SHIFT);

    @Override
    public void apply(Site site, Tensor result) {
        Tensor maps = site.maps();
        KernelMoments weights = KernelMoments.of(site);
        Affine total = affine.over(site);
        Shape shape = maps.shape();
        int plane = shape.plane();
        for (int n = 0, map = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++, map++) {
                write(maps.data(), result.data(), map * plane, plane, weights, c, total);
            }
        }
    }

    private void write(float[] from, float[] to, int start, int length, KernelMoments weights, int c, Affine total) {
        float bias = weights.bias()[c], factor = (float) factor(weights, c),
            gamma = total.gamma()[c], beta = total.beta()[c];
        for (int i = start; i < start + length; i++) to[i] = ((from[i] - bias) * factor + bias) * gamma + beta;
    }

    private double factor(KernelMoments weights, int c) {
        double norm = weights.norm(c);
        return norm == 0 ? 0 : gain / norm;
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        KernelMoments weights = KernelMoments.of(site);
        Affine total = affine.over(site);
        float[] factors = new float[total.gamma().length], offsets = new float[factors.length];
        for (int c = 0; c < factors.length; c++) {
            factors[c] = (float) factor(weights, c) * total.gamma()[c];
            offsets[c] = weights.bias()[c] * total.gamma()[c] + total.beta()[c];
        }
        V product = algebra.minus(algebra.maps(), algebra.byChannel(weights.bias()));
        return algebra.affine(product, new Affine(factors, offsets));
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
        return Channels.filled(site.maps().shape(), weights::norm);
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        KernelMoments weights = KernelMoments.of(site);
        Affine total = affine.over(site);
        int c = cell.c();
        float z = site.maps().at(cell.n(), c, cell.y(), cell.x());
        float[] value = new float[1];
        write(new float[] {z}, value, 0, 1, weights, c, total);
        float gamma = total.gamma()[c], beta = total.beta()[c], bias = weights.bias()[c];
        String symbols = "g \\frac{z - b}{|v|} + b";
        String numbers = operand(gain) + " \\cdot "
            + fraction(number(z) + minus(bias), number(weights.norm(c))) + Equation.plus(bias);
        return new Explanation("y = " + Equation.affine(Equation.grouped(symbols, gamma), gamma, beta),
            Equation.lines(Equation.affineNumbers(Equation.grouped(numbers, gamma), gamma, beta), value[0]), value[0],
            partition().cellsOf(cell, site.maps().shape()));
    }
}
