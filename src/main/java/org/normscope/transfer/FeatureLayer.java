package org.normscope.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.normscope.image.ContentHash;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Where a network is cut: the features of a picture are the means of the layer's maps, one a channel.
 *
 * @param layer of the network, with more than one channel
 */
public record FeatureLayer(Network network, Layer layer) {
    /** @throws TransferException where the layer gives no list of numbers for a picture */
    public FeatureLayer {
        Shape shape = layer.shape();
        if (shape.rank() < 2 || shape.c() < 2 || shape.n() != 1) {
            throw new TransferException("transfer.cut", network.name(), layer.name(), shape.toString());
        }
    }

    /**
     * What the classes of a network rest on: the layer before the last one with weights where it has classes, else its
     * last.
     *
     * @throws TransferException where no layer can be cut behind
     */
    public static FeatureLayer last(Network network) {
        List<Layer> layers = network.layers();
        int end = layers.size();
        if (network.givesClasses()) {
            for (int i = layers.size() - 1; i >= 0; i--) {
                LayerKind kind = layers.get(i).kind();
                if (kind != LayerKind.CONVOLUTION && kind != LayerKind.FULLY_CONNECTED) continue;
                Optional<Layer> before = network.writing(layers.get(i).input());
                if (before.isPresent()) return new FeatureLayer(network, before.get());
                end = i;
                break;
            }
        }
        for (int i = end - 1; i >= 0; i--) {
            Shape shape = layers.get(i).shape();
            if (shape.rank() >= 2 && shape.c() > 1 && shape.n() == 1) return new FeatureLayer(network, layers.get(i));
        }
        throw new TransferException("transfer.noCut", network.name());
    }

    /** How many features a picture has. */
    public int count() {
        return layer.shape().c();
    }

    /** What features depend on beside the picture: the network's bytes, the cut, how pictures become its input. */
    String key() {
        Preprocessing p = network.spec().preprocessing();
        String said = String.join("\n", network.graph().hash(), layer.output(), p.width() + "x" + p.height(),
            p.low() + " " + p.high(), Arrays.toString(p.mean()), Arrays.toString(p.std()),
            p.order().name(), p.fit().name());
        return ContentHash.of(said.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The features of one picture, {@link #count} of them.
     *
     * @throws TransferException where one is no number
     */
    public float[] of(GraphRunner runner, Tensor input, String file) {
        return means(network.run(runner, input, List.of(layer.output())).get(layer.output()), file);
    }

    /** As {@link #of}, of the layer's maps of one picture. */
    float[] means(Tensor maps, String file) {
        float[] features = new float[count()];
        int cells = maps.shape().size() / maps.shape().n() / features.length;
        for (int c = 0; c < features.length; c++) {
            double sum = 0;
            for (int i = 0; i < cells; i++) sum += maps.data()[c * cells + i];
            features[c] = (float) (sum / cells);
            if (!Float.isFinite(features[c])) {
                throw new TransferException("transfer.notFinite", network.name(), layer.name(), file);
            }
        }
        return features;
    }

    /** A picture as the network takes it. */
    public Tensor input(Pixels picture) {
        return network.spec().preprocessing().apply(List.of(picture));
    }
}
