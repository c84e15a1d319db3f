package org.normscope.attribution;

import org.jspecify.annotations.Nullable;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * The effective receptive field (Luo et al. 2016, arXiv 1701.04128): how much each pixel changes the middle cell of a
 * unit's map on a picture. The receptive field says which pixels could; most of them hardly do.
 *
 * @param map    [1, 1, rows, columns] of the network's input: sizes of the gradient, summed over channels; all 0 where
 *               the cell is cut off on this picture
 * @param row    of the cell
 * @param column of the cell
 * @param side   pixels: of the square that has as many pixels as count, those above 4.55 % of the greatest
 */
public record EffectiveField(Tensor map, int row, int column, double side) {
    /** What lies outside two deviations of a Gaussian, as the paper has it. */
    private static final double LEAST = 1 - .9545;

    /**
     * @throws org.normscope.onnx.BadNetworkException where the layer does not depend on the picture, or has no gradient
     */
    public static EffectiveField of(Network network, GraphRunner runner, Layer layer, int unit, Tensor picture,
        @Nullable Stop stop) {
        int row = layer.shape().h() / 2, column = layer.shape().w() / 2;
        boolean maps = layer.shape().rank() == 4;
        Objective middle = maps ? Objective.cell(layer.output(), unit, row, column)
            : Objective.channel(layer.output(), unit);
        Tensor map = Saliency.sizes(network, runner, middle, Way.GRADIENT, picture, stop).map();
        float greatest = 0;
        for (float cell : map.data()) greatest = Math.max(greatest, cell);
        int count = 0;
        for (float cell : map.data()) if (greatest > 0 && cell >= LEAST * greatest) count++;
        return new EffectiveField(map, row, column, Math.sqrt(count));
    }
}
