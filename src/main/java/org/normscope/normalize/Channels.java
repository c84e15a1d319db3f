package org.normscope.normalize;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Maps that hold one figure a channel. */
final class Channels {
    private Channels() { }

    static Tensor filled(Shape shape, IntToDoubleFunction byChannel) {
        Tensor result = Tensor.zeros(shape);
        int plane = shape.plane();
        for (int map = 0; map < shape.n() * shape.c(); map++) {
            Arrays.fill(result.data(), map * plane, (map + 1) * plane, (float) byChannel.applyAsDouble(map % shape.c()));
        }
        return result;
    }
}
