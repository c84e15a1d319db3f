package org.normscope.cli;

import java.util.stream.Collectors;
import org.normscope.network.Layer;
import org.normscope.network.Network;

/** The layer that a name on the command line means. */
final class ChosenLayer {
    private ChosenLayer() { }

    /**
     * @param model as it was given, for messages
     * @throws WrongUseException naming layers that are called nearly so
     */
    static Layer of(Network network, String model, String name) {
        return network.layer(name).orElseThrow(() -> unknown(network, model, name));
    }

    private static WrongUseException unknown(Network network, String model, String name) {
        String near = network.layers().stream().map(Layer::name).filter(other -> other.contains(name) || name.contains(other))
            .limit(5).collect(Collectors.joining(", "));
        return near.isEmpty() ? new WrongUseException("cli.layer", name, model) : new WrongUseException("cli.layer.near", name, model, near);
    }
}
