package org.normscope.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Pixels;
import org.normscope.network.ModelLibrary;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Inversion, patches and refinement come nearer to what they want; nearest patches are those of a search by hand. */
class FeaturesFoundTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);
    private static final LossNetwork NETWORK =
        new LossNetwork(new ModelLibrary(RUNNER).open("builtin:explorer", Map.of()), RUNNER);

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    private static double last(Found found) {
        List<Double> losses = found.losses().get(found.losses().size() - 1);
        return losses.get(losses.size() - 1);
    }

    private static double apart(Pixels a, Pixels b) {
        double sum = 0;
        double[] left = Levels.of(a).cells(), right = Levels.of(b).cells();
        for (int i = 0; i < left.length; i++) sum += (left[i] - right[i]) * (left[i] - right[i]);
        return Math.sqrt(sum / left.length);
    }

    /** The first layer holds the picture nearly whole, a deep one less of it. */
    @Test
    void whatALayerHoldsComesBack() {
        Pixels picture = GatysTest.waves(40, 40, 5, 7);
        List<String> layers = NETWORK.values(NETWORK.layers().maps());
        Course course = new Course(DescentMethod.LBFGS, false, 1, 1, 60, .01);
        Found early = new Inversion(layers.get(0), 1, course).of(NETWORK, picture, Progress.NOBODY);
        Found deep = new Inversion(layers.get(layers.size() - 1), 1, course)
            .of(NETWORK, picture, Progress.NOBODY);
        double near = apart(picture, early.picture()), far = apart(picture, deep.picture());
        assertTrue(near < .06 && near < .5 * far, near + ", " + far);
    }

    @Test
    void nearestPatchesAreThoseOfASearchByHand() {
        String value = NETWORK.usualContent().get(0);
        Levels picture = Levels.of(GatysTest.waves(48, 40, 5, 7)), style = Levels.of(GatysTest.waves(40, 48, 23, 11));
        Tensor own = NETWORK.features(picture, List.of(value)).get(value),
            of = NETWORK.features(style, List.of(value)).get(value);
        Tensor made = new PatchMatching(NETWORK, value).made(picture, of);
        Shape shape = own.shape();
        Tensor sum = Tensor.zeros(shape), count = Tensor.zeros(shape);
        for (int y = 0; y + 3 <= shape.h(); y++) {
            for (int x = 0; x + 3 <= shape.w(); x++) {
                int[] best = nearest(own, y, x, of);
                for (int i = 0; i < 9 * shape.c(); i++) {
                    int c = i / 9, v = i / 3 % 3, u = i % 3, at = own.index(0, c, y + v, x + u);
                    sum.data()[at] += of.at(0, c, best[0] + v, best[1] + u);
                    count.data()[at]++;
                }
            }
        }
        for (int i = 0; i < sum.data().length; i++) {
            assertEquals(sum.data()[i] / count.data()[i], made.data()[i], 1e-4);
        }
    }

    private static int[] nearest(Tensor own, int y, int x, Tensor style) {
        int[] best = new int[2];
        double most = Double.NEGATIVE_INFINITY;
        for (int v = 0; v + 3 <= style.shape().h(); v++) {
            for (int u = 0; u + 3 <= style.shape().w(); u++) {
                double product = 0, square = 0;
                for (int i = 0; i < 9 * own.shape().c(); i++) {
                    double there = style.at(0, i / 9, v + i / 3 % 3, u + i % 3);
                    product += there * own.at(0, i / 9, y + i / 3 % 3, x + i % 3);
                    square += there * there;
                }
                double likeness = square > 0 ? product / Math.sqrt(square) : 0;
                if (likeness > most) {
                    most = likeness;
                    best = new int[] {v, u};
                }
            }
        }
        return best;
    }

    @Test
    void patchesAndRefinementComeNearer() {
        Pixels picture = GatysTest.waves(48, 40, 5, 7), style = GatysTest.waves(40, 48, 23, 11);
        List<String> deep = NETWORK.usualContent();
        Course course = new Course(DescentMethod.LBFGS, false, 2, 1, 12, 1);
        Found patches = new MarkovPatches(deep, deep, .2, 1, course).paint(NETWORK, picture, style, Progress.NOBODY);
        assertTrue(last(patches) < .8 * patches.losses().get(0).get(0), patches.losses().toString());
        Gatys gatys = Gatys.usual(NETWORK, course);
        Pixels painted = gatys.paint(NETWORK, picture, style, Progress.NOBODY).picture();
        Found refined = gatys.refine(NETWORK, picture, style, painted, Progress.NOBODY);
        assertTrue(last(refined) < refined.losses().get(0).get(0));
        assertEquals(picture.height(), refined.picture().height());
    }
}
