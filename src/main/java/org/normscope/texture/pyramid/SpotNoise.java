package org.normscope.texture.pyramid;

import java.util.SplittableRandom;
import org.normscope.image.plane.Planes;

/**
 * Noise with a sample's mean and power spectrum, and phases by chance: the sample's Gaussian texture, the limit of van
 * Wijk's spot noise (SIGGRAPH 1991; Galerne, Gousseau, Morel, IEEE Transactions on Image Processing 20, 2011). The
 * spectrum is the average over windows of the noise's size that fade out at their edges (Welch 1967).
 *
 * @param mean  of the sample
 * @param gains by which each frequency of white noise of variance 1 is multiplied
 */
public record SpotNoise(int width, int height, double mean, double[] gains) {
    /**
     * @param sample height rows of width values, mirrored on where it is smaller than the noise
     * @param across width of the noise
     */
    public static SpotNoise of(float[] sample, int width, int height, int across, int down) {
        double mean = 0, weight = 0;
        for (float value : sample) mean += value;
        mean /= sample.length;
        FourierGrid fourier = new FourierGrid(across, down);
        int size = across * down, windows = 0;
        double[] window = new double[size], none = new double[size], re = new double[size], im = new double[size],
            gains = new double[size];
        for (int i = 0; i < size; i++) weight += Math.pow(fade(i % across, across) * fade(i / across, down), 2);
        for (int top = 0; top == 0 || top + down <= height; top += Math.max(1, down / 2)) {
            for (int left = 0; left == 0 || left + across <= width; left += Math.max(1, across / 2)) {
                for (int i = 0; i < size; i++) {
                    int x = i % across, y = i / across;
                    float value = sample[Planes.mirrored(top + y, height) * width + Planes.mirrored(left + x, width)];
                    window[i] = fade(x, across) * fade(y, down) * (value - mean);
                }
                fourier.forward(window, none, fourier.all(), re, im);
                for (int i = 0; i < size; i++) gains[i] += re[i] * re[i] + im[i] * im[i];
                windows++;
            }
        }
        for (int i = 0; i < size; i++) gains[i] = Math.sqrt(gains[i] / weight / windows);
        gains[down / 2 * across + across / 2] = 0; // The mean is not left to chance.
        return new SpotNoise(across, down, mean, gains);
    }

    private static double fade(int x, int size) {
        return Math.sin(Math.PI * (x + .5) / size);
    }

    /** Height rows of width values. */
    public double[] drawn(SplittableRandom chance) {
        int size = width * height;
        double[] noise = new double[size], left = new double[size];
        for (int i = 0; i < size; i++) noise[i] = chance.nextGaussian();
        FourierGrid fourier = new FourierGrid(width, height);
        Spectrum spectrum = Spectrum.empty(width, height);
        fourier.forward(noise, left, fourier.all(), spectrum.re(), spectrum.im());
        Spectrum shaped = spectrum.times(gains);
        fourier.inverse(fourier.all(), shaped.re(), shaped.im(), noise, left);
        for (int i = 0; i < size; i++) noise[i] += mean;
        return noise;
    }
}
