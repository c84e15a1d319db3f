package org.normscope.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.normscope.normalize.NotApplicableException;
import org.normscope.normalize.RunningStatistics;
import org.normscope.stats.Moments;
import org.normscope.tensor.Tensor;

/** What maps of many pictures have by channel, over all pictures and positions; one picture's are held at a time. */
final class PoolStatistics {
    private static final float EPSILON = 1e-5f;

    private PoolStatistics() { }

    /**
     * Variances are biased.
     *
     * @param maps [1, C, H, W] each, of one C
     * @throws NotApplicableException where there is no picture
     */
    static RunningStatistics of(Stream<Tensor> maps) {
        List<Moments> channels = new ArrayList<>();
        maps.forEach(one -> {
            int plane = one.shape().plane();
            for (int c = 0; c < one.shape().c(); c++) {
                if (c == channels.size()) channels.add(Moments.NONE);
                channels.set(c, channels.get(c).and(Moments.of(one.data(), c * plane, (c + 1) * plane)));
            }
        });
        if (channels.isEmpty()) throw new NotApplicableException("norm.pool.missing");
        float[] mean = new float[channels.size()], variance = new float[mean.length];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = (float) channels.get(c).mean();
            variance[c] = (float) channels.get(c).variance();
        }
        return new RunningStatistics(mean, variance, EPSILON);
    }
}
