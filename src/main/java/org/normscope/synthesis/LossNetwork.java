package org.normscope.synthesis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.normscope.image.PreparedLevels;
import org.normscope.image.Preprocessing;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
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
    private final Network network;
    private final GraphRunner runner;
    private final Graph graph;

    public LossNetwork(Network network, GraphRunner runner) {
        this.network = network;
        this.runner = runner;
        Graph once = network.seeingOnce();
        graph = network.remarks().contains(Network.Remark.SIZED_BRANCH) ? once : once.withOpenInputs(4);
    }

    public Network network() {
        return network;
    }

    /** Which of its layers serve for what. */
    public UsualLayers layers() {
        return new UsualLayers(network);
    }

    /** As {@link UsualLayers#style}. */
    public List<String> usualStyle() {
        return values(layers().style());
    }

    /** As {@link UsualLayers#content}. */
    public List<String> usualContent() {
        return values(layers().content());
    }

    /**
     * What layers of these names give; of {@link UsualLayers#PICTURE} the picture.
     *
     * @throws BadNetworkException where the network has no such layer, or one without maps
     */
    public List<String> values(List<String> names) {
        return names.stream().map(this::value).toList();
    }

    private String value(String name) {
        if (name.equals(UsualLayers.PICTURE) && network.layer(name).isEmpty()) return network.picture();
        Layer layer = network.layer(name).orElseThrow(() ->
            new BadNetworkException("synthesis.layer", network.name(), name));
        if (!UsualLayers.hasMaps(layer)) throw new BadNetworkException("synthesis.layer.maps", network.name(), name);
        return layer.output();
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
