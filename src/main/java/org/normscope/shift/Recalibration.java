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
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.normalize.NotApplicableException;
import org.normscope.onnx.Graph;
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
        List<Layer> open = network.layers().stream().filter(layer -> layer.operator().equals("BatchNormalization"))
            .collect(Collectors.toCollection(ArrayList::new));
        if (open.isEmpty()) throw new NotApplicableException("shift.recalibrate.none", network.graph().name());
        Network recalibrated = network;
        while (!open.isEmpty()) {
            Set<String> behind = network.graph().reached(open.stream().map(Layer::output).toList());
            List<Layer> ready = open.stream().filter(layer -> !behind.contains(layer.input())).toList();
            Graph graph = recalibrated.graph();
            for (Map.Entry<Layer, ChannelStatistics> measured : statistics(recalibrated, runner, ready, pictures).entrySet()) {
                graph = NormSurgery.withStatistics(graph, measured.getKey().output(),
                    floats(measured.getValue().mean()), floats(measured.getValue().variance()));
            }
            recalibrated = with(network, graph);
            open.removeAll(ready);
        }
        return recalibrated.graph();
    }

    /** How often the pool runs. */
    public static int passes(Network network) {
        List<Layer> open = network.layers().stream().filter(layer -> layer.operator().equals("BatchNormalization"))
            .collect(Collectors.toCollection(ArrayList::new));
        int passes = 0;
        for (; !open.isEmpty(); passes++) {
            Set<String> behind = network.graph().reached(open.stream().map(Layer::output).toList());
            open.removeIf(layer -> !behind.contains(layer.input()));
        }
        return passes;
    }

    /** What the pool has at the layers' inputs. */
    private static Map<Layer, ChannelStatistics> statistics(Network network, GraphRunner runner, List<Layer> layers,
                                                            Supplier<Stream<Pixels>> pictures) {
        Map<Layer, Moments[]> moments = new LinkedHashMap<>();
        Set<String> inputs = layers.stream().map(Layer::input).collect(Collectors.toSet());
        try (Stream<Pixels> pool = pictures.get()) {
            pool.forEach(picture -> {
                Activations run = network.run(runner, network.spec().preprocessing().apply(List.of(picture)), inputs);
                layers.forEach(layer -> moments.merge(layer, ChannelStatistics.moments(run.get(layer.input())), Recalibration::joined));
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
