package org.normscope.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.normalize.Affine;
import org.normscope.normalize.RunningStatistics;
import org.normscope.onnx.Cut;
import org.normscope.onnx.Graph;

/**
 * Where in a network a normalization of a layer stands, and what the network has there. Where the layer is a
 * normalization or feeds one directly, it is that one's place: its input is normalized, its gamma and beta are kept.
 * Elsewhere it is behind the layer. Thread-safe.
 */
public final class Place {
    /** How many later layers are looked at: tapping costs the engine its fusions. */
    private static final int LATER = 4;

    private final Network network;
    private final Layer layer;
    private final Optional<Layer> replaced;
    private final List<Layer> later;
    private final Cut cut;
    private final Optional<Affine> affine;
    private final Optional<RunningStatistics> running;
    private final Optional<LayerWeights> weights;

    private Place(Network network, Layer layer) {
        Graph graph = network.graph();
        this.network = network;
        this.layer = layer;
        replaced = layer.kind() == LayerKind.NORMALIZATION ? Optional.of(layer) : fedBy(network, layer);
        String value = replaced.orElse(layer).output();
        later = later(network, value);
        Set<String> asked = new LinkedHashSet<>(network.outputs());
        later.forEach(l -> asked.add(l.output()));
        cut = graph.after(value, asked);
        Optional<OwnNormalization> own = replaced.flatMap(norm -> graph.writer(norm.output())
            .map(node -> new OwnNormalization(graph, node, norm.shape().c())));
        affine = own.flatMap(OwnNormalization::affine);
        running = own.flatMap(OwnNormalization::running);
        weights = LayerWeights.of(graph, normalized());
    }

    public static Place of(Network network, Layer layer) {
        return new Place(network, layer);
    }

    /** The normalization that reads a layer's output as its maps. */
    private static Optional<Layer> fedBy(Network network, Layer layer) {
        return network.layers().stream()
            .filter(l -> l.kind() == LayerKind.NORMALIZATION && l.input().equals(layer.output())).findFirst();
    }

    /** Convolutions with maps larger than a cell, spread evenly over those there are, the last one among them. */
    private static List<Layer> later(Network network, String value) {
        Set<String> behind = network.graph().reached(List.of(value));
        List<Layer> all = network.layers().stream().filter(l -> l.kind() == LayerKind.CONVOLUTION
            && l.shape().plane() > 1 && behind.contains(l.output()) && !l.output().equals(value)).toList();
        if (all.size() <= LATER) return all;
        List<Layer> some = new ArrayList<>();
        for (int i = 1; i <= LATER; i++) some.add(all.get(i * all.size() / LATER - 1));
        return some;
    }

    public Network network() {
        return network;
    }

    /** The layer that was chosen. */
    public Layer layer() {
        return layer;
    }

    /** The network's own normalization whose place is taken; empty where one is inserted. */
    public Optional<Layer> replaced() {
        return replaced;
    }

    /** Name of the value that is normalized. */
    public String normalized() {
        return replaced.map(Layer::input).orElse(layer.output());
    }

    /** Name of the value that a normalization's result stands for. */
    public String value() {
        return cut.value();
    }

    /** Behind {@link #value()}; asked for the network's outputs and the later layers. */
    Cut cut() {
        return cut;
    }

    /** Some layers behind it, in order, whose maps show the effect. */
    public List<Layer> later() {
        return later;
    }

    Optional<Affine> affine() {
        return affine;
    }

    Optional<RunningStatistics> running() {
        return running;
    }

    /** Of the layer that writes the normalized value. */
    Optional<LayerWeights> weights() {
        return weights;
    }

    /** The values that a run of the whole network has to give: the maps, all that crosses the cut, the outputs. */
    Set<String> taps() {
        Set<String> taps = new LinkedHashSet<>(List.of(normalized()));
        taps.addAll(cut.crossing());
        taps.addAll(network.outputs());
        return taps;
    }
}
