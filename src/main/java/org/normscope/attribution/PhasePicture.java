package org.normscope.attribution;

import java.util.Random;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.tensor.Tensor;

/**
 * A picture of which only the phases are free: every frequency keeps the magnitude that it has in real pictures, so
 * that nothing can be gained by high frequencies (MACO, Fel et al. 2023, arXiv 2306.06805), or that it has in the one
 * picture that is accentuated (Hamblin et al. 2024, arXiv 2402.10039).
 */
final class PhasePicture implements AscentPicture {
    private final SpectralPicture picture;
    private final double[][] magnitudes;
    private final double[][] phases;

    /** @param spectrum of the corpus, at the preprocessing's size */
    PhasePicture(Preprocessing preprocessing, MeanSpectrum spectrum, Random random) {
        picture = new SpectralPicture(preprocessing, random);
        magnitudes = spectrum.magnitudes();
        phases = new double[3][magnitudes[0].length];
        for (double[] axis : phases) for (int i = 0; i < axis.length; i++) axis[i] = 2 * Math.PI * random.nextDouble();
        // The mean colour is no wave.
        for (int axis = 0; axis < 3; axis++) phases[axis][0] = spectrum.negative(axis) ? Math.PI : 0;
    }

    /** Becomes a picture, whose own magnitudes stay: what comes up in it is made of what it has. */
    PhasePicture(Preprocessing preprocessing, Pixels picture, Random random) {
        this.picture = new SpectralPicture(preprocessing, random);
        this.picture.paint(picture);
        magnitudes = new double[3][];
        phases = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            double[] values = this.picture.values()[axis];
            int cells = values.length / 2;
            magnitudes[axis] = new double[cells];
            phases[axis] = new double[cells];
            for (int i = 0; i < cells; i++) {
                magnitudes[axis][i] = Math.hypot(values[i], values[cells + i]);
                phases[axis][i] = Math.atan2(values[cells + i], values[i]);
            }
        }
    }

    @Override
    public double[][] values() {
        return phases;
    }

    @Override
    public Tensor picture() {
        for (int axis = 0; axis < 3; axis++) {
            int cells = magnitudes[axis].length;
            for (int i = 0; i < cells; i++) {
                picture.values()[axis][i] = magnitudes[axis][i] * Math.cos(phases[axis][i]);
                picture.values()[axis][cells + i] = magnitudes[axis][i] * Math.sin(phases[axis][i]);
            }
        }
        return picture.picture();
    }

    @Override
    public double[][] back(Tensor gradient) {
        double[][] spectrum = picture.back(gradient), back = new double[3][magnitudes[0].length];
        for (int axis = 0; axis < 3; axis++) {
            int cells = magnitudes[axis].length;
            for (int i = 1; i < cells; i++) {
                back[axis][i] = magnitudes[axis][i] * (spectrum[axis][cells + i] * Math.cos(phases[axis][i])
                    - spectrum[axis][i] * Math.sin(phases[axis][i]));
            }
        }
        return back;
    }

    @Override
    public Pixels pixels() {
        return picture.pixels();
    }
}
