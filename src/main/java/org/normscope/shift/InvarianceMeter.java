package org.normscope.shift;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;

/** Measures, for every layer of a network, how far its features move when the appearance of a picture changes. */
public final class InvarianceMeter {
    private InvarianceMeter() { }

    /**
     * Both pictures run by themselves, so that neither is in the other's batch.
     *
     * @return in the order of the layers
     */
    public static List<LayerShift> measure(Network network, GraphRunner runner, Pixels picture, Pixels shifted) {
        Set<String> values = new LinkedHashSet<>();
        for (Layer layer : network.layers()) {
            if (normalizes(layer)) values.add(layer.input());
            values.add(layer.output());
        }
        Activations before = run(network, runner, picture, values), after = run(network, runner, shifted, values);
        return network.layers().stream().map(layer -> new LayerShift(layer,
            normalizes(layer) ? Optional.of(moved(layer.input(), before, after)) : Optional.empty(),
            moved(layer.output(), before, after))).toList();
    }

    private static boolean normalizes(Layer layer) {
        return layer.kind() == LayerKind.NORMALIZATION;
    }

    private static Activations run(Network network, GraphRunner runner, Pixels picture, Set<String> values) {
        return network.run(runner, network.spec().preprocessing().apply(List.of(picture)), values);
    }

    private static FeatureShift moved(String value, Activations before, Activations after) {
        return FeatureShift.of(before.get(value), after.get(value));
    }
}
