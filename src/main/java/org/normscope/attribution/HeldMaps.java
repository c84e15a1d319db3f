package org.normscope.attribution;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * Holds an ascent to the picture that it began with by what an early layer sees of it (Hamblin et al. 2024, "Feature
 * accentuation", arXiv 2402.10039): a picture keeps its edges and colours there while what later layers look for comes
 * up, where pixels held one by one would let both through alike.
 */
final class HeldMaps {
    private static final String HELD = "held";
    /** An early layer still has as many cells as this share of the picture's sides. */
    private static final int COARSEST = 4;

    private final Decision away;
    private final Map<String, Tensor> fed;
    /** Half the mean square of the maps: as far away as a picture is that the layer sees nothing of. */
    private final double whole;

    /** @param objective of the ascent: the layer lies before what it reads */
    HeldMaps(Network network, GraphRunner runner, Objective objective, Tensor first) {
        String early = early(network, objective);
        Tensor maps = early.equals(network.picture()) ? first
            : network.run(runner, first, List.of(early)).get(early);
        away = new Decision(network, runner, Objective.distance(early, HELD), Way.GRADIENT, network.picture());
        fed = Map.of(HELD, maps);
        double square = 0;
        for (float cell : maps.data()) square += (double) cell * cell;
        whole = square / maps.data().length / 2;
    }

    /** The last value whose maps are still fine, and come before the objective's; the picture where there is none. */
    private static String early(Network network, Objective objective) {
        String early = network.picture();
        int finest = network.spec().preprocessing().height() / COARSEST;
        for (Layer layer : network.layers()) {
            if (objective.reads().contains(layer.output())) break;
            if (layer.shape().rank() == 4 && layer.shape().h() >= finest) early = layer.output();
        }
        return early;
    }

    /**
     * What pulls a picture back.
     *
     * @param gradient of the distance, [1, C, H, W]
     * @param distance 0 at first, 1 where nothing is left of the maps
     */
    record Pull(Tensor gradient, double distance) { }

    Pull of(Tensor picture, @Nullable Stop stop) {
        Decision.Answer answer = away.of(picture, fed, stop);
        return new Pull(answer.gradient(), whole == 0 ? 0 : Math.sqrt(Math.max(0, answer.score()) / whole));
    }
}
