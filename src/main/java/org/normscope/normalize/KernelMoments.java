package org.normscope.normalize;

import org.normscope.stats.Moments;
import org.normscope.tensor.Tensor;

/** What is known of the weights w of each output unit, over (Cin/groups, kh, kw). */
record KernelMoments(Moments[] units, float[] bias) {

    /** @throws NotApplicableException where the site stands behind no convolution or fully connected layer */
    static KernelMoments of(Site site) {
        Kernel kernel = kernel(site);
        Tensor weights = kernel.weights();
        int units = weights.shape().n(), volume = weights.shape().size() / units;
        Moments[] moments = new Moments[units];
        for (int c = 0; c < units; c++) moments[c] = Moments.of(weights.data(), c * volume, (c + 1) * volume);
        return new KernelMoments(moments, kernel.bias() == null ? new float[units] : kernel.bias());
    }

    static Kernel kernel(Site site) {
        return site.kernel().orElseThrow(() -> new NotApplicableException("norm.kernel.missing"));
    }

    static Tensor input(Site site) {
        return site.input().orElseThrow(() -> new NotApplicableException("norm.kernel.missing"));
    }

    /** |w|, Euclidean. */
    double norm(int unit) {
        return Math.sqrt(units[unit].count() * units[unit].meanSquare());
    }

    double mean(int unit) {
        return units[unit].mean();
    }

    /** |w - mean of w|. */
    double centredNorm(int unit) {
        return Math.sqrt(units[unit].squares());
    }

    /** Divided by the count less one, as PyTorch's std does; 0 for a single weight. */
    double unbiasedDeviation(int unit) {
        return Math.sqrt(units[unit].squares() / Math.max(1, units[unit].count() - 1));
    }
}
