package org.normscope.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Pixels;
import org.normscope.network.ModelLibrary;
import org.normscope.style.Colouring;
import org.normscope.style.Mixing;
import org.normscope.style.Recipe;
import org.normscope.style.RecipePainting;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleMask;
import org.normscope.style.StyleNetwork;
import org.normscope.style.WeightedStyle;
import org.normscope.tensor.Tensor;

/** Descent from a style network's answer: the losses that it tells are computed here once more, by loops. */
class RefinementTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);
    private static final Pixels CONTENT = GatysTest.waves(52, 40, 5, 7), FIRST = GatysTest.waves(60, 60, 23, 11),
        SECOND = GatysTest.waves(44, 70, 3, 31);
    private static final double WEIGHT = .8, SHARE = .75;

    private final StyleNetwork network = new StyleLibrary(RUNNER).builtIn();
    private final Recipe recipe = new Recipe(List.of(new WeightedStyle("first", SHARE), new WeightedStyle("second",
        1 - SHARE)), WEIGHT, Mixing.all(Mixing.Mode.BLEND, 0), Colouring.STYLE, new StyleMask.Brushed(List.of(), 0),
        Recipe.OWN_SIZE);
    private final StyleCode code = recipe.code(network.code(CONTENT), List.of(network.code(FIRST),
        network.code(SECOND)));

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    @Test
    void theLossFallsAsThePicturesSay() {
        List<Double> progress = new ArrayList<>();
        Refinement.Refined refined = new Refinement(RUNNER, 8).paint(network, CONTENT, code, List.of(FIRST, SECOND),
            recipe, progress::add);
        assertArrayEquals(new RecipePainting(RUNNER).paint(network, CONTENT, code, recipe, done -> { }).argb(),
            refined.before().argb());
        double before = loss(refined.before()), after = loss(refined.after());
        assertEquals(before, refined.first(), 2e-3 * before);
        // Whole levels out of what was found are not quite where it was.
        assertEquals(after, refined.last(), .05 * after);
        assertTrue(after < .9 * before, before + " to " + after);
        for (int i = 1; i < progress.size(); i++) assertTrue(progress.get(i) >= progress.get(i - 1));
        assertEquals(1, progress.get(progress.size() - 1), 1e-9);
        assertThrows(CancellationException.class, () -> new Refinement(RUNNER, 8).paint(network, CONTENT, code,
            List.of(FIRST, SECOND), recipe, done -> {
                if (done > .5) throw new CancellationException();
            }));
    }

    /** The mean of all looks, and the steps between neighbours. */
    private static double loss(Pixels picture) {
        LossNetwork losses = new LossNetwork(new ModelLibrary(RUNNER).open("builtin:explorer", Map.of()), RUNNER);
        Levels levels = Levels.of(picture), content = Levels.of(CONTENT);
        double sum = 0;
        for (Glance glance : Glance.first(Glance.MOST)) {
            sum += WEIGHT * 20 * (SHARE * style(losses, levels.seen(glance), FIRST)
                + (1 - SHARE) * style(losses, levels.seen(glance), SECOND)) / Glance.MOST;
            for (String value : losses.usualContent()) {
                sum += relative(maps(losses, levels.seen(glance), value).data(),
                    maps(losses, content.seen(glance), value).data()) / losses.usualContent().size() / Glance.MOST;
            }
        }
        double[] cells = levels.cells();
        for (int i = 0; i < cells.length; i++) {
            double right = i % 52 == 51 ? cells[i] : cells[i + 1], below = i / 52 % 40 == 39 ? cells[i] : cells[i + 52];
            sum += 10 * (Math.pow(right - cells[i], 2) + Math.pow(below - cells[i], 2)) / cells.length;
        }
        return sum;
    }

    private static double style(LossNetwork losses, Levels picture, Pixels style) {
        Levels sized = Gatys.styleAt(style, 52.0 / Math.max(style.width(), style.height()));
        double sum = 0;
        for (String value : losses.usualStyle()) {
            sum += relative(gram(maps(losses, picture, value)), gram(maps(losses, sized, value)));
        }
        return sum / losses.usualStyle().size();
    }

    private static Tensor maps(LossNetwork losses, Levels picture, String value) {
        return losses.features(picture, List.of(value)).get(value);
    }

    private static float[] gram(Tensor maps) {
        int channels = maps.shape().c(), plane = maps.shape().plane();
        float[] gram = new float[channels * channels];
        for (int i = 0; i < gram.length; i++) {
            double sum = 0;
            for (int k = 0; k < plane; k++) {
                sum += (double) maps.data()[i / channels * plane + k] * maps.data()[i % channels * plane + k];
            }
            gram[i] = (float) (sum / plane);
        }
        return gram;
    }

    private static double relative(float[] found, float[] wanted) {
        double away = 0, size = 0;
        for (int i = 0; i < wanted.length; i++) {
            away += Math.pow(found[i] - wanted[i], 2);
            size += Math.pow(wanted[i], 2);
        }
        return away / size;
    }
}
