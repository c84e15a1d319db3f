package org.normscope.attribution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Occlusion (Zeiler and Fergus 2014): how much a score falls when a square of the picture is covered. A pixel gets the
 * mean over all squares that cover it.
 */
public final class Occlusion {
    private Occlusion() { }

    /**
     * @param value  with one cell a class
     * @param cover  [1, C, H, W]: what the covered pixels are taken from, the mean colour or black
     * @param side   of the square, pixels of the input
     * @param stride pixels from one square to the next
     */
    public static Attribution of(Network network, GraphRunner runner, String value, int of, Tensor picture,
        Tensor cover, int side, int stride, @Nullable Stop stop) {
        Shape shape = picture.shape();
        double score = score(network, runner, value, of, picture, stop);
        double[] fall = new double[shape.plane()];
        int[] covered = new int[shape.plane()];
        for (int top = 0; top == 0 || top + side - stride < shape.h(); top += stride) {
            for (int left = 0; left == 0 || left + side - stride < shape.w(); left += stride) {
                int bottom = Math.min(shape.h(), top + side), right = Math.min(shape.w(), left + side);
                double difference = score - score(network, runner, value, of,
                    covered(picture, cover, top, bottom, left, right), stop);
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        fall[y * shape.w() + x] += difference;
                        covered[y * shape.w() + x]++;
                    }
                }
            }
        }
        float[] map = new float[fall.length];
        for (int i = 0; i < map.length; i++) map[i] = covered[i] == 0 ? 0 : (float) (fall[i] / covered[i]);
        return Attribution.of(Tensor.of(Shape.of(1, 1, shape.h(), shape.w()), map), score);
    }

    private static Tensor covered(Tensor picture, Tensor cover, int top, int bottom, int left, int right) {
        float[] cells = picture.data().clone();
        for (int c = 0; c < picture.shape().c(); c++) {
            for (int y = top; y < bottom; y++) {
                int from = picture.index(0, c, y, left);
                System.arraycopy(cover.data(), from, cells, from, right - left);
            }
        }
        return Tensor.of(picture.shape(), cells);
    }

    private static double score(Network network, GraphRunner runner, String value, int of, Tensor picture,
        @Nullable Stop stop) {
        Activations found = stop == null ? runner.run(network.graph(), network.feedsOfOne(picture), List.of(value))
            : runner.run(network.graph(), network.feedsOfOne(picture), List.of(value), stop);
        return found.get(value).data()[of];
    }
}
