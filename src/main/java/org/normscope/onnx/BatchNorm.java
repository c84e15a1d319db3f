package org.normscope.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.normscope.tensor.Tensor;

/**
 * A BatchNormalization that normalizes with recorded statistics, whichever version of the operator a file has. One
 * that takes
 * the statistics of the batch at hand is none: with training_mode (since version 14), or with further outputs (7 to
 * 13),
 * which ONNX Runtime runs the same way.
 *
 * @param node       as it stands
 * @param gamma      by channel, or by position
 * @param beta       as gamma, as are mean and variance
 * @param positional whether each position has parameters of its own, [C, H, W] (spatial = 0, versions 1 to 8)
 */
public record BatchNorm(Node node, float[] gamma, float[] beta, float[] mean, float[] variance, boolean positional) {
    private static final String OPERATOR = "BatchNormalization";
    /** Since this version training is said by an attribute. */
    private static final int SAID = 14;
    private static final float EPSILON = 1e-5f;

    /**
     * @return empty where the node is none, takes its statistics from the batch, or has parameters that are computed
     */
    public static Optional<BatchNorm> of(Graph graph, Node node) {
        if (!is(node) || trains(graph, node)) return Optional.empty();
        List<Tensor> constants = new ArrayList<>();
        for (int input = 1; input < 5; input++) graph.constant(node.input(input)).ifPresent(constants::add);
        if (constants.size() < 4) return Optional.empty();
        int length = constants.get(0).data().length;
        if (constants.stream().anyMatch(constant -> constant.data().length != length)) return Optional.empty();
        return Optional.of(new BatchNorm(node, constants.get(0).data(), constants.get(1).data(), constants.get(2)
            .data(),
            constants.get(3).data(), constants.get(0).shape().rank() > 1));
    }

    /** Whether a node is one of any kind. */
    public static boolean is(Node node) {
        return node.operator().equals(OPERATOR) && node.domain().isEmpty();
    }

    /** Whether a node is one that normalizes with what it measures of the batch at hand. */
    public static boolean measures(Graph graph, Node node) {
        return is(node) && trains(graph, node);
    }

    private static boolean trains(Graph graph, Node node) {
        long version = graph.opset();
        if (version >= SAID) return node.integer("training_mode", 0) != 0;
        return version >= 7 && node.outputs().stream().skip(1).anyMatch(output -> !output.isEmpty());
    }

    public float epsilon() {
        return node.real("epsilon", EPSILON);
    }

    /** Where its recorded mean comes from: two that share it are one layer at two places. */
    public String source(Graph graph) {
        String value = node.input(3);
        for (Optional<Node> writer = graph.writer(value); writer.isPresent(); writer = graph.writer(value)) {
            if (!writer.get().is(Operator.Trait.ARRANGING)) break;
            value = writer.get().input(0);
        }
        return value;
    }
}
