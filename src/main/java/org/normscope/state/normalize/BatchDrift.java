package org.normscope.state.normalize;

import java.util.List;

/**
 * How far the active picture's result moves from its result alone as its batch grows.
 *
 * @param curves one for each normalization compared
 * @param more   origins of the shipped pictures that the batch grew by behind those of the tray, in order
 */
public record BatchDrift(List<Curve> curves, List<String> more) {
    /**
     * @param id     of the catalogue: bn, gn
     * @param values for batches of 1, 2, ... pictures: |y_b - y_1| / |y_1| of the active picture's result y
     */
    public record Curve(String id, List<Double> values) { }
}
