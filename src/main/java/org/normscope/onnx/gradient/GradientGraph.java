package org.normscope.onnx.gradient;

import java.util.Map;
import java.util.Set;
import org.normscope.onnx.Graph;

/**
 * A graph that computes an objective and its gradients in one run.
 *
 * @param graph       its inputs are those of the network that the objective needs, and what the objective is fed with
 * @param objective   name of the output with the objective, a number, summed over the pictures of a batch
 * @param gradients   name of the output with the gradient of each value that was asked for, of that value's shape
 * @param independent asked values on which the objective does not depend: their gradients are zero and not computed
 */
public record GradientGraph(Graph graph, String objective, Map<String, String> gradients, Set<String> independent) {
    /**
     * The output with the gradient of a value.
     *
     * @throws IllegalArgumentException where none was asked for, or the objective does not depend on the value
     */
    public String gradient(String value) {
        String output = gradients.get(value);
        if (output == null) throw new IllegalArgumentException("the graph gives no gradient of '" + value + "'");
        return output;
    }
}
