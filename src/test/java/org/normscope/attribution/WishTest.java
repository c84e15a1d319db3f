package org.normscope.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Preprocessing;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.tensor.Tensor;

/** Activation maximization: its pieces against definitions and differences, and that it raises what it should. */
class WishTest {

    @Test
    void theTransformIsTheSumThatDefinesIt() {
        int side = 8;
        Random random = new Random(1);
        double[] real = random.doubles(64).toArray(), imaginary = random.doubles(64).toArray(), re = real.clone(),
            im = imaginary.clone();
        new Fourier(side, side).transform(re, im, -1);
        for (int k = 0; k < 64; k++) {
            double sumRe = 0, sumIm = 0;
            for (int i = 0; i < 64; i++) {
                double angle = -2 * Math.PI * ((k / side) * (i / side) + (k % side) * (i % side)) / side;
                sumRe += real[i] * Math.cos(angle) - imaginary[i] * Math.sin(angle);
                sumIm += real[i] * Math.sin(angle) + imaginary[i] * Math.cos(angle);
            }
            assertEquals(sumRe, re[k], 1e-9);
            assertEquals(sumIm, im[k], 1e-9);
        }
    }

    /** The sum of A x times y is that of x times A^T y. */
    @Test
    void theWayBackThroughAWarpIsItsTranspose() {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            int height = 1 + random.nextInt(6), width = 1 + random.nextInt(6);
            Warp warp = new Warp(height, width, random.nextGaussian(), .5 + random.nextDouble(), random.nextGaussian(),
                random.nextGaussian());
            float[] x = noise(random, height * width), y = noise(random, height * width), ax = new float[x.length],
                aty = new float[x.length];
            warp.forward(x, 0, ax);
            warp.back(y, 0, aty);
            double one = 0, other = 0;
            for (int j = 0; j < x.length; j++) {
                one += ax[j] * y[j];
                other += x[j] * aty[j];
            }
            assertEquals(one, other, 1e-5);
        }
    }

    private static float[] noise(Random random, int count) {
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) noise[i] = (float) random.nextGaussian();
        return noise;
    }

    @ParameterizedTest
    @EnumSource(Preprocessing.Order.class)
    void thePictureKnowsItsGradient(Preprocessing.Order order) {
        Preprocessing preprocessing = new Preprocessing(6, 5, -1, 2, new float[] {.1f, .2f, .3f},
            new float[] {.5f, .7f, .9f}, order, Preprocessing.Fit.CROP);
        Random random = new Random(3);
        SpectralPicture canvas = new SpectralPicture(preprocessing, random);
        for (double[] axis : canvas.values()) for (int i = 0; i < axis.length; i++) axis[i] = random.nextGaussian();
        Tensor picture = canvas.picture();
        float[] seed = noise(random, picture.data().length);
        double[][] gradient = canvas.back(Tensor.of(picture.shape(), seed));
        double said = 0, size = 0;
        double[][] direction = new double[3][gradient[0].length];
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < direction[axis].length; i++) {
                direction[axis][i] = random.nextGaussian();
                said += gradient[axis][i] * direction[axis][i];
                size += Math.abs(gradient[axis][i] * direction[axis][i]);
            }
        }
        double[] at = new double[2];
        for (int side = 0; side < 2; side++) {
            double step = side == 0 ? 1e-3 : -2e-3;
            for (int axis = 0; axis < 3; axis++) {
                for (int i = 0; i < direction[axis].length; i++) canvas.values()[axis][i] += step * direction[axis][i];
            }
            float[] cells = canvas.picture().data();
            for (int i = 0; i < cells.length; i++) at[side] += cells[i] * (double) seed[i];
        }
        assertEquals((at[0] - at[1]) / 2e-3, said, 1e-3 * size);
    }

    @Test
    void theUnitAnswersMoreThanToNoiseAndTheSeedDecides() {
        try (DjlRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of("size", "32"));
            Layer layer = network.layers().get(network.layers().size() / 2);
            Objective unit = Objective.channel(layer.output(), 1);
            Wish wish = Wish.of(network, runner, unit, 24, 5, null),
                again = Wish.of(network, runner, unit, 24, 5, null);
            assertTrue(wish.last() > wish.first() + .2 * Math.abs(wish.first()), wish.first() + " to " + wish.last());
            assertArrayEquals(wish.picture().argb(), again.picture().argb());
        }
    }
}
