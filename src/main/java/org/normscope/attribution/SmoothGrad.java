package org.normscope.attribution;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * SmoothGrad (Smilkov et al. 2017, arXiv 1706.03825): the mean gradient of the picture with noise added, many times.
 */
public final class SmoothGrad {
    private SmoothGrad() { }

    /** @param noise deviation, as a share of the range of the picture's cells; .1 to .2 is usual */
    public static Attribution of(Network network, GraphRunner runner, Objective objective, Tensor picture, int pictures,
        double noise, long seed, @Nullable Stop stop) {
        Decision decision = new Decision(network, runner, objective, Way.GRADIENT, network.picture());
        Random random = new Random(seed);
        float[] cells = picture.data(), mean = new float[cells.length];
        float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY;
        for (float cell : cells) {
            low = Math.min(low, cell);
            high = Math.max(high, cell);
        }
        double deviation = noise * (high - low);
        for (int n = 0; n < pictures; n++) {
            float[] noisy = new float[cells.length];
            for (int i = 0; i < noisy.length; i++) noisy[i] = (float) (cells[i] + deviation * random.nextGaussian());
            float[] gradient = decision.of(Tensor.of(picture.shape(), noisy), stop).gradient().data();
            for (int i = 0; i < mean.length; i++) mean[i] += gradient[i] / pictures;
        }
        return Attribution.of(Attribution.sizes(Tensor.of(picture.shape(), mean)), decision.of(picture, stop).score());
    }
}
