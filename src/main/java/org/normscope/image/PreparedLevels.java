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
                double level = channels == 3 ? levels[color * plane + i] : grey(levels, plane, i);
                cells[c * plane + i] = (float) ((preprocessing.low() + span * preprocessing.light().of(level) - mean)
                    / std);
            }
        }
        return Tensor.of(Shape.of(1, channels, height, width), cells);
    }

    private static double grey(double[] levels, int plane, int at) {
        return LUMINANCE[0] * levels[at] + LUMINANCE[1] * levels[plane + at] + LUMINANCE[2] * levels[2 * plane + at];
    }

    /**
     * @param gradient for the network's input, of as many channels as that has
     * @param at       the levels that became that input
     * @return for the levels
     */
    public static double[] back(Preprocessing preprocessing, Tensor gradient, double[] at) {
        int plane = gradient.shape().plane(), channels = gradient.shape().c();
        double span = preprocessing.high() - preprocessing.low();
        double[] levels = new double[3 * plane];
        if (channels(preprocessing) == 1) {
            for (int i = 0; i < plane; i++) {
                double slope = span / preprocessing.std()[0] * preprocessing.light().slope(grey(at, plane, i));
                for (int k = 0; k < 3; k++) levels[k * plane + i] = LUMINANCE[k] * slope * gradient.data()[i];
            }
            return levels;
        }
        // The fourth of four is opacity; of all others the colours come again.
        for (int c = 0; c < (channels == 4 ? 3 : channels); c++) {
            int k = colour(preprocessing, c % 3);
            for (int i = 0; i < plane; i++) {
                levels[k * plane + i] += span / preprocessing.std()[k] * preprocessing.light().slope(at[k * plane + i])
                    * gradient.data()[c * plane + i];
            }
        }
        return levels;
    }

    private static int channels(Preprocessing preprocessing) {
        return preprocessing.order() == Preprocessing.Order.GRAY ? 1 : 3;
    }

    /** Which colour a channel is, and which channel a colour. */
    private static int colour(Preprocessing preprocessing, int channel) {
        return preprocessing.order().opaque() == Preprocessing.Order.BGR ? 2 - channel : channel;
    }
}
