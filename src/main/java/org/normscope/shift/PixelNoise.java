package org.normscope.shift;

import java.util.Random;
import org.normscope.tensor.Tensor;

/**
 * Gaussian noise, its own for every pixel and colour, and the same every time: only its strength changes with the
 * slider.
 */
final class PixelNoise {
    private static final long SEED = 20180908; // the day IBN-Net was presented at ECCV

    private PixelNoise() { }

    /** v + s n with n of mean 0 and deviation 1. */
    static Tensor added(Tensor light, double s) {
        Random random = new Random(SEED);
        float[] cells = new float[light.data().length];
        for (int i = 0; i < cells.length; i++) cells[i] = (float) (light.data()[i] + s * random.nextGaussian());
        return Tensor.of(light.shape(), cells);
    }
}
