package org.normscope.attribution;

import java.util.List;
import java.util.Optional;
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

    /** The last layer whose maps have more than one cell. */
    public static Optional<Layer> lastMaps(Network network) {
        List<Layer> layers = network.layers().stream().filter(layer -> layer.shape().plane() > 1
            && layer.shape().rank() == 4).toList();
        return layers.isEmpty() ? Optional.empty() : Optional.of(layers.get(layers.size() - 1));
    }

    public static Attribution of(Network network, GraphRunner runner, Objective objective, Layer layer, Tensor picture,
        Stop stop) {
        Decision.Answer answer = new Decision(network, runner, objective, Way.GRADIENT, layer.output())
            .of(picture, stop);
        Shape shape = answer.value().shape();
        int plane = shape.plane();
        float[] map = new float[plane];
        for (int c = 0; c < shape.c(); c++) {
            double weight = 0;
            for (int i = 0; i < plane; i++) weight += answer.gradient().data()[c * plane + i];
            for (int i = 0; i < plane; i++) map[i] += (float) (weight / plane * answer.value().data()[c * plane + i]);
        }
        for (int i = 0; i < plane; i++) map[i] = Math.max(0, map[i]);
        return Attribution.of(Tensor.of(Shape.of(1, 1, shape.h(), shape.w()), map), answer.score());
    }
}
