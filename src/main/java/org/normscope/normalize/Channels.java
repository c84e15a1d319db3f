package org.normscope.normalize;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Maps that hold one figure a channel, or one a map. */
final class Channels {
    private Channels() { }

    static Tensor filled(Shape shape, IntToDoubleFunction byChannel) {
        return filledByMap(shape, map -> byChannel.applyAsDouble(map % shape.c()));
    }

    /** @param byMap of n * C + c */
    static Tensor filledByMap(Shape shape, IntToDoubleFunction byMap) {
        Tensor result = Tensor.zeros(shape);
        int plane = shape.plane();
        if (plane == 0) return result;
        for (int map = 0; map < shape.n() * shape.c(); map++) {
            Arrays.fill(result.data(), map * plane, (map + 1) * plane, (float) byMap.applyAsDouble(map));
        }
        return result;
    }

    /** One ingredient of the normalizations that subtract a map's mean and divide by its deviation. */
    static Tensor ingredient(Ingredient ingredient, Shape shape, SetStatistics statistics, double epsilon) {
        return filledByMap(shape, map -> switch (ingredient) {
            case MEAN -> statistics.mean()[map];
            case DEVIATION -> Math.sqrt(statistics.variance()[map]);
            case DENOMINATOR -> Math.sqrt(statistics.variance()[map] + epsilon);
        });
    }
}
