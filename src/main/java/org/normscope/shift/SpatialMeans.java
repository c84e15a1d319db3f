package org.normscope.shift;

import java.util.Arrays;
import org.normscope.stats.Moments;
import org.normscope.tensor.Tensor;

/**
 * The features F_c of a set of pictures, gathered picture by picture: F_c is the mean of channel c over one picture's
 * (H, W), and the set has a mean and a variance of it over its pictures (Pan et al. 2018, section 4.3).
 */
public final class SpatialMeans {
    private Moments[] channels = {};
    private int pictures;

    /**
     * Adds one picture.
     *
     * @param maps [1, C, H, W], of as many channels as those before
     */
    public void add(Tensor maps) {
        Moments[] picture = ChannelStatistics.moments(maps);
        if (pictures++ == 0) {
            channels = new Moments[picture.length];
            Arrays.fill(channels, Moments.NONE);
        }
        for (int c = 0; c < channels.length; c++) channels[c] = channels[c].and(new Moments(1, picture[c].mean(), 0));
    }

    public int pictures() {
        return pictures;
    }

    /** Over the pictures added. */
    public ChannelStatistics statistics() {
        return ChannelStatistics.of(channels);
    }
}
