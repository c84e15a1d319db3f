package org.normscope.shift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.network.PinnedRun;
import org.normscope.network.Prediction;
import org.normscope.tensor.Tensor;

/**
 * One network made ready to be asked again and again how far its features move: all layers are tapped, and what the
 * shifted picture gives is written into memory that is kept. One question at a time; the owner closes it.
 */
public final class InvarianceProbe implements AutoCloseable {
    private final Network network;
    private final PinnedRun run;
    private final Map<Layer, Integer> instance = new LinkedHashMap<>();
    /** By value; what a picture gives is copied out here and read at once. */
    private final Map<String, Tensor> scratch = new LinkedHashMap<>();

    /** @throws org.normscope.onnx.BadNetworkException where the engine refuses the network */
    public InvarianceProbe(Network network, GraphRunner runner) {
        this.network = network;
        for (Layer layer : network.layers()) scratch.put(layer.output(), Tensor.zeros(layer.shape()));
        for (Layer layer : network.layers()) instance.put(layer, InstanceChannels.of(network, layer));
        run = network.pin(runner, network.layers(), 1);
    }

    /** @param picture alone in its batch */
    public Features read(Pixels picture) {
        Map<String, Tensor> maps = new HashMap<>();
        Map<String, ChannelStatistics> statistics = new HashMap<>();
        fed(picture).forEach((value, map) -> {
            Tensor kept = Tensor.of(map.shape(), map.data().clone());
            maps.put(value, kept);
            statistics.put(value, ChannelStatistics.within(kept));
        });
        return new Features(maps, statistics, classes());
    }

    /**
     * @param before  what this network made of the picture
     * @param shifted alone in its batch
     */
    public ShiftedFeatures compare(Features before, Pixels shifted) {
        Map<String, FeatureShift> moved = new HashMap<>();
        Map<String, ChannelStatistics> statistics = new HashMap<>();
        fed(shifted).forEach((value, map) -> {
            ChannelStatistics now = ChannelStatistics.within(map);
            statistics.put(value, now);
            moved.put(value, before.shift(value, map, now));
        });
        List<LayerShift> layers = new ArrayList<>();
        instance.forEach((layer, channels) -> layers.add(new LayerShift(layer,
            normalizes(layer) ? Optional.of(of(moved, layer.input())) : Optional.empty(), of(moved, layer.output()),
            channels)));
        return new ShiftedFeatures(layers, statistics, classes());
    }

    private static FeatureShift of(Map<String, FeatureShift> moved, String value) {
        return Objects.requireNonNull(moved.get(value), value);
    }

    private static boolean normalizes(Layer layer) {
        return layer.kind() == LayerKind.NORMALIZATION;
    }

    /**
     * All that is measured of a picture: the layers' outputs, and what else a normalization reads. Good until the next
     * run.
     */
    private Map<String, Tensor> fed(Pixels picture) {
        Tensor input = network.spec().preprocessing().apply(List.of(picture));
        Map<String, Tensor> feeds = network.feedsOfOne(input);
        run.run(0, feeds);
        scratch.forEach((value, map) -> run.read(0, value, map.data()));
        Map<String, Tensor> all = new LinkedHashMap<>(scratch);
        for (Layer layer : network.layers()) {
            if (normalizes(layer) && !all.containsKey(layer.input())) all.put(layer.input(), feeds.get(layer.input()));
        }
        return all;
    }

    private List<Prediction> classes() {
        Tensor output = scratch.get(network.outputs().get(0));
        return output == null ? List.of() : Prediction.top(network, output, 0, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        run.close();
    }
}
