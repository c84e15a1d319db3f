package org.normscope.shift;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.network.Prediction;

/**
 * What a network makes of the pictures of one domain: photos, art, sketches.
 *
 * @param pictures that ran
 * @param right    of which the most probable class was the right one
 * @param largest  pictures of the class with the most: what always saying this one would get right
 * @param features by value of the network: the layers' outputs, and the inputs of normalizations
 */
public record DomainRun(int pictures, int right, int largest, Map<String, ChannelStatistics> features) {
    /** The normal quantile behind 95 %. */
    private static final double Z = 1.959963984540054;

    /**
     * A picture whose class is known.
     *
     * @param label index of the network's output
     */
    public record Labelled(Pixels picture, int label) { }

    /** Runs the pictures one by one; one is held at a time. */
    public static DomainRun of(Network network, GraphRunner runner, Stream<Labelled> pictures) {
        Set<String> values = new LinkedHashSet<>();
        network.layers().forEach(layer -> {
            if (layer.kind() == LayerKind.NORMALIZATION) values.add(layer.input());
            values.add(layer.output());
        });
        Map<String, SpatialMeans> means = new LinkedHashMap<>();
        values.forEach(value -> means.put(value, new SpatialMeans()));
        Set<String> asked = new LinkedHashSet<>(values);
        asked.add(network.outputs().get(0));
        Map<Integer, Integer> counts = new TreeMap<>();
        int[] right = new int[1];
        pictures.forEach(labelled -> {
            Activations run = network.run(runner, network.spec().preprocessing().apply(List.of(labelled.picture())), asked);
            means.forEach((value, mean) -> mean.add(run.get(value)));
            counts.merge(labelled.label(), 1, Integer::sum);
            List<Prediction> top = Prediction.top(network, run.get(network.outputs().get(0)), 0, 1);
            if (!top.isEmpty() && top.get(0).index() == labelled.label()) right[0]++;
        });
        Map<String, ChannelStatistics> features = new LinkedHashMap<>();
        means.forEach((value, mean) -> features.put(value, mean.statistics()));
        return new DomainRun(counts.values().stream().mapToInt(count -> count).sum(), right[0],
            counts.values().stream().mapToInt(count -> count).max().orElse(0), features);
    }

    /** Share of pictures classified right; NaN where there are none. */
    public double accuracy() {
        return (double) right / pictures;
    }

    /**
     * The interval that holds the accuracy on all pictures of the kind with 95 % confidence (Wilson 1927); NaN where there
     * are none.
     *
     * @return {low, high}
     */
    public double[] confidence() {
        double n = pictures, middle = (right + Z * Z / 2) / (n + Z * Z);
        double reach = Z / (n + Z * Z) * Math.sqrt(right * (n - right) / n + Z * Z / 4);
        return new double[] {middle - reach, middle + reach};
    }

    /** Share of the class with the most pictures; NaN where there are none. */
    public double majority() {
        return (double) largest / pictures;
    }

    /** How far the features of another domain lie from this one's, at the output of a layer. */
    public double divergence(DomainRun other, Layer layer) {
        return Divergence.of(features.get(layer.output()), other.features.get(layer.output()));
    }

    /** The same at the input of a normalization; empty for other layers. */
    public Optional<Double> inputDivergence(DomainRun other, Layer layer) {
        if (layer.kind() != LayerKind.NORMALIZATION) return Optional.empty();
        return Optional.of(Divergence.of(features.get(layer.input()), other.features.get(layer.input())));
    }
}
