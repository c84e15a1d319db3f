package org.normscope.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.style.Recipe;
import org.normscope.style.RecipePainting;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleNetwork;

/**
 * What a style network paints of a picture, and what some tens of steps of descent (Gatys et al. 2016) from there make
 * of it: the difference is what one run of the network left to be done. Features are the explorer's; colours and mask
 * are laid on afterwards, as on the network's own answer.
 */
public final class Refinement {
    /** Some tens: the descent starts near its end. */
    public static final int STEPS = 30;
    /** Longer side, pixels: a descent holds all maps of its network in memory. */
    public static final int LARGEST = 2048;
    private static final String NETWORK = "builtin:explorer";
    /** Of the whole, what one run of the style network is. */
    private static final double ANSWERED = .05;

    /**
     * @param before as the network paints it
     * @param first  the loss of the network's answer
     * @param last   of what was found; both without colours and mask
     */
    public record Refined(Pixels before, Pixels after, double first, double last) {
        /** See {@link Difference}. */
        public Pixels difference() {
            return Difference.of(before, after);
        }
    }

    private final GraphRunner runner;
    private final RecipePainting painting;
    private final int steps;

    public Refinement(GraphRunner runner, int steps) {
        this.runner = runner;
        this.steps = steps;
        painting = new RecipePainting(runner);
    }

    /**
     * @param network takes styles: one with its style in its weights has no picture to be compared with
     * @param content as it was opened
     * @param code    by {@link Recipe#code}
     * @param styles  the pictures of the recipe's mixture, in its order
     * @param recipe  of at most {@link #LARGEST} pixels
     * @param progress is told a share of 1; what it throws ends the work
     */
    public Refined paint(StyleNetwork network, Pixels content, StyleCode code, List<Pixels> styles, Recipe recipe,
                         DoubleConsumer progress) {
        Pixels sized = recipe.sized(content);
        Pixels answer = painting.answer(network, sized, code, recipe, done -> progress.accept(done * ANSWERED));
        LossNetwork losses = new LossNetwork(new ModelLibrary(runner).open(NETWORK, Map.of()), runner);
        Found found = gatys(losses, recipe.weight()).refine(losses, sized, samples(styles, recipe), answer,
            (done, loss, picture) -> progress.accept(ANSWERED + done * (1 - ANSWERED)));
        List<Double> fall = found.losses().get(0);
        return new Refined(RecipePainting.finished(content, sized, answer, recipe),
            RecipePainting.finished(content, sized, found.picture(), recipe), fall.get(0), fall.get(fall.size() - 1));
    }

    private Gatys gatys(LossNetwork losses, double weight) {
        Course course = new Course(DescentMethod.LBFGS, false, Glance.MOST, 1, steps, Course.usual(steps).smooth());
        return Gatys.usual(losses, course).withStyleWeight(weight * Gatys.USUAL_WEIGHT);
    }

    private static List<Gatys.Sample> samples(List<Pixels> styles, Recipe recipe) {
        double sum = recipe.styles().stream().mapToDouble(style -> style.share()).sum();
        List<Gatys.Sample> samples = new ArrayList<>();
        for (int i = 0; i < styles.size(); i++) {
            double share = recipe.styles().get(i).share() / sum;
            if (share > 0) samples.add(new Gatys.Sample(styles.get(i), share));
        }
        return samples;
    }
}
