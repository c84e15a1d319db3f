package org.normscope.cli;

import java.util.ArrayList;
import java.util.List;
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

    /**
     * Of a list parted by commas, which names may hold themselves: as many parts as make the longest name are one.
     *
     * @return names of layers; what is none stays as it was said, to be refused as such
     */
    static List<String> names(Network network, List<String> parts) {
        List<String> names = new ArrayList<>();
        for (int from = 0, to; from < parts.size(); from = to) {
            for (to = parts.size(); to > from + 1; to--) {
                if (network.layer(unquoted(String.join(",", parts.subList(from, to)))).isPresent()) break;
            }
            names.add(unquoted(String.join(",", parts.subList(from, to))));
        }
        return names;
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    private static WrongUseException unknown(Network network, String model, String name) {
        String near = network.layers().stream().map(Layer::name)
            .filter(other -> other.contains(name) || name.contains(other))
            .limit(5).collect(Collectors.joining(", "));
        return near.isEmpty() ? new WrongUseException("cli.layer", name, model)
            : new WrongUseException("cli.layer.near", name, model, near);
    }
}
