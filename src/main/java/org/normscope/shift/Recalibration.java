package org.normscope.shift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.normalize.NotApplicableException;
import org.normscope.onnx.BatchNorm;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.NormSurgery;
import org.normscope.stats.Moments;

/**
 * Unsupervised batch normalization (Kocyigit et al., CVPRW 2020): the running statistics of every BatchNormalization
 * are replaced by those of a pool of unlabelled pictures, over all pictures and positions, variances biased.
 *
 * <p>Layer by layer: a layer's statistics are taken behind layers that have their new ones already, so that the new
 * network is what the old one would be with the whole pool as one batch. The pool runs once for every layer that waits
 * for another; those that wait for none, on branches side by side, share a run. One picture is held at a time.
 */
public final class Recalibration {
    private Recalibration() { }

    /**
     * @param pictures the pool, read anew for every run
     * @throws NotApplicableException where there is no picture or no BatchNormalization
     */
    public static Graph recalibrated(Network network, GraphRunner runner, Supplier<Stream<Pixels>> pictures) {
        List<List<Set<Node>>> rounds = rounds(network);
        if (rounds.isEmpty()) throw new NotApplicableException("shift.recalibrate.none", network.graph().name());
        Network recalibrated = network;
        for (List<Set<Node>> round : rounds) {
            Graph graph = recalibrated.graph();
            for (Map.Entry<Set<Node>, ChannelStatistics> measured : statistics(recalibrated, runner, round,
                pictures).entrySet()) {
                for (Node node : measured.getKey()) {
                    graph = NormSurgery.withStatistics(graph, node.output(),
                        floats(measured.getValue().mean()), floats(measured.getValue().variance()));
                }
            }
            recalibrated = with(network, graph);
        }
        return recalibrated.graph();
    }

    /** How often the pool runs. */
    public static int passes(Network network) {
        return rounds(network).size();
    }

    /** Those that are measured in one run of the pool together: each waits for rounds before its own only. */
    private static List<List<Set<Node>>> rounds(Network network) {
        List<Set<Node>> open = new ArrayList<>(batchNorms(network));
        List<List<Set<Node>>> rounds = new ArrayList<>();
        while (!open.isEmpty()) {
            List<Set<Node>> ready = open.stream().filter(norm -> isReady(network.graph(), norm, open)).toList();
            rounds.add(ready.isEmpty() ? List.of(open.get(0)) : ready);
            open.removeAll(rounds.get(rounds.size() - 1));
        }
        return rounds;
    }

    /** Whether nothing that it reads comes from another that is still open. */
    private static boolean isReady(Graph graph, Set<Node> norm, List<Set<Node>> open) {
        Set<String> behind = graph.reached(open.stream().filter(other -> other != norm).flatMap(Set::stream)
            .map(Node::output).toList());
        return norm.stream().noneMatch(node -> behind.contains(node.input(0)));
    }

    /**
     * Every one on the picture's way, those inside IBN-a and BIN too; where several places share recorded statistics,
     * they
     * are one. Those that take the statistics of the batch at hand have none to replace.
     */
    private static Collection<Set<Node>> batchNorms(Network network) {
        Graph graph = network.graph();
        Set<String> seen = graph.reached(network.pictures());
        Map<Object, Set<Node>> bySource = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (!seen.contains(node.input(0))) continue;
            BatchNorm.of(graph, node).ifPresent(norm -> bySource.computeIfAbsent(shared(graph, norm), key ->
                new LinkedHashSet<>()).add(node));
        }
        return bySource.values();
    }

    /** By value where the means tell channels apart: converters write shared statistics out once a place. */
    private static Object shared(Graph graph, BatchNorm norm) {
        float[] mean = norm.mean();
        for (float one : mean) if (one != mean[0]) return List.of(floats(mean), floats(norm.variance()));
        return norm.source(graph);
    }

    private static List<Float> floats(float[] values) {
        List<Float> all = new ArrayList<>();
        for (float value : values) all.add(value);
        return all;
    }

    /** What the pool has at the layers' inputs. */
    private static Map<Set<Node>, ChannelStatistics> statistics(Network network, GraphRunner runner,
        List<Set<Node>> norms,
                                                                Supplier<Stream<Pixels>> pictures) {
        Map<Set<Node>, Moments[]> moments = new LinkedHashMap<>();
        Set<String> inputs = norms.stream().flatMap(Set::stream).map(node -> node.input(0)).collect(Collectors.toSet());
        try (Stream<Pixels> pool = pictures.get()) {
            pool.forEach(picture -> {
                Activations run = network.run(runner, network.spec().preprocessing().apply(List.of(picture)), inputs);
                norms.forEach(norm -> norm.forEach(node ->
                    moments.merge(norm, ChannelStatistics.moments(run.get(node.input(0))), Recalibration::joined)));
            });
        }
        if (moments.isEmpty()) throw new NotApplicableException("shift.recalibrate.empty");
        return moments.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, measured -> ChannelStatistics.of(measured.getValue())));
    }

    private static Moments[] joined(Moments[] some, Moments[] more) {
        Moments[] joined = new Moments[some.length];
        for (int c = 0; c < joined.length; c++) joined[c] = some[c].and(more[c]);
        return joined;
    }

    private static Network with(Network network, Graph graph) {
        return new Network(network.name(), network.origin(), graph, network.layers(),
            network.picture(), network.outputs(), network.spec(), network.remarks());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        return floats;
    }
}
