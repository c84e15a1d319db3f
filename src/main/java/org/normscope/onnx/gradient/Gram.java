package org.normscope.onnx.gradient;

import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The Gram matrix of maps: which channels fire together, wherever they do (Gatys et al. 2015, arXiv 1505.07376).
 * Objectives that compare such matrices are fed with it.
 */
public final class Gram {
    private Gram() { }

    /**
     * @param maps [1, C, H, W]
     * @return [1, C, C]: the mean over the cells of the product of two channels
     */
    public static Tensor of(Tensor maps) {
        int channels = maps.shape().c(), plane = maps.shape().plane();
        float[] f = maps.data(), gram = new float[channels * channels];
        for (int a = 0; a < channels; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < plane; i++) sum += f[a * plane + i] * f[b * plane + i];
                gram[a * channels + b] = gram[b * channels + a] = (float) (sum / plane);
            }
        }
        return Tensor.of(Shape.of(1, channels, channels), gram);
    }
}
