package org.normscope.attribution;

import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.task.Stop;

/**
 * The picture that raises an objective most, found by {@link Ascent} from noise.
 *
 * @param picture at the end
 * @param first   the objective of the noise it began with
 * @param last    the objective of the picture
 */
public record Wish(Pixels picture, double first, double last) {
    /**
     * @param steps of ascent; 256 to 512 are usual
     * @param seed  of the noise and of all jitter
     */
    public static Wish of(Network network, GraphRunner runner, Objective objective, int steps, long seed,
        @Nullable Stop stop) {
        return of(network, runner, objective, steps, Start.noise(seed), stop);
    }

    /** From wherever one likes. */
    public static Wish of(Network network, GraphRunner runner, Objective objective, int steps, Start start,
        @Nullable Stop stop) {
        Ascent ascent = new Ascent(network, runner, objective, start);
        double first = ascent.score(stop);
        for (int step = 0; step < steps; step++) ascent.step(stop);
        return new Wish(ascent.picture(), first, ascent.score(stop));
    }
}
