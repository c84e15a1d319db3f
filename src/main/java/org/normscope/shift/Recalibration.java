package org.normscope.shift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.NormSurgery;
import org.normscope.stats.Moments;

/**
 * Unsupervised batch normalization (Kocyigit et al., CVPRW 2020): the running statistics of every BatchNormalization are
 * replaced by those of a pool of unlabelled pictures, over all pictures and positions, variances biased.
 *
 * <p>Layer by layer: a layer's statistics are taken behind layers that have their new ones already, so that the new
 * network is what the old one would be with the whole pool as one batch. The pool runs once for every layer that waits for
 * another; those that wait for none, on branches side by side, share a run. One picture is held at a time.
 */
public final class Recalibration {
    private Recalibration() { }

    /**
     * @param pictures the pool, read anew for every run
     * @throws NotApplicableException where there is no picture or no BatchNormalization
     */
    public static Graph recalibrated(Network network, GraphRunner runner, Supplier<Stream<Pixels>> pictures) {
        List<List<Node>> rounds = rounds(network);
        if (rounds.isEmpty()) throw new NotApplicableException("shift.recalibrate.none", network.graph().name());
        Network recalibrated = network;
        for (List<Node> round : rounds) {
            Graph graph = recalibrated.graph();
            for (Map.Entry<Node, ChannelStatistics> measured : statistics(recalibrated, runner, round, pictures).entrySet()) {
                graph = NormSurgery.withStatistics(graph, measured.getKey().output(),
                    floats(measured.getValue().mean()), floats(measured.getValue().variance()));
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
    private static List<List<Node>> rounds(Network network) {
        List<Node> open = batchNorms(network);
        List<List<Node>> rounds = new ArrayList<>();
        while (!open.isEmpty()) {
            Set<String> behind = network.graph().reached(open.stream().map(Node::output).toList());
            List<Node> ready = open.stream().filter(norm -> !behind.contains(norm.input(0))).toList();
            rounds.add(ready);
            open.removeAll(ready);
        }
        return rounds;
    }

    /** Every one on the picture's way, those inside IBN-a and BIN too. */
    private static List<Node> batchNorms(Network network) {
        Set<String> seen = network.graph().reached(List.of(network.picture()));
        return network.graph().nodes().stream().filter(node -> node.operator().equals("BatchNormalization") && seen.contains(node.input(0)))
            .collect(Collectors.toCollection(ArrayList::new));
    }

    /** What the pool has at the layers' inputs. */
    private static Map<Node, ChannelStatistics> statistics(Network network, GraphRunner runner, List<Node> norms,
                                                           Supplier<Stream<Pixels>> pictures) {
        Map<Node, Moments[]> moments = new LinkedHashMap<>();
        Set<String> inputs = norms.stream().map(norm -> norm.input(0)).collect(Collectors.toSet());
        try (Stream<Pixels> pool = pictures.get()) {
            pool.forEach(picture -> {
                Activations run = network.run(runner, network.spec().preprocessing().apply(List.of(picture)), inputs);
                norms.forEach(norm -> moments.merge(norm, ChannelStatistics.moments(run.get(norm.input(0))), Recalibration::joined));
            });
        }
        if (moments.isEmpty()) throw new NotApplicableException("shift.recalibrate.empty");
        return moments.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, measured -> ChannelStatistics.of(measured.getValue())));
    }

    private static Moments[] joined(Moments[] some, Moments[] more) {
        Moments[] joined = new Moments[some.length];
        for (int c = 0; c < joined.length; c++) joined[c] = some[c].and(more[c]);
        return joined;
    }

    private static Network with(Network network, Graph graph) {
        return new Network(network.name(), network.origin(), graph, network.layers(), network.picture(), network.outputs(),
            network.spec(), network.remarks());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        return floats;
    }
}
