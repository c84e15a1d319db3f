package org.normscope.synthesis;

import java.util.ArrayList;
import java.util.List;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.onnx.BadNetworkException;

/** Layers of a network by whose maps pictures can be compared, and which of them usually serve for what, by name. */
public record UsualLayers(Network network) {
    /** What the picture itself is called beside the layers. */
    public static final String PICTURE = "input";
    /** Deeper maps say what is in a picture, hardly how it is painted. */
    private static final int COARSEST = 16;
    /** Where content is read: fine enough for contours, coarse enough to let strokes go their way. */
    private static final int OF_CONTENT = 8;

    /**
     * Of what styles are usually read off: the picture itself, without which coarse networks miss its colours, and the
     * last maps of every size, from fine to coarse.
     */
    public List<String> style() {
        List<String> names = new ArrayList<>(List.of(PICTURE));
        ends().forEach(layer -> names.add(layer.name()));
        return names;
    }

    /** Where content is usually read. */
    public List<String> content() {
        return ends().stream().filter(layer -> stride(layer) <= OF_CONTENT).map(Layer::name)
            .reduce((first, last) -> last).stream().toList();
    }

    /** Layers with maps of more than one cell, from the first to the last. */
    public List<String> maps() {
        List<String> names = network.layers().stream().filter(UsualLayers::hasMaps).map(Layer::name).toList();
        if (names.isEmpty()) throw new BadNetworkException("synthesis.noMaps", network.name());
        return names;
    }

    /** The same, behind the picture. */
    public List<String> picturesAndMaps() {
        List<String> names = new ArrayList<>(List.of(PICTURE));
        names.addAll(maps());
        return names;
    }

    static boolean hasMaps(Layer layer) {
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
}
