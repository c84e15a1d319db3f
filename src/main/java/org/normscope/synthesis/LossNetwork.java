package org.normscope.synthesis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.normscope.image.PreparedLevels;
import org.normscope.image.Preprocessing;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.Objective;
import org.normscope.tensor.Tensor;

/**
 * A network by whose features pictures are compared: a loss network, as Johnson et al. (2016) call it. Its inputs are
 * opened, so that it sees pictures of any size as far as the layers that are asked for allow it.
 */
public final class LossNetwork {
    /** Deeper maps say what is in a picture, hardly how it is painted. */
    private static final int COARSEST = 16;
    /** Where content is read: fine enough for contours, coarse enough to let strokes go their way. */
    private static final int OF_CONTENT = 8;

    private final Network network;
    private final GraphRunner runner;
    private final Graph graph;

    public LossNetwork(Network network, GraphRunner runner) {
        this.network = network;
        this.runner = runner;
        graph = network.graph().withOpenInputs(4);
    }

    public Network network() {
        return network;
    }

    /**
     * Of what styles are usually read off: the picture itself, without which coarse networks miss its colours, and the
     * last maps of every size, from fine to coarse.
     */
    public List<String> usualStyle() {
        List<String> values = new ArrayList<>(List.of(network.picture()));
        ends().forEach(layer -> values.add(layer.output()));
        return values;
    }

    /** Where content is usually read. */
    public List<String> usualContent() {
        return ends().stream().filter(layer -> stride(layer) <= OF_CONTENT).map(Layer::output)
            .reduce((first, last) -> last).stream().toList();
    }

    /** Layers with maps of more than one cell, from the first to the last. */
    public List<Layer> mapLayers() {
        List<Layer> layers = network.layers().stream().filter(LossNetwork::hasMaps).toList();
        if (layers.isEmpty()) throw new BadNetworkException("synthesis.noMaps", network.name());
        return layers;
    }

    private static boolean hasMaps(Layer layer) {
        return layer.shape().rank() == 4 && layer.shape().h() > 1 && layer.shape().w() > 1;
    }

    private List<Layer> ends() {
        List<Layer> all = network.layers().stream()
            .filter(layer -> endsABlock(layer) && stride(layer) <= COARSEST).toList();
        List<Layer> ends = all.stream().filter(layer -> all.stream()
            .filter(other -> stride(other) == stride(layer)).reduce((first, last) -> last).orElseThrow() == layer)
            .toList();
        if (ends.isEmpty()) throw new BadNetworkException("synthesis.noMaps", network.name());
        return ends;
    }

    /** Adds, concatenations and activations with maps, but the classes' own: behind them lies what a block found. */
    private boolean endsABlock(Layer layer) {
        boolean kind = layer.kind() == LayerKind.ACTIVATION || layer.kind() == LayerKind.CONCAT
            || layer.kind() == LayerKind.ADD;
        boolean scores = layer.shape().c() == network.spec().labels().size();
        return kind && !scores && hasMaps(layer);
    }

    /** Pixels of the picture between two cells of a layer, as far as its size tells. */
    private int stride(Layer layer) {
        return Integer.highestOneBit(Math.max(1, (int) Math.round(
            1.06 * network.spec().preprocessing().width() / layer.shape().w())));
    }

    /** What the network is fed with for a picture. */
    Map<String, Tensor> feeds(int width, int height, double[] levels) {
        return network.feeds(PreparedLevels.of(preprocessing(), width, height, levels));
    }

    Preprocessing preprocessing() {
        return network.spec().preprocessing();
    }

    /** Features of a picture, by the name of the value. */
    Activations features(Levels picture, Collection<String> values) {
        return runner.run(graph, feeds(picture.width(), picture.height(), picture.cells()), values);
    }

    GraphRunner runner() {
        return runner;
    }

    Graph graph() {
        return graph;
    }

    GradientGraph gradient(Objective objective) {
        return Gradients.of(graph).write(objective, List.of(network.picture()));
    }
}
