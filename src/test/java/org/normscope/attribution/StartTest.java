package org.normscope.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.tensor.Tensor;

/** What an ascent begins with: pictures, and phases alone. */
class StartTest {
    private static final Preprocessing SMALL = new Preprocessing(8, 8, 0, 1, new float[] {.1f, .2f, .3f},
        new float[] {.5f, .7f, .9f}, Preprocessing.Order.RGB, Preprocessing.Fit.CROP);

    @Test
    void aPaintedPictureIsThatPicture() {
        Pixels cat = SMALL.fitted(PictureSource.open("builtin:photos/cat"));
        SpectralPicture canvas = new SpectralPicture(SMALL, new Random(1));
        canvas.paint(cat);
        canvas.picture();
        Pixels painted = canvas.pixels();
        for (int i = 0; i < painted.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int level = Math.max(5, Math.min(250, cat.argb()[i] >> shift & 255));
                assertEquals(level, painted.argb()[i] >> shift & 255, 1, "pixel " + i);
            }
        }
    }

    private static MeanSpectrum spectrum(Preprocessing preprocessing) {
        MeanSpectrum spectrum = new MeanSpectrum(preprocessing);
        for (String name : new String[] {"cat", "dogs"}) spectrum.add(PictureSource.open("builtin:photos/" + name));
        return spectrum;
    }

    @Test
    void phasesKnowTheirGradient() {
        Random random = new Random(3);
        PhasePicture canvas = new PhasePicture(SMALL, spectrum(SMALL), random);
        Tensor picture = canvas.picture();
        float[] seed = new float[picture.data().length];
        for (int i = 0; i < seed.length; i++) seed[i] = (float) random.nextGaussian();
        double[][] gradient = canvas.back(Tensor.of(picture.shape(), seed)), direction = new double[3][64];
        double said = 0, size = 0;
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 1; i < 64; i++) {
                direction[axis][i] = random.nextGaussian();
                said += gradient[axis][i] * direction[axis][i];
                size += Math.abs(gradient[axis][i] * direction[axis][i]);
            }
        }
        double[] at = new double[2];
        for (int side = 0; side < 2; side++) {
            double step = side == 0 ? 1e-3 : -2e-3;
            for (int axis = 0; axis < 3; axis++) {
                for (int i = 0; i < 64; i++) canvas.values()[axis][i] += step * direction[axis][i];
            }
            float[] cells = canvas.picture().data();
            for (int i = 0; i < cells.length; i++) at[side] += cells[i] * (double) seed[i];
        }
        assertEquals((at[0] - at[1]) / 2e-3, said, 1e-3 * size);
    }

    /** Contrast of a picture of random phases is that of the corpus, about. */
    @Test
    void phasesHaveTheContrastOfTheCorpus() {
        Preprocessing plain = new Preprocessing(64, 64, 0, 1, new float[3], new float[] {1, 1, 1},
            Preprocessing.Order.RGB, Preprocessing.Fit.CROP);
        double corpus = (deviation(plain.apply(java.util.List.of(PictureSource.open("builtin:photos/cat"))))
            + deviation(plain.apply(java.util.List.of(PictureSource.open("builtin:photos/dogs"))))) / 2;
        assertEquals(corpus, deviation(new PhasePicture(plain, spectrum(plain), new Random(5)).picture()), .3 * corpus);
    }

    private static double deviation(Tensor picture) {
        double sum = 0, squares = 0;
        for (float cell : picture.data()) {
            sum += cell;
            squares += (double) cell * cell;
        }
        double mean = sum / picture.data().length;
        return Math.sqrt(squares / picture.data().length - mean * mean);
    }

    @Test
    void bothRaiseAUnitAndAHeldPictureStaysNear() {
        try (DjlRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of("size", "32"));
            Layer layer = network.layers().get(network.layers().size() / 2);
            Objective unit = Objective.channel(layer.output(), 1);
            Wish phases = Wish.of(network, runner, unit, 16, Start.phases(spectrum(network.spec().preprocessing()), 5),
                null);
            assertTrue(phases.last() > phases.first(), phases.first() + " to " + phases.last());
            Pixels cat = network.spec().preprocessing().fitted(PictureSource.open("builtin:photos/cat"));
            Wish free = Wish.of(network, runner, unit, 16, Start.picture(cat, 0, 5), null),
                held = Wish.of(network, runner, unit, 16, Start.picture(cat, 2, 5), null);
            assertTrue(free.last() > free.first() && held.last() > held.first(), held.first() + " to " + held.last());
            assertTrue(distance(cat, held.picture()) < distance(cat, free.picture()));
        }
    }

    private static double distance(Pixels one, Pixels other) {
        double sum = 0;
        for (int i = 0; i < one.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                sum += Math.abs((one.argb()[i] >> shift & 255) - (other.argb()[i] >> shift & 255));
            }
        }
        return sum;
    }
}
