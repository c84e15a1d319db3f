package org.normscope.flow;

import java.util.List;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Where a unit looks: the effective receptive field (Luo et al. 2016, arXiv 1701.04128) over the places that fire it
 * most, each of them counting alike, laid over one another so that the unit's cell stays in its place.
 *
 * @param map    [1, 1, h, w] over the field: sizes of the gradient, summed over colours; their sum is 1, or all are 0
 * @param places how many
 * @param x      of the middle of the ring, cells of the map
 * @param y      likewise
 * @param radius of the ring about it that holds 90 %, cells; 0 where all is 0
 */
public record FieldHeat(Tensor map, int places, double x, double y, double radius) {
    private static final double HELD = .9;
    /** Of a cell, for areas. */
    private static final int LINES = 16;

    /** @param gradients of the places, [1, C, h, w] over the field, all alike in shape; none where nothing moved it */
    public static FieldHeat of(List<Tensor> gradients) {
        if (gradients.isEmpty()) return new FieldHeat(Tensor.zeros(Shape.of(1, 1, 1, 1)), 0, .5, .5, 0);
        Shape shape = gradients.get(0).shape();
        float[] heat = new float[shape.plane()];
        for (Tensor gradient : gradients) {
            double size = 0;
            for (float cell : gradient.data()) size += Math.abs(cell);
            for (int i = 0; i < gradient.data().length && size > 0; i++) {
                heat[i % heat.length] += (float) (Math.abs(gradient.data()[i]) / size);
            }
        }
        double sum = 0, across = 0, down = 0;
        for (int i = 0; i < heat.length; i++) {
            sum += heat[i];
            across += heat[i] * (i % shape.w() + .5);
            down += heat[i] * (i / shape.w() + .5);
        }
        Tensor map = Tensor.of(Shape.of(1, 1, shape.h(), shape.w()), heat);
        if (sum == 0) return new FieldHeat(map, gradients.size(), shape.w() / 2.0, shape.h() / 2.0, 0);
        for (int i = 0; i < heat.length; i++) heat[i] /= (float) sum;
        double x = across / sum, y = down / sum;
        return new FieldHeat(map, gradients.size(), x, y, radius(map, x, y));
    }

    /** The least radius that holds so much, to a quarter of a cell. */
    private static double radius(Tensor map, double x, double y) {
        int width = map.shape().w();
        double[] byDistance = new double[4 * (width + map.shape().h()) + 1];
        for (int i = 0; i < map.data().length; i++) {
            double distance = Math.hypot(i % width + .5 - x, i / width + .5 - y);
            byDistance[(int) Math.ceil(4 * distance)] += map.data()[i];
        }
        double held = 0;
        for (int quarter = 0; quarter < byDistance.length; quarter++) {
            held += byDistance[quarter];
            if (held >= HELD) return Math.max(.5, quarter / 4.0);
        }
        return byDistance.length / 4.0;
    }

    /** The area of the ring's part that lies in the field, as a share of the field's. */
    public double share() {
        int width = map.shape().w(), rows = LINES * map.shape().h();
        double within = 0;
        for (int row = 0; row < rows; row++) {
            double down = (row + .5) / LINES - y, half = Math.sqrt(Math.max(0, radius * radius - down * down));
            within += Math.max(0, Math.min(width, x + half) - Math.max(0, x - half)) / LINES;
        }
        return within / map.shape().plane();
    }
}
