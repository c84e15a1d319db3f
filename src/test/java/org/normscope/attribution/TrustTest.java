package org.normscope.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.Classes;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.onnx.gradient.Way;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Whether a map is to be trusted: curves and random weights. */
class TrustTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);
    private static final Network NETWORK = new ModelLibrary(RUNNER).open("builtin:twin-bn", Map.of("size", "48"));
    private static final Tensor DOGS = NETWORK.spec().preprocessing()
        .apply(List.of(PictureSource.open("builtin:photos/dogs")));

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    private static double probability(Tensor picture, int of) {
        String output = NETWORK.outputs().get(0);
        return Prediction.top(NETWORK, NETWORK.run(RUNNER, picture, List.of(output)).get(output), 0, 100).stream()
            .filter(one -> one.index() == of).findFirst().orElseThrow().probability();
    }

    @Test
    void curvesLeadFromThePictureToTheBareOneAndBack() {
        Tensor bare = Plain.GREY.of(NETWORK.spec().preprocessing());
        Tensor map = Saliency.sizes(NETWORK, RUNNER, Classes.of(NETWORK).logit(2), Way.GRADIENT, DOGS, null).map();
        Curves curves = Curves.of(NETWORK, RUNNER, 2, DOGS, map, bare, 4, null);
        double whole = probability(DOGS, 2), none = probability(bare, 2);
        assertArrayEquals(new double[] {whole, none}, new double[] {curves.deletion()[0], curves.deletion()[4]}, 1e-6);
        assertArrayEquals(new double[] {none, whole}, new double[] {curves.insertion()[0], curves.insertion()[4]},
            1e-6);
        // Half of the cells by hand: those whose size is above the median.
        float[] sorted = map.data().clone(), mixed = DOGS.data().clone();
        java.util.Arrays.sort(sorted);
        int plane = sorted.length;
        for (int i = 0; i < mixed.length; i++) {
            if (map.data()[i % plane] >= sorted[plane / 2]) mixed[i] = bare.data()[i];
        }
        assertEquals(probability(Tensor.of(DOGS.shape(), mixed), 2), curves.deletion()[2], 1e-6);
        assertEquals(.5, Curves.area(new double[] {1, .75, .5, .25, 0}), 1e-12);
    }

    @Test
    void theGradientForgetsWhatItWasWhereWeightsAreRandom() {
        List<Randomized> steps = Randomized.of(NETWORK, RUNNER, Classes.of(NETWORK).logit(2), Way.GRADIENT, DOGS, 1,
            null);
        assertEquals(1, steps.get(0).likeness());
        assertArrayEquals(Saliency.sizes(NETWORK, RUNNER, Classes.of(NETWORK).logit(2), Way.GRADIENT, DOGS, null).map()
            .data(), steps.get(0).map().data(), 1e-6f);
        assertTrue(steps.get(1).layer().contains("logits"), steps.get(1).layer());
        assertTrue(steps.size() > 5 && steps.get(steps.size() - 1).likeness() < .6,
            "at last " + steps.get(steps.size() - 1).likeness());
    }

    /** By NumPy. */
    @Test
    void likenessIsSpearmans() {
        assertEquals(.19885368120992464, Randomized.likeness(Tensor.of(Shape.of(8), 3, 1, 4, 1, 5, 9, 2, 6),
            Tensor.of(Shape.of(8), 2, 7, 1, 8, 2, 8, 1, 8)), 1e-12);
    }

    /** Each cell that is no number has a rank of its own: the search for equal ones ends. */
    @Test
    void whatIsNoNumberIsRankedToo() {
        Tensor cells = Tensor.of(Shape.of(4), Float.NaN, 1, Float.NaN, 0);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(1, Randomized.likeness(cells, cells),
            1e-12));
    }
}
