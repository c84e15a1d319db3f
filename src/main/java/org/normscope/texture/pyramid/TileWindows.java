package org.normscope.texture.pyramid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a tile that is laid beside itself can have of a larger sample: windows of the tile's size that cover it, made
 * so that they could be such tiles.
 *
 * <p>Each is freed of the edge that its border would be: it is its periodic component (Moisan, "Periodic plus Smooth
 * Image Decomposition", Journal of Mathematical Imaging and Vision 39, 2011). What varies more slowly than a tile is
 * long, by which windows differ from each other, goes into what varies as slowly as a tile can: its lowest frequencies
 * are made larger, by one factor for all windows, so that on average a window varies as much as the sample does.
 */
public final class TileWindows {
    /** Squared cycles a tile: the eight frequencies around that of the mean. */
    private static final int LOWEST = 2;

    private final int width;
    private final int height;
    private final FourierGrid fourier;
    private final double[] none;
    private final Spectrum spectrum;

    TileWindows(int width, int height) {
        this.width = width;
        this.height = height;
        fourier = new FourierGrid(width, height);
        none = new double[width * height];
        spectrum = Spectrum.empty(width, height);
    }

    /**
     * @param sample height rows of width values
     * @param across width of a window, at most the sample's
     * @param down   height, at most the sample's
     * @return down rows of across values each; the sample itself where it is as large as a window
     */
    public static List<double[]> of(float[] sample, int width, int height, int across, int down) {
        List<double[]> windows = new ArrayList<>();
        for (int top : starts(height, down)) {
            for (int left : starts(width, across)) {
                double[] window = new double[across * down];
                for (int i = 0; i < window.length; i++) {
                    window[i] = sample[(top + i / across) * width + left + i % across];
                }
                windows.add(window);
            }
        }
        if (windows.size() > 1) new TileWindows(across, down).fit(windows, sample);
        return windows;
    }

    /** Of as few windows as cover a side, evenly spaced. */
    private static int[] starts(int side, int window) {
        int count = (side + window - 1) / window;
        return IntStream.range(0, count).map(i -> (side - window) * i / Math.max(1, count - 1)).toArray();
    }

    private void fit(List<double[]> windows, float[] sample) {
        double mean = 0, wanted = 0, varying = 0, slow = 0;
        for (float value : sample) mean += value / sample.length;
        for (float value : sample) wanted += (value - mean) * (value - mean) / sample.length;
        for (double[] window : windows) {
            takePeriodicPart(window);
            double own = Arrays.stream(window).average().orElse(0);
            for (int i = 0; i < window.length; i++) window[i] -= own;
            varying += power(window) / windows.size();
            slow += power(lowest(window)) / windows.size();
        }
        double more = slow > 0 ? Math.sqrt(Math.max(0, 1 + (wanted - varying) / slow)) - 1 : 0;
        for (double[] window : windows) {
            double[] lowest = lowest(window);
            for (int i = 0; i < window.length; i++) window[i] += mean + more * lowest[i];
        }
    }

    private static double power(double[] plane) {
        return Arrays.stream(plane).map(value -> value * value).average().orElse(0);
    }

    /** What is taken off is, in Fourier space, the jumps over the border divided by the Laplacian. */
    void takePeriodicPart(double[] plane) {
        double[] jumps = new double[plane.length];
        for (int y = 0; y < height; y++) jump(plane, y * width, y * width + width - 1, jumps);
        for (int x = 0; x < width; x++) jump(plane, x, (height - 1) * width + x, jumps);
        double[] smooth = filtered(jumps, (x, y) -> x == 0 && y == 0 ? 0
            : 1 / (2 * Math.cos(2 * Math.PI * x / width) + 2 * Math.cos(2 * Math.PI * y / height) - 4));
        for (int i = 0; i < plane.length; i++) plane[i] -= smooth[i];
    }

    private static void jump(double[] plane, int from, int to, double[] jumps) {
        jumps[from] += plane[to] - plane[from];
        jumps[to] += plane[from] - plane[to];
    }

    private double[] lowest(double[] plane) {
        return filtered(plane, (x, y) -> x * x + y * y > 0 && x * x + y * y <= LOWEST ? 1 : 0);
    }

    /** What a frequency is multiplied by. */
    private interface Gain {
        double at(int x, int y);
    }

    private double[] filtered(double[] plane, Gain gain) {
        double[] filtered = new double[plane.length];
        Arrays.fill(none, 0);
        fourier.forward(plane, none, fourier.all(), spectrum.re(), spectrum.im());
        for (int i = 0; i < plane.length; i++) {
            double times = gain.at(i % width - width / 2, i / width - height / 2);
            spectrum.re()[i] *= times;
            spectrum.im()[i] *= times;
        }
        fourier.inverse(fourier.all(), spectrum.re(), spectrum.im(), filtered, none);
        return filtered;
    }
}
