package org.normscope.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.task.Workers;
import org.normscope.tensor.Shape;

/**
 * How transferable a layer is: how well a head on its features tells the classes apart (Yosinski et al. 2014 ask it of
 * what is trained behind, Alain and Bengio 2017 of such probes).
 *
 * @param features how many the head learnt from
 * @param accuracy on the pictures that judge, 0 to 1
 */
public record LayerScore(Layer layer, int features, double accuracy) {
    private static final double STREAMED = .8;

    /** The layers of a network that give features, in their order. */
    static List<FeatureLayer> layers(Network network) {
        return network.layers().stream().filter(layer -> {
            Shape shape = layer.shape();
            return shape.rank() >= 2 && shape.c() > 1 && shape.n() == 1;
        }).map(layer -> new FeatureLayer(network, layer)).toList();
    }

    /**
     * Of every layer. Each picture runs once for all of them; what is kept is not computed again.
     *
     * @param c        as {@link LogisticRegression} has it
     * @param kept     folder of the features on disk
     * @param progress is told the share that is done, and may end the work by throwing
     */
    public static List<LayerScore> of(Network network, PictureSet set, GraphRunner runner, Workers workers, Path kept,
                                      double c, DoubleConsumer progress) {
        List<FeatureLayer> layers = layers(network);
        if (layers.isEmpty()) throw new TransferException("transfer.noCut", network.name());
        new FeatureRun(layers, runner, workers, kept).keep(set, share -> progress.accept(STREAMED * share));
        List<LayerScore> scores = new ArrayList<>();
        for (FeatureLayer layer : layers) {
            double done = STREAMED + (1 - STREAMED) * scores.size() / layers.size();
            progress.accept(done);
            FeatureTable table = new FeatureRun(layer, runner, workers, kept).of(set, share -> progress.accept(done));
            FeatureTable.Samples taught = table.of(Split.TRAINING);
            LinearHead head = LogisticRegression.fit(taught.cells(), taught.labels(), set.classes().size(), c,
                () -> progress.accept(done));
            scores.add(new LayerScore(layer.layer(), layer.count(), Judgement.of(table.of(set.judging()),
                head::probabilities).accuracy()));
        }
        return List.copyOf(scores);
    }
}
