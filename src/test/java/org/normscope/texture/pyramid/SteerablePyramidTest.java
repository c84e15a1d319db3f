package org.normscope.texture.pyramid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.image.Npy;
import org.normscope.tensor.Tensor;

/** The pyramid against an implementation that is not ours, and as a tight frame. */
class SteerablePyramidTest {
    private static final Path GOLDENS = Path.of("../shared/data/goldens");

    @ParameterizedTest
    @CsvSource({"grass,o3h3r,3,4,false", "tissue,o3h3r,3,4,false", "grass,o0h2r,2,1,false", "tissue,o0h2r,2,1,false",
        "grass,o3h3c,3,4,true", "tissue,o3h3c,3,4,true"})
    void bandsAreThoseOfThePublicCode(String picture, String form, int scales, int directions, boolean complex)
            throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS));
        float[] plane = read(picture + ".npy").clone();
        for (int i = 0; i < plane.length; i++) plane[i] /= 255;
        SteerablePyramid pyramid = SteerablePyramid.of(plane, 128, 128, scales, directions, complex);
        String stem = picture + "-" + form + "-";
        close(stem + "high", read(stem + "residual_highpass.npy"), pyramid.high(), 0);
        close(stem + "low", read(stem + "residual_lowpass.npy"), pyramid.low(), 0);
        for (int scale = 0; scale < scales; scale++) {
            float[] wanted = read(stem + scale + (complex ? "-re.npy" : ".npy"));
            for (int b = 0; b < directions; b++) {
                float[] band = pyramid.bands().get(scale)[b];
                close(stem + scale + " " + b, wanted, band, b * band.length);
                if (complex) {
                    close(stem + scale + " im " + b, read(stem + scale + "-im.npy"), pyramid.quadrature().get(scale)[b],
                        b * band.length);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64,64,3,4", "37,53,2,3", "128,31,2,1", "50,50,3,6", "1,1,1,4", "2,9,1,2"})
    void itIsATightFrame(int width, int height, int scales, int directions) {
        SplittableRandom chance = new SplittableRandom(4);
        float[] plane = new float[width * height];
        double energy = 0;
        for (int i = 0; i < plane.length; i++) energy += Math.pow(plane[i] = (float) chance.nextGaussian(), 2);
        SteerablePyramid pyramid = SteerablePyramid.of(plane, width, height, scales, directions, false);
        double sum = squares(pyramid.high()) + squares(pyramid.low()) * pyramid.low().length / plane.length;
        for (float[][] scale : pyramid.bands()) for (float[] b : scale) sum += squares(b) * b.length / plane.length;
        assertEquals(energy, sum, 1e-6 * energy, "energy is kept");
        float[] again = pyramid.plane();
        for (int i = 0; i < plane.length; i++) assertEquals(plane[i], again[i], 1e-6 * 4, "cell " + i);
    }

    private static double squares(float[] band) {
        double sum = 0;
        for (float value : band) sum += value * value;
        return sum;
    }

    /** Within 1e-4 of the band's largest value. */
    private static void close(String name, float[] wanted, float[] got, int from) {
        double most = 0;
        for (float value : wanted) most = Math.max(most, Math.abs(value));
        for (int i = 0; i < got.length; i++) assertEquals(wanted[from + i], got[i], 1e-4 * most, name + " cell " + i);
    }

    private static float[] read(String file) throws IOException {
        return Npy.read(GOLDENS.resolve(file)).data();
    }
}
