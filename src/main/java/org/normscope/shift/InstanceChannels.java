package org.normscope.shift;

import java.util.List;
import java.util.Optional;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Tensor;

/**
 * How many channels a layer gives right out of instance normalization: within any picture their mean and variance are
 * its beta and gamma^2, so that the divergence between two pictures is zero there by construction (but for epsilon).
 * Told from the graph, whether it was trained so or cut so: an InstanceNormalization itself, its part of a Concat
 * (IBN-a), and what {@link IbnSurgery} leaves of a split, a BatchNormalization added whose gamma and beta are zero
 * there.
 */
final class InstanceChannels {
    private InstanceChannels() { }

    static int of(Network network, Layer layer) {
        Graph graph = network.graph();
        Node writer = graph.maker(layer.output()).orElseThrow();
        return switch (writer.operator()) {
            case "InstanceNormalization" -> layer.shape().c();
            case "Concat" -> concatenated(graph, writer);
            case "Add" -> left(graph, writer);
            default -> 0;
        };
    }

    private static int concatenated(Graph graph, Node concat) {
        if (concat.integer("axis", 1) != 1) return 0;
        return concat.inputs().stream()
            .mapToInt(part -> norm(graph, part, "InstanceNormalization").flatMap(norm -> graph.constant(norm.input(1)))
                .map(gamma -> gamma.data().length).orElse(0)).sum();
    }

    private static int left(Graph graph, Node add) {
        List<String> parts = add.inputs();
        for (int instance = 0; instance < 2; instance++) {
            Optional<Node> batch = norm(graph, parts.get(1 - instance), "BatchNormalization");
            if (norm(graph, parts.get(instance), "InstanceNormalization").isPresent() && batch.isPresent()) {
                return silent(graph, batch.get());
            }
        }
        return 0;
    }

    private static int silent(Graph graph, Node batch) {
        Optional<Tensor> gamma = graph.constant(batch.input(1)), beta = graph.constant(batch.input(2));
        if (gamma.isEmpty() || beta.isEmpty()) return 0;
        int silent = 0;
        for (int c = 0; c < gamma.get().data().length; c++) {
            if (gamma.get().data()[c] == 0 && beta.get().data()[c] == 0) silent++;
        }
        return silent;
    }

    private static Optional<Node> norm(Graph graph, String value, String operator) {
        return graph.writer(value).filter(node -> node.operator().equals(operator));
    }
}
