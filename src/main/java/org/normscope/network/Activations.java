package org.normscope.network;

import java.util.Map;
import org.normscope.tensor.Tensor;

/**
 * Values of a graph by name, as one run gave them.
 *
 * @param values  the asked values
 * @param seconds how long the engine ran, copying out included
 */
public record Activations(Map<String, Tensor> values, double seconds) {
    /** @throws IllegalArgumentException where the run was not asked for that value */
    public Tensor get(String value) {
        Tensor tensor = values.get(value);
        if (tensor == null) throw new IllegalArgumentException("the run was not asked for '" + value + "'");
        return tensor;
    }
}
