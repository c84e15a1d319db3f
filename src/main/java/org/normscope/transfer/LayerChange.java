package org.normscope.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Tensor;

/**
 * How far training moved a layer's filters: the length of the change over the length that they had.
 *
 * @param layer   name
 * @param share   of all its filters together
 * @param filters of each
 */
public record LayerChange(String layer, double share, double[] filters) {
    /** Of every layer with weights that stands in both graphs, in their order; what stayed as it was is 0. */
    public static List<LayerChange> between(Network network, Graph before, Graph after) {
        Map<String, Node> later = new HashMap<>();
        after.nodes().forEach(node -> later.put(node.output(), node));
        List<LayerChange> changes = new ArrayList<>();
        for (Node node : before.nodes()) {
            LayerKind kind = LayerKind.of(node.operator());
            if (kind != LayerKind.CONVOLUTION && kind != LayerKind.FULLY_CONNECTED) continue;
            Optional<Tensor> was = weights(before, node), is = later.containsKey(node.output())
                ? weights(after, Objects.requireNonNull(later.get(node.output()))) : Optional.empty();
            if (was.isEmpty() || is.isEmpty() || !was.get().shape().equals(is.get().shape())) continue;
            String name = network.writing(node.output()).map(layer -> layer.name()).orElse(node.label());
            changes.add(of(name, was.get(), is.get()));
        }
        return List.copyOf(changes);
    }

    /** The filters' numbers, the one that moved most first. */
    public List<Integer> furthest() {
        return IntStream.range(0, filters.length).boxed().sorted(Comparator.comparingDouble(unit -> -filters[unit]))
            .toList();
    }

    private static Optional<Tensor> weights(Graph graph, Node node) {
        return node.inputs().size() < 2 ? Optional.empty() : graph.constant(node.input(1));
    }

    private static LayerChange of(String name, Tensor was, Tensor is) {
        int count = was.shape().extent(0), each = was.data().length / count;
        double[] moved = new double[count], length = new double[count];
        for (int i = 0; i < was.data().length; i++) {
            double step = is.data()[i] - was.data()[i];
            moved[i / each] += step * step;
            length[i / each] += (double) was.data()[i] * was.data()[i];
        }
        double share = ratio(Arrays.stream(moved).sum(), Arrays.stream(length).sum());
        for (int i = 0; i < count; i++) moved[i] = ratio(moved[i], length[i]);
        return new LayerChange(name, share, moved);
    }

    private static double ratio(double moved, double length) {
        return moved == 0 ? 0 : Math.sqrt(moved / Math.max(length, Double.MIN_NORMAL));
    }
}
