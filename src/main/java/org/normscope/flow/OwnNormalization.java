package org.normscope.flow;

import java.util.Arrays;
import java.util.Optional;
import org.normscope.normalize.Affine;
import org.normscope.normalize.RunningStatistics;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Tensor;

/** What a normalization operator of a network brings with it: gamma and beta, and BatchNormalization's statistics. */
final class OwnNormalization {
    private final Graph graph;
    private final Node node;
    private final int channels;

    OwnNormalization(Graph graph, Node node, int channels) {
        this.graph = graph;
        this.node = node;
        this.channels = channels;
    }

    /** Empty where the operator has none (LRN), or where they are not constants of one value a channel or group. */
    Optional<Affine> affine() {
        return switch (node.operator()) {
            case "BatchNormalization", "InstanceNormalization", "GroupNormalization", "LayerNormalization", "RMSNormalization" ->
                byChannel(1, 1).flatMap(gamma -> byChannel(2, 0).map(beta -> new Affine(gamma, beta)));
            default -> Optional.empty();
        };
    }

    Optional<RunningStatistics> running() {
        if (!node.operator().equals("BatchNormalization")) return Optional.empty();
        Optional<float[]> mean = byChannel(3, 0), variance = byChannel(4, 1);
        return mean.flatMap(m -> variance.map(v -> new RunningStatistics(m, v, node.real("epsilon", 1e-5f))));
    }

    private Optional<float[]> byChannel(int position, float otherwise) {
        String value = node.input(position);
        if (value.isEmpty()) {
            float[] same = new float[channels];
            Arrays.fill(same, otherwise);
            return Optional.of(same);
        }
        return graph.constant(value).map(Tensor::data).flatMap(this::spread);
    }

    /** GroupNormalization-18 has one value a group: each of its channels gets it. */
    private Optional<float[]> spread(float[] values) {
        if (values.length == channels) return Optional.of(values);
        boolean byGroup = node.operator().equals("GroupNormalization") && values.length > 0 && channels % values.length == 0;
        if (!byGroup) return Optional.empty();
        float[] spread = new float[channels];
        for (int c = 0; c < channels; c++) spread[c] = values[c * values.length / channels];
        return Optional.of(spread);
    }
}
