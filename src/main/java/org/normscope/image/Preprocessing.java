package org.normscope.image;

import java.util.List;
import org.normscope.tensor.Tensor;

/**
 * From pictures to the network's input: fit to the size, scale to the range, (value - mean) / std, channel order.
 *
 * @param width  of the input, pixels
 * @param height of the input, pixels
 * @param low    what black becomes before mean and std: 0
 * @param high   what white becomes: 1, 255
 * @param mean   three values, in R G B order
 * @param std    three values, in R G B order
 * @param order  of the input's channels
 * @param fit    how a picture of another aspect is brought to the size
 */
public record Preprocessing(int width, int height, float low, float high, float[] mean, float[] std, Order order, Fit fit) {
    /** Order of the input's channels. GRAY is one channel of luminance. */
    public enum Order { RGB, BGR, GRAY }

    /** CROP cuts the longer side, PAD fills with the mean colour, STRETCH changes the aspect. */
    public enum Fit { CROP, PAD, STRETCH }

    /** The batch as [N, 3 or 1, height, width]. */
    public Tensor apply(List<Pixels> pictures) {
        throw new UnsupportedOperationException();
    }

    /** What the network sees of a picture: fitted to the size, before range, mean and std. */
    public Pixels fitted(Pixels picture) {
        throw new UnsupportedOperationException();
    }
}
