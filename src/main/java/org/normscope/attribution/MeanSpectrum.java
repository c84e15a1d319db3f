package org.normscope.attribution;

import java.util.Random;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Preprocessing;
import org.normscope.image.Resampling;

/** How strong each frequency is in the pictures of a corpus, the mean over them, by axis of decorrelated colours. */
public final class MeanSpectrum {
    private final SpectralPicture measure;
    private final double[][] sums;
    private final double[] means = new double[3];
    private int pictures;

    /** @param preprocessing of the network whose wish is painted: it says the size */
    public MeanSpectrum(Preprocessing preprocessing) {
        measure = new SpectralPicture(preprocessing, new Random(0));
        sums = new double[3][measure.height() * measure.width()];
    }

    public void add(Pixels picture) {
        Pixels whole = Resampling.resample(picture.overWhite(), middle(picture), measure.width(), measure.height(),
            0xFF000000);
        double[][] spectrum = measure.spectrumOf(whole);
        for (int axis = 0; axis < 3; axis++) {
            int cells = sums[axis].length;
            means[axis] += spectrum[axis][0];
            for (int i = 0; i < cells; i++) sums[axis][i] += Math.hypot(spectrum[axis][i], spectrum[axis][cells + i]);
        }
        pictures++;
    }

    private Placement middle(Pixels picture) {
        double scale = Math.min(picture.width() / (double) measure.width(), picture.height()
            / (double) measure.height()), width = scale * measure.width(), height = scale * measure.height();
        return new Placement((picture.width() - width) / 2, (picture.height() - height) / 2, width, height);
    }

    public int pictures() {
        return pictures;
    }

    boolean negative(int axis) {
        return means[axis] < 0;
    }

    /**
     * In the units of a {@link SpectralPicture}. The real part of waves whose phases are drawn one by one has half
     * their power: hence the root of two.
     */
    double[][] magnitudes() {
        if (pictures == 0) throw new IllegalStateException("no picture was added");
        double[][] magnitudes = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            magnitudes[axis] = new double[sums[axis].length];
            for (int i = 0; i < magnitudes[axis].length; i++) {
                magnitudes[axis][i] = sums[axis][i] / pictures * (i == 0 ? 1 : Math.sqrt(2));
            }
            magnitudes[axis][0] = Math.abs(means[axis]) / pictures;
        }
        return magnitudes;
    }
}
