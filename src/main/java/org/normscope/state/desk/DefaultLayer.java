package org.normscope.state.desk;

import java.util.List;
import java.util.function.Predicate;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;

/** Which layer of a network is shown where nobody has chosen one. */
public final class DefaultLayer {
    /** Early enough for maps in which the picture is seen, late enough for units that differ. */
    private static final double DEPTH = 0.3;

    private DefaultLayer() { }

    /** A convolution that feeds a normalization; else any convolution; else anything with maps; else anything. */
    public static Layer of(Network network) {
        Predicate<Layer> convolution = layer -> layer.kind() == LayerKind.CONVOLUTION && layer.shape().plane() > 1;
        List<Predicate<Layer>> wishes = List.of(convolution.and(layer -> network.normalizationAt(layer).isPresent()),
            convolution, layer -> layer.shape().plane() > 1, layer -> true);
        for (Predicate<Layer> wish : wishes) {
            List<Layer> found = network.layers().stream().filter(wish).toList();
            if (!found.isEmpty()) return found.get((int) (DEPTH * found.size()));
        }
        throw new IllegalArgumentException(network.name() + " has no layers");
    }
}
