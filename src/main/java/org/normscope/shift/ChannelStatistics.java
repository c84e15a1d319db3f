package org.normscope.shift;

import java.util.Arrays;
import java.util.List;
import org.normscope.stats.Moments;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Mean and biased variance of every channel, as {@link Divergence} compares them.
 *
 * @param mean     by channel
 * @param variance by channel
 */
public record ChannelStatistics(double[] mean, double[] variance) {

    /**
     * Within one picture: over the cells of each channel.
     *
     * @param maps [1, C, H, W]
     */
    public static ChannelStatistics within(Tensor maps) {
        return of(moments(maps));
    }

    /**
     * Of a set of pictures: over the pictures of each channel's mean within them (Pan et al. 2018, section 4.3).
     *
     * @param pictures within each
     */
    public static ChannelStatistics over(List<ChannelStatistics> pictures) {
        Moments[] channels = new Moments[pictures.get(0).mean.length];
        Arrays.fill(channels, Moments.NONE);
        for (ChannelStatistics picture : pictures) {
            for (int c = 0; c < channels.length; c++) channels[c] = channels[c].and(new Moments(1, picture.mean[c], 0));
        }
        return of(channels);
    }

    static ChannelStatistics of(Moments[] channels) {
        double[] mean = new double[channels.length], variance = new double[channels.length];
        for (int c = 0; c < channels.length; c++) {
            mean[c] = channels[c].mean();
            variance[c] = channels[c].variance();
        }
        return new ChannelStatistics(mean, variance);
    }

    /** The moments of each channel over all pictures and positions of [N, C, H, W]. */
    static Moments[] moments(Tensor maps) {
        Shape shape = maps.shape();
        Moments[] channels = new Moments[shape.c()];
        for (int c = 0; c < channels.length; c++) {
            channels[c] = Moments.NONE;
            for (int n = 0; n < shape.n(); n++) {
                int start = maps.index(n, c, 0, 0);
                channels[c] = channels[c].and(Moments.of(maps.data(), start, start + shape.plane()));
            }
        }
        return channels;
    }
}
