package org.normscope.attribution;

import java.util.OptionalDouble;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/**
 * What of a picture a network's decision rests on.
 *
 * @param map          [1, 1, rows, columns]: of the network's input, or of the layer's maps where the method works on
 *     these
 * @param score        what the decision is: the class's logit, or whatever else was asked for
 * @param completeness how far the map's sum is from what the method promises, as a share of it; empty where it promises
 *     none
 */
public record Attribution(Tensor map, double score, OptionalDouble completeness) {
    /** Of the map's cells. */
    public double sum() {
        return sum(map);
    }

    /** Whether nothing in the picture changes the score. */
    public boolean isZero() {
        return isZero(map);
    }

    /** Whether every cell is 0. */
    public static boolean isZero(Tensor map) {
        for (float cell : map.data()) if (cell != 0) return false;
        return true;
    }

    /** @throws Fault where the score or a cell of the map is no finite number */
    public Attribution requireFinite() {
        requireFinite(map);
        if (!Double.isFinite(score)) throw new Fault("attribution.notFinite");
        return this;
    }

    /** @throws Fault where a cell is no finite number */
    public static void requireFinite(Tensor map) {
        for (float cell : map.data()) if (!Float.isFinite(cell)) throw new Fault("attribution.notFinite");
    }

    static Attribution of(Tensor map, double score) {
        return new Attribution(map, score, OptionalDouble.empty());
    }

    /** Sums over channels: cells that speak for and against are told apart. */
    static Tensor signed(Tensor cells) {
        return overChannels(cells, false);
    }

    /** Sums sizes over channels. */
    static Tensor sizes(Tensor cells) {
        return overChannels(cells, true);
    }

    private static Tensor overChannels(Tensor cells, boolean sizes) {
        Shape shape = cells.shape();
        float[] map = new float[shape.plane()];
        for (int c = 0; c < shape.c(); c++) {
            for (int i = 0; i < map.length; i++) {
                float cell = cells.data()[c * map.length + i];
                map[i] += sizes ? Math.abs(cell) : cell;
            }
        }
        return Tensor.of(Shape.of(1, 1, shape.h(), shape.w()), map);
    }

    static double sum(Tensor cells) {
        double sum = 0;
        for (float cell : cells.data()) sum += cell;
        return sum;
    }
}
