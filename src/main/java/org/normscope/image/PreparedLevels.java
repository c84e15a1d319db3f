package org.normscope.image;

import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A picture in levels, 0 to 1, the planes of red, green and blue one behind the other, as a network takes it; and the
 * way back, which brings a gradient for the network's input to the levels. Levels beyond black and white stay beyond.
 */
public final class PreparedLevels {
    private static final double[] LUMINANCE = {.299, .587, .114};

    private PreparedLevels() { }

    /** Of any size: [1, 3 or 1, height, width], in the range, deviation and order of the preprocessing. */
    public static Tensor of(Preprocessing preprocessing, int width, int height, double[] levels) {
        int plane = width * height, channels = channels(preprocessing);
        double span = preprocessing.high() - preprocessing.low();
        float[] cells = new float[channels * plane];
        for (int c = 0; c < channels; c++) {
            int color = colour(preprocessing, c);
            double mean = preprocessing.mean()[color], std = preprocessing.std()[color];
            for (int i = 0; i < plane; i++) {
                double level = channels == 3 ? levels[color * plane + i] : LUMINANCE[0] * levels[i]
                    + LUMINANCE[1] * levels[plane + i] + LUMINANCE[2] * levels[2 * plane + i];
                cells[c * plane + i] = (float) ((preprocessing.low() + span * level - mean) / std);
            }
        }
        return Tensor.of(Shape.of(1, channels, height, width), cells);
    }

    /** @param gradient for the network's input; @return for the levels */
    public static double[] back(Preprocessing preprocessing, Tensor gradient) {
        int plane = gradient.shape().plane(), channels = channels(preprocessing);
        double span = preprocessing.high() - preprocessing.low();
        double[] levels = new double[3 * plane];
        for (int k = 0; k < 3; k++) {
            int channel = channels == 1 ? 0 : colour(preprocessing, k);
            double slope = channels == 1 ? LUMINANCE[k] * span / preprocessing.std()[0]
                : span / preprocessing.std()[k];
            for (int i = 0; i < plane; i++) levels[k * plane + i] = slope * gradient.data()[channel * plane + i];
        }
        return levels;
    }

    private static int channels(Preprocessing preprocessing) {
        return preprocessing.order() == Preprocessing.Order.GRAY ? 1 : 3;
    }

    /** Which colour a channel is, and which channel a colour. */
    private static int colour(Preprocessing preprocessing, int channel) {
        return preprocessing.order() == Preprocessing.Order.BGR ? 2 - channel : channel;
    }
}
