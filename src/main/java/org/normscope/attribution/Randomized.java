package org.normscope.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.Node;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * Whether a map knows the network at all (Adebayo et al. 2018, arXiv 1810.03292): the weights are randomized from the
 * top down, layer after layer. A map that stays what it was shows the picture's edges, not the network's reasons.
 *
 * @param layer    the last one whose weights were randomized; empty for none yet
 * @param map      [1, 1, H, W]: sizes, summed over colours
 * @param likeness Spearman's rank correlation with the map of the trained network, 1 at first
 */
public record Randomized(String layer, Tensor map, double likeness) {
    /**
     * From the trained network to one all of whose layers are random.
     *
     * @param seed of the weights, which have the deviation of the trained ones
     */
    public static List<Randomized> of(Network network, GraphRunner runner, Objective objective, Way way, Tensor picture,
        long seed, @Nullable Stop stop) {
        Map<String, String> weights = topDown(network);
        GradientGraph graph = Gradients.of(network.seeingOnce()).by(way).feeding(weights.keySet())
            .write(objective, List.of(network.picture()));
        Map<String, Tensor> feeds = new HashMap<>(network.feedsOfOne(picture));
        weights.keySet().forEach(weight -> feeds.put(weight, network.graph().constant(weight).orElseThrow()));
        Random random = new Random(seed);
        List<Randomized> all = new ArrayList<>();
        Tensor trained = map(graph, network, runner, feeds, stop);
        all.add(new Randomized("", trained, 1));
        weights.forEach((weight, layer) -> {
            feeds.compute(weight, (same, trainedOne) -> random(trainedOne, random));
            Tensor map = map(graph, network, runner, feeds, stop);
            all.add(new Randomized(layer, map, likeness(trained, map)));
        });
        return all;
    }

    /** Weights of convolutions and matrices with the names of their layers, the last one first. */
    private static Map<String, String> topDown(Network network) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : network.graph().nodes()) {
            boolean weighs = node.operator().equals("Conv") || node.operator().equals("Gemm")
                || node.operator().equals("MatMul");
            if (weighs && network.graph().constant(node.input(1)).isPresent()) nodes.add(node);
        }
        Collections.reverse(nodes);
        Map<String, String> weights = new LinkedHashMap<>();
        nodes.forEach(node -> weights.put(node.input(1), node.label()));
        return weights;
    }

    private static Tensor map(GradientGraph graph, Network network, GraphRunner runner, Map<String, Tensor> feeds,
        @Nullable Stop stop) {
        if (stop != null) stop.check();
        String gradient = graph.gradient(network.picture());
        Activations found = runner.run(graph.graph(), feeds, List.of(gradient));
        return Attribution.sizes(found.get(gradient).picture(0));
    }

    private static Tensor random(Tensor weights, Random random) {
        double sum = 0, squares = 0;
        for (float weight : weights.data()) {
            sum += weight;
            squares += (double) weight * weight;
        }
        double mean = sum / weights.data().length,
            deviation = Math.sqrt(Math.max(0, squares / weights.data().length - mean * mean));
        float[] cells = new float[weights.data().length];
        for (int i = 0; i < cells.length; i++) cells[i] = (float) (deviation * random.nextGaussian());
        return Tensor.of(weights.shape(), cells);
    }

    /** Spearman's: Pearson's of the ranks, equals sharing theirs. */
    static double likeness(Tensor one, Tensor other) {
        double[] a = ranks(one.data()), b = ranks(other.data());
        double middle = (a.length - 1) / 2.0, both = 0, first = 0, second = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i] - middle) * (b[i] - middle);
            first += (a[i] - middle) * (a[i] - middle);
            second += (b[i] - middle) * (b[i] - middle);
        }
        return first == 0 || second == 0 ? 0 : both / Math.sqrt(first * second);
    }

    private static double[] ranks(float[] cells) {
        int[] order = IntStream.range(0, cells.length).boxed().sorted(Comparator.comparingDouble(i -> cells[i]))
            .mapToInt(Integer::intValue).toArray();
        double[] ranks = new double[cells.length];
        for (int from = 0; from < order.length;) {
            int to = from + 1; // what is no number equals nothing, itself neither
            while (to < order.length && cells[order[to]] == cells[order[from]]) to++;
            double rank = (from + to - 1) / 2.0;
            for (int i = from; i < to; i++) ranks[order[i]] = rank;
            from = to;
        }
        return ranks;
    }
}
