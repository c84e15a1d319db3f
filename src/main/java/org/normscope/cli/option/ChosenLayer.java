package org.normscope.cli.option;

import java.util.List;
import java.util.stream.Collectors;
import org.normscope.network.Layer;
import org.normscope.network.LayerList;
import org.normscope.network.Network;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.PatchIndex;

/** The layer that a name on the command line means. */
public final class ChosenLayer {
    private ChosenLayer() { }

    /**
     * The layer of a network.
     *
     * @param model as it was given, for messages
     * @param name  may stand in quotes
     * @throws WrongUseException naming layers that are called nearly so
     */
    public static Layer of(Network network, String model, String name) {
        return network.layer(name).or(() -> network.layer(LayerList.unquoted(name)))
            .orElseThrow(() -> unknown(network, model, name));
    }

    /** Of several lists, as {@link LayerList} reads each. */
    public static List<String> names(Network network, List<String> lists) {
        return lists.stream().flatMap(list -> LayerList.names(network, list).stream()).toList();
    }

    /** As {@link #of}, of an index. */
    public static IndexedLayer of(PatchIndex index, String name) {
        boolean plain = index.layers().stream().anyMatch(layer -> layer.name().equals(name));
        return index.layer(plain ? name : LayerList.unquoted(name));
    }

    private static WrongUseException unknown(Network network, String model, String name) {
        String near = network.layers().stream().map(Layer::name)
            .filter(other -> other.contains(name) || name.contains(other))
            .limit(5).collect(Collectors.joining(", "));
        return near.isEmpty() ? new WrongUseException("cli.layer", name, model)
            : new WrongUseException("cli.layer.near", name, model, near);
    }
}
