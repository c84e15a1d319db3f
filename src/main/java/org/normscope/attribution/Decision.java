package org.normscope.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Extents;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * An objective of a network and its gradient for one of its values, ready to be run on picture after picture. Keep one
 * as long as the question stays: the engine keeps what it made ready for it.
 */
public final class Decision {
    private final Network network;
    private final GraphRunner runner;
    private final Objective objective;
    private final Way way;
    private final String value;
    private Written written;

    /**
     * @param score    the objective, of one picture: it is summed over those that a run takes, which are copies
     * @param gradient of the sum for the value, of its shape; for the picture's input that of the picture
     * @param value    the value itself
     */
    public record Answer(double score, Tensor gradient, Tensor value) { }

    /**
     * @param value the picture's input, or a layer's output
     * @throws BadNetworkException where the objective does not depend on the value, or cannot be gone back through
     */
    public Decision(Network network, GraphRunner runner, Objective objective, Way way, String value) {
        this.network = network;
        this.runner = runner;
        this.value = value;
        this.objective = objective;
        this.way = way;
        written = written(network.feedsOfOne(Plain.BLACK.of(network.spec().preprocessing())));
    }

    /**
     * The graph for what is fed: where extents are known before the run, engines need no more than half the time.
     *
     * @param extents by input
     */
    private record Written(Map<String, List<Integer>> extents, GradientGraph graph) { }

    private Written written(Map<String, Tensor> feeds) {
        Map<String, int[]> extents = new HashMap<>();
        feeds.forEach((input, cells) -> extents.put(input, cells.shape().toArray()));
        return new Written(extents(feeds), Gradients.of(Extents.fixed(network.seeingOnce(), extents)).by(way)
            .write(objective, List.of(value)));
    }

    private static Map<String, List<Integer>> extents(Map<String, Tensor> feeds) {
        return feeds.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
            feed -> Arrays.stream(feed.getValue().shape().toArray()).boxed().toList()));
    }

    /** @param picture [1, C, H, W], prepared by the network's preprocessing */
    public Answer of(Tensor picture, @Nullable Stop stop) {
        return of(picture, Map.of(), stop);
    }

    /** @param more what the objective is fed with beside the picture */
    Answer of(Tensor picture, Map<String, Tensor> more, @Nullable Stop stop) {
        Map<String, Tensor> feeds = new HashMap<>(network.feedsOfOne(picture));
        if (!written.extents().equals(extents(feeds))) written = written(feeds);
        GradientGraph graph = written.graph();
        feeds.putAll(more);
        List<String> asked = new ArrayList<>(List.of(graph.objective(), graph.gradient(value)));
        if (!feeds.containsKey(value)) asked.add(value);
        Activations found = stop == null ? runner.run(graph.graph(), feeds, asked)
            : runner.run(graph.graph(), feeds, asked, stop);
        Tensor cells = feeds.containsKey(value) ? picture : found.get(value);
        Tensor gradient = found.get(graph.gradient(value));
        return new Answer(found.get(graph.objective()).data()[0] / network.fed(feeds),
            value.equals(network.picture()) ? network.ofPicture(gradient) : gradient, cells);
    }
}
