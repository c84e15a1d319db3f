package org.normscope.state.layers;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;

/**
 * The layers next to one whose units are the same: what a normalization, an activation, a pooling or a sum does to
 * each.
 */
final class Neighbours {
    private static final Set<LayerKind> UNIT_BY_UNIT = EnumSet.of(LayerKind.NORMALIZATION, LayerKind.ACTIVATION,
        LayerKind.POOLING, LayerKind.ADD);

    private Neighbours() { }

    static List<Layer> before(Network network, Layer layer) {
        if (!UNIT_BY_UNIT.contains(layer.kind())) return List.of();
        return network.writing(layer.input()).filter(other -> same(layer, other)).stream().toList();
    }

    static List<Layer> after(Network network, Layer layer) {
        return network.reading(layer.output())
            .stream().filter(other -> UNIT_BY_UNIT.contains(other.kind()) && same(layer, other)).limit(1).toList();
    }

    /** The one before, the layer itself, the one after. */
    static List<Layer> all(Network network, Layer layer) {
        List<Layer> all = new ArrayList<>(before(network, layer));
        all.add(layer);
        all.addAll(after(network, layer));
        return all;
    }

    private static boolean same(Layer a, Layer b) {
        return a.shape().c() == b.shape().c();
    }
}
