package org.normscope.shift;

import org.normscope.tensor.Tensor;

/** Fewer levels for each colour. */
final class Posterize {
    private Posterize() { }

    /**
     * round(v (n - 1)) / (n - 1) with n = 2^(8 - bits) levels, rounded, two at least.
     *
     * @param bits given up of 8
     */
    static Tensor posterized(Tensor light, double bits) {
        int last = (int) Math.max(2, Math.round(Math.pow(2, 8 - bits))) - 1;
        float[] cells = new float[light.data().length];
        for (int i = 0; i < cells.length; i++) cells[i] = (float) Math.round(light.data()[i] * last) / last;
        return Tensor.of(light.shape(), cells);
    }
}
