package org.normscope.state;

import java.util.List;

/**
 * How far the active picture's result moves from its result alone as its batch grows.
 *
 * @param curves one for each normalization compared
 */
public record Drift(List<Curve> curves) {
    /**
     * @param id     of the catalogue: bn, gn
     * @param values for batches of 1, 2, ... pictures: root mean square of the difference from the picture alone, over the
     *               standard deviation of the result alone
     */
    public record Curve(String id, List<Double> values) { }
}
