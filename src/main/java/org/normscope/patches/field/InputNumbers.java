package org.normscope.patches.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Operators;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Numbers that operators take as inputs and not as attributes: pads, starts, axes, scales. Exporters compute many of
 * them from shapes inside the graph; those are what the graph itself computes for a picture of the network's size. And
 * the shapes that its values have then.
 */
final class InputNumbers {
    private final Graph graph;
    private final Map<String, Tensor> computed = new HashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();

    InputNumbers(Network network, Tensor picture, GraphRunner runner) {
        graph = network.graph();
        List<String> asked = new ArrayList<>();
        for (Node node : graph.nodes()) {
            for (int position : Operators.of(node.operator()).numbers()) {
                String name = node.input(position);
                if (!name.isEmpty() && graph.constant(name).isEmpty()) asked.add(name);
            }
        }
        measure(network, picture, runner);
        if (asked.isEmpty()) return;
        asked.add(network.layers().get(0).output()); // The engine runs no graph that is fed nothing.
        computed.putAll(network.run(runner, picture, asked).values());
    }

    /** By one run that gives the shapes only. */
    private void measure(Network network, Tensor picture, GraphRunner runner) {
        Map<String, Tensor> feeds = network.feedsOfOne(picture);
        feeds.forEach((input, fed) -> shapes.put(input, fed.shape()));
        List<String> values = graph.nodes().stream().flatMap(node -> node.outputs().stream())
            .filter(value -> !value.isEmpty() && graph.holdsNumbers(value)).toList();
        Activations run = runner.run(graph.shapesOf(values), feeds, values.stream().map(Graph::shapeName).toList());
        for (String value : values) {
            float[] extents = run.get(Graph.shapeName(value)).data();
            int[] whole = new int[extents.length];
            Arrays.setAll(whole, axis -> (int) extents[axis]);
            shapes.put(value, Shape.of(whole));
        }
    }

    /** Of every value that nodes write and every input, as a run of one picture has them. */
    Map<String, Shape> shapes() {
        return shapes;
    }

    /** Null for what is no value of a run, as an empty name. */
    @Nullable Shape shape(String value) {
        Shape known = shapes.get(value);
        return known != null ? known : graph.constant(value).map(Tensor::shape).orElse(null);
    }

    /** Empty where the input is left out. */
    float[] reals(Node node, int position) {
        String name = node.input(position);
        if (name.isEmpty()) return new float[0];
        return graph.constant(name).or(() -> Optional.ofNullable(computed.get(name)))
            .map(Tensor::data).orElse(new float[0]);
    }

    int[] integers(Node node, int position) {
        float[] reals = reals(node, position);
        int[] integers = new int[reals.length];
        Arrays.setAll(integers, i -> (int) reals[i]);
        return integers;
    }
}
