package org.normscope.attribution;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Grad-CAM (Selvaraju et al. 2017, arXiv 1610.02391): the maps of a layer, each weighed by the mean of its gradient,
 * summed, what is negative cut off. Its map is as coarse as the layer's.
 */
public final class GradCam {
    private GradCam() { }

    /** Those with maps of more than a cell that a decision for a class depends on, in running order. */
    public static List<Layer> layers(Network network) {
        Set<String> before = network.graph().leadingTo(Classes.of(network).logits());
        return network.layers().stream().filter(layer -> layer.shape().plane() > 1 && layer.shape().rank() == 4
            && before.contains(layer.output())).toList();
    }

    /** The last of these. */
    public static Optional<Layer> lastMaps(Network network) {
        List<Layer> layers = layers(network);
        return layers.isEmpty() ? Optional.empty() : Optional.of(layers.get(layers.size() - 1));
    }

    public static Attribution of(Network network, GraphRunner runner, Objective objective, Layer layer, Tensor picture,
        @Nullable Stop stop) {
        return of(network, runner, objective, layer, false, picture, stop);
    }

    /** @param plus by Grad-CAM++ */
    public static Attribution of(Network network, GraphRunner runner, Objective objective, Layer layer, boolean plus,
        Tensor picture, @Nullable Stop stop) {
        Decision.Answer answer = new Decision(network, runner, objective, Way.GRADIENT, layer.output())
            .of(picture, stop);
        return Attribution.of(map(answer.value(), answer.gradient(), plus), answer.score());
    }

    /**
     * The map of a layer's maps and their gradient, the first picture's.
     *
     * @param plus weighs by Grad-CAM++ (Chattopadhay et al. 2018, arXiv 1710.11063): each channel by its positive
     *     gradients, those of rare strong cells more, so that several things of one kind all show
     */
    public static Tensor map(Tensor maps, Tensor gradient, boolean plus) {
        Shape shape = maps.shape();
        int plane = shape.plane();
        float[] map = new float[plane];
        for (int c = 0; c < shape.c(); c++) {
            double weight = plus ? plus(maps, gradient, c) : mean(gradient, c);
            for (int i = 0; i < plane; i++) map[i] += (float) (weight * maps.data()[c * plane + i]);
        }
        for (int i = 0; i < plane; i++) map[i] = Math.max(0, map[i]);
        return Tensor.of(Shape.of(1, 1, shape.h(), shape.w()), map);
    }

    private static double mean(Tensor gradient, int channel) {
        int plane = gradient.shape().plane();
        double sum = 0;
        for (int i = channel * plane; i < (channel + 1) * plane; i++) sum += gradient.data()[i];
        return sum / plane;
    }

    private static double plus(Tensor maps, Tensor gradient, int channel) {
        int plane = gradient.shape().plane(), from = channel * plane;
        double total = 0, weight = 0;
        for (int i = from; i < from + plane; i++) total += maps.data()[i];
        for (int i = from; i < from + plane; i++) {
            double g = gradient.data()[i], below = 2 * g * g + total * g * g * g;
            if (g > 0 && below > 0) weight += g * g / below * g;
        }
        return weight;
    }
}
