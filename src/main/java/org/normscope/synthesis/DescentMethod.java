package org.normscope.synthesis;

import java.util.ArrayList;
import java.util.List;
import org.normscope.optimize.Adam;
import org.normscope.optimize.Descent;
import org.normscope.optimize.Lbfgs;
import org.normscope.text.Fault;

/** How a descent goes down. */
public enum DescentMethod {
    /** Curvature from the last steps: fewest steps. */
    LBFGS,
    /** Steps of equal size, which forgive a changing loss. */
    ADAM;

    private static final int MEMORY = 10;
    /** Levels a step. */
    private static final double RATE = .02;

    /**
     * @param from  done before it, 0 to 1
     * @param share of the whole work that it is
     * @return the losses of the start and of every step
     * @throws Fault where the start's is no finite number: nothing leads down from it
     */
    List<Double> go(Loss loss, Levels picture, int steps, double from, double share, Progress progress) {
        Descent descent = this == LBFGS ? new Lbfgs(loss, picture.cells(), MEMORY)
            : new Adam(loss, picture.cells(), RATE);
        if (!Double.isFinite(descent.value())) throw new Fault("synthesis.loss", descent.value());
        List<Double> losses = new ArrayList<>(List.of(descent.value()));
        for (int step = 1; step <= steps && descent.step(); step++) {
            losses.add(descent.value());
            progress.at(from + share * step / steps, descent.value(), () ->
                new Levels(picture.width(), picture.height(), descent.place()).pixels());
        }
        System.arraycopy(descent.place(), 0, picture.cells(), 0, picture.cells().length);
        return losses;
    }
}
