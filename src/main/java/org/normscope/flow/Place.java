package org.normscope.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Downstream;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.network.NormalizationParameters;
import org.normscope.normalize.Affine;
import org.normscope.normalize.RunningStatistics;
import org.normscope.onnx.Arranged;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;

/**
 * Where in a network a normalization of a layer stands, and what the network has there. Where the layer is a
 * normalization or feeds one directly, it is that one's place: its input is normalized, its gamma and beta are kept.
 * Elsewhere it is behind the layer.
 */
public final class Place {
    /** How many later layers are looked at: tapping costs the engine its fusions. */
    private static final int LATER = 4;

    private final Network network;
    private final Layer layer;
    private final Optional<Layer> replaced;
    private final Optional<NormalizationParameters> own;
    private final List<Layer> later;
    private final Downstream downstream;
    private @Nullable RunningStatistics samples;

    private Place(Network network, Layer layer) {
        this.network = network;
        this.layer = layer;
        replaced = network.normalizationAt(layer);
        own = replaced.flatMap(network::normalizationParameters);
        later = later(network, value());
        Set<String> asked = new LinkedHashSet<>(network.outputs());
        later.forEach(l -> asked.add(l.output()));
        downstream = Downstream.of(network, value(), asked);
    }

    public static Place of(Network network, Layer layer) {
        return new Place(network, layer);
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

    /** How many slices stand one below the other in its maps; 1 where they are flat. */
    public int slices() {
        return Arranged.slices(network.graph(), normalized());
    }

    /** Name of the value that a normalization's result stands for. */
    public String value() {
        return replaced.orElse(layer).output();
    }

    /** Some layers behind it, in order, whose maps show the effect. */
    public List<Layer> later() {
        return later;
    }

    /** The rest of the network: gives its outputs and the later layers' values. */
    Downstream downstream() {
        return downstream;
    }

    /** Of the normalization that is replaced. */
    Optional<Affine> affine() {
        return own.flatMap(Place::affine);
    }

    private static Optional<Affine> affine(NormalizationParameters of) {
        float[] gamma = of.gamma(), beta = of.beta();
        return gamma == null || beta == null ? Optional.empty() : Optional.of(new Affine(gamma, beta));
    }

    Optional<RunningStatistics> running() {
        return own.flatMap(Place::running);
    }

    private static Optional<RunningStatistics> running(NormalizationParameters of) {
        float[] mean = of.mean(), variance = of.variance();
        return mean == null || variance == null ? Optional.empty()
            : Optional.of(new RunningStatistics(mean, variance, of.epsilon()));
    }

    /** What the sample photos have here, computed once. */
    synchronized RunningStatistics samples(Supplier<RunningStatistics> computed) {
        if (samples == null) samples = computed.get();
        return samples;
    }

    /** The layer that writes the normalized value. */
    Optional<Layer> source() {
        return network.writing(normalized());
    }

    /** Names of the two values whose sum is normalized; empty where it is no sum of two maps of one shape. */
    record Sum(String shortcut, String branch) { }

    Optional<Sum> sum() {
        Optional<Node> addition = source().filter(layer -> layer.kind() == LayerKind.ADD)
            .flatMap(layer -> network.graph().maker(layer.output())).filter(node -> node.inputs().size() == 2);
        if (addition.isEmpty()) return Optional.empty();
        String first = addition.get().input(0), second = addition.get().input(1);
        Shape shape = source().orElseThrow().shape();
        for (String side : List.of(first, second)) {
            if (network.writing(side).filter(layer -> layer.shape().equals(shape)).isEmpty()) return Optional.empty();
        }
        // the shortcut is the side on which fewer nodes stand that the other side does without
        Set<String> toFirst = network.graph().leadingTo(first), toSecond = network.graph().leadingTo(second);
        long onlyFirst = toFirst.stream().filter(value -> !toSecond.contains(value)).count();
        long onlySecond = toSecond.stream().filter(value -> !toFirst.contains(value)).count();
        return Optional.of(onlyFirst <= onlySecond ? new Sum(first, second) : new Sum(second, first));
    }

    /** The values that a run of the whole network has to give: the maps, the outputs, all that crosses the cut. */
    Set<String> taps() {
        Set<String> taps = new LinkedHashSet<>(List.of(normalized()));
        taps.addAll(network.outputs());
        taps.addAll(downstream.taps());
        return taps;
    }
}
