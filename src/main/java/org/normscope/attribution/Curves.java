package org.normscope.attribution;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Whether a map says what counts (Petsiuk et al. 2018, arXiv 1806.07421): the class's probability while the picture's
 * cells are taken away, those that the map puts first first, and while they are put back into a bare picture. A good
 * map lets the first fall soon and the second rise soon.
 *
 * @param deletion  the probability with 0, 1/steps, ... 1 of the cells taken away
 * @param insertion the probability with as many put back
 */
public record Curves(double[] deletion, double[] insertion) {
    /**
     * @param map   [1, 1, rows, columns], of the picture's size or coarser
     * @param bare  [1, C, H, W]: what stands where a cell is taken away
     * @param steps of each curve
     */
    public static Curves of(Network network, GraphRunner runner, int of, Tensor picture, Tensor map, Tensor bare,
        int steps, @Nullable Stop stop) {
        Integer[] order = order(map, picture.shape());
        double[] deletion = new double[steps + 1], insertion = new double[steps + 1];
        for (int step = 0; step <= steps; step++) {
            int count = (int) ((long) order.length * step / steps);
            deletion[step] = probability(network, runner, of, mixed(bare, picture, order, count), stop);
            insertion[step] = probability(network, runner, of, mixed(picture, bare, order, count), stop);
        }
        return new Curves(deletion, insertion);
    }

    /** Of the picture's cells, those that the map puts first first; of equals the first ones. */
    private static Integer[] order(Tensor map, Shape shape) {
        double[] worth = new double[shape.plane()];
        for (int i = 0; i < worth.length; i++) {
            int y = i / shape.w() * map.shape().h() / shape.h(), x = i % shape.w() * map.shape().w() / shape.w();
            worth[i] = map.at(0, 0, y, x);
        }
        return IntStream.range(0, worth.length).boxed().sorted(Comparator.comparingDouble(i -> -worth[i]))
            .toArray(Integer[]::new);
    }

    /** The first so many cells from one picture, the rest from another. */
    private static Tensor mixed(Tensor first, Tensor rest, Integer[] order, int count) {
        float[] cells = rest.data().clone();
        int plane = rest.shape().plane();
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < rest.shape().c(); c++) {
                cells[c * plane + order[i]] = first.data()[c * plane + order[i]];
            }
        }
        return Tensor.of(rest.shape(), cells);
    }

    private static double probability(Network network, GraphRunner runner, int of, Tensor picture,
        @Nullable Stop stop) {
        if (stop != null) stop.check();
        String classes = network.outputs().get(0);
        Tensor output = network.run(runner, picture, List.of(classes)).get(classes);
        return Prediction.top(network, output, 0, Integer.MAX_VALUE).stream().filter(one -> one.index() == of)
            .mapToDouble(Prediction::probability).findFirst()
            .orElseGet(() -> output.data()[Math.min(of, Classes.of(network).classes() - 1)]);
    }

    /** The area under a curve, its width 1. */
    public static double area(double[] curve) {
        double sum = 0;
        for (int i = 1; i < curve.length; i++) sum += (curve[i - 1] + curve[i]) / 2;
        return sum / (curve.length - 1);
    }
}
