package org.normscope.style;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.normscope.image.Pixels;
import org.normscope.tensor.Tensor;

/** Faults of a style network that statistics of features do not see, or even welcome. */
final class StyleFaults {
    private static final int WINDOW = 32, PERIOD = 4;
    /** Of all offsets of a window's cells from its middle. */
    private static final double SQUARES = IntStream.range(0, WINDOW).mapToDouble(k -> off(k) * off(k)).sum() * WINDOW;
    private static final int DARK = 70, BRIGHT = 190;

    /**
     * What a window shows besides a grid, by its variance. Every edge of a stroke is a little of a grid to the measure:
     * a result is compared with contents where they are as even.
     */
    enum Surface {
        EVEN(0, 5e-4), MOTTLED(5e-4, 2e-3), ROUGH(2e-3, Double.POSITIVE_INFINITY);

        private final double least, most;

        Surface(double least, double most) {
            this.least = least;
            this.most = most;
        }
    }

    private StyleFaults() { }

    /** A smooth evening: a gradient from blue to pale. */
    static Pixels sky(int side) {
        return painted(side, (x, y) -> {
            double t = y / (side - 1.0);
            return rgb(.25 + .5 * t, .45 + .35 * t, .8 + .1 * t);
        });
    }

    /** Grey 70 to grey 190 in the middle. */
    static Pixels edge(int side) {
        return painted(side, (x, y) -> {
            double grey = (x < side / 2 ? DARK : BRIGHT) / 255.0;
            return rgb(grey, grey, grey);
        });
    }

    /** How far what is 2 to 16 pixels from the edge leaves the plateaus behind it, over the result's own step. */
    static double overshoot(Pixels edge) {
        float[] values = StyleLosses.prepared(edge).data();
        int side = edge.width(), middle = side / 2;
        double[] line = new double[side];
        for (int i = 0; i < values.length; i++) line[i % side] += values[i] / (3.0 * edge.height());
        double low = mean(line, middle - 60, middle - 24), high = mean(line, middle + 24, middle + 60), most = 0;
        for (int k = 2; k < 16; k++) {
            most = Math.max(most, Math.abs(line[middle - 1 - k] - low));
            most = Math.max(most, Math.abs(line[middle + k] - high));
        }
        return most / Math.max(Math.abs(high - low), 1e-3);
    }

    private static double mean(double[] line, int from, int to) {
        return Arrays.stream(line, from, to).average().orElseThrow();
    }

    /**
     * How much a picture repeats every four pixels: the variance of the sixteen means of every fourth pixel of every
     * fourth row, less the plane that is nearest to the window: in a slope the sixteen differ without any grid, and in
     * steps four pixels wide, which are one, they do not. For each window of 32 where the other is such a surface.
     */
    static double[] grid(Pixels picture, Pixels other, Surface surface) {
        Tensor values = StyleLosses.prepared(picture), judged = StyleLosses.prepared(other);
        int across = picture.width() / WINDOW, down = picture.height() / WINDOW;
        return IntStream.range(0, across * down).filter(w -> {
            double variance = variance(judged, w % across, w / across);
            return variance >= surface.least && variance < surface.most;
        }).mapToDouble(w -> phases(values, w % across, w / across)).toArray();
    }

    static double[] grid(Pixels picture, Surface surface) {
        return grid(picture, picture, surface);
    }

    /** The root of the mean of what {@link #grid} gives, of 255. */
    static double level(double[] variances) {
        return 255 * Math.sqrt(Arrays.stream(variances).average().orElse(0));
    }

    private static double variance(Tensor maps, int column, int row) {
        double total = 0;
        for (int c = 0; c < 3; c++) {
            double sum = 0, squares = 0;
            for (int k = 0; k < WINDOW * WINDOW; k++) {
                double v = maps.at(0, c, row * WINDOW + k / WINDOW, column * WINDOW + k % WINDOW);
                sum += v;
                squares += v * v;
            }
            double mean = sum / (WINDOW * WINDOW);
            total += squares / (WINDOW * WINDOW) - mean * mean;
        }
        return Math.max(0, total / 3); // rounded, that of one grey may be less than nothing
    }

    private static double phases(Tensor maps, int column, int row) {
        double total = 0;
        for (int c = 0; c < 3; c++) {
            double down = 0, right = 0, mean = 0;
            for (int k = 0; k < WINDOW * WINDOW; k++) {
                double v = maps.at(0, c, row * WINDOW + k / WINDOW, column * WINDOW + k % WINDOW);
                mean += v / (WINDOW * WINDOW);
                down += v * off(k / WINDOW) / SQUARES;
                right += v * off(k % WINDOW) / SQUARES;
            }
            double[] means = new double[PERIOD * PERIOD];
            for (int k = 0; k < WINDOW * WINDOW; k++) {
                int x = k % WINDOW, y = k / WINDOW;
                double v = maps.at(0, c, row * WINDOW + y, column * WINDOW + x) - mean - down * off(y) - right * off(x);
                means[y % PERIOD * PERIOD + x % PERIOD] += v * PERIOD * PERIOD / (WINDOW * WINDOW);
            }
            total += Arrays.stream(means).map(m -> m * m).sum() / (means.length - 1);
        }
        return total / 3;
    }

    /** From the middle of a window. */
    private static double off(int line) {
        return line - (WINDOW - 1) / 2.0;
    }

    private interface Colour {
        int at(int x, int y);
    }

    private static Pixels painted(int side, Colour colour) {
        return new Pixels(side, side,
            IntStream.range(0, side * side).map(i -> colour.at(i % side, i / side)).toArray());
    }

    private static int rgb(double red, double green, double blue) {
        return 0xFF000000 | (int) Math.round(255 * red) << 16 | (int) Math.round(255 * green) << 8
            | (int) Math.round(255 * blue);
    }
}
