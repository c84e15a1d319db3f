package org.normscope.shift;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.network.Prediction;

/** Gathers what a network makes of the pictures of one domain, picture by picture; none is kept. */
public final class DomainGathering {
    private final Network network;
    private final GraphRunner runner;
    private final Map<String, SpatialMeans> means = new LinkedHashMap<>();
    private final Set<String> asked;
    private final Map<Integer, Integer> counts = new TreeMap<>();
    private int right;

    public DomainGathering(Network network, GraphRunner runner) {
        this.network = network;
        this.runner = runner;
        network.layers().forEach(layer -> {
            if (layer.kind() == LayerKind.NORMALIZATION) means.put(layer.input(), new SpatialMeans());
            means.put(layer.output(), new SpatialMeans());
        });
        asked = new LinkedHashSet<>(means.keySet());
        asked.add(network.outputs().get(0));
    }

    /** @param label index of the network's output that is the picture's class; any other where it knows none */
    public void add(Pixels picture, int label) {
        Activations run = network.run(runner, network.spec().preprocessing().apply(List.of(picture)), asked);
        means.forEach((value, mean) -> mean.add(run.get(value)));
        counts.merge(label, 1, Integer::sum);
        List<Prediction> top = Prediction.top(network, run.get(network.outputs().get(0)), 0, 1);
        if (!top.isEmpty() && top.get(0).index() == label) right++;
    }

    /** Of the pictures added so far. */
    public DomainRun run() {
        Map<String, ChannelStatistics> features = new LinkedHashMap<>();
        means.forEach((value, mean) -> features.put(value, mean.statistics()));
        return new DomainRun(counts.values().stream().mapToInt(count -> count).sum(), right,
            counts.values().stream().mapToInt(count -> count).max().orElse(0), features);
    }
}
