package org.normscope.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.PatchIndex;

/** The layer that a name on the command line means. */
final class ChosenLayer {
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")+\"");

    private ChosenLayer() { }

    /**
     * @param model as it was given, for messages
     * @param name  may stand in quotes
     * @throws WrongUseException naming layers that are called nearly so
     */
    static Layer of(Network network, String model, String name) {
        return network.layer(name).or(() -> network.layer(unquoted(name)))
            .orElseThrow(() -> unknown(network, model, name));
    }

    /**
     * Of lists parted by commas, which names may hold themselves, as they may hold quotes.
     *
     * @return names of layers; what is none stays as it was said, to be refused as such
     */
    static List<String> names(Network network, List<String> lists) {
        List<String> names = new ArrayList<>();
        for (String list : lists) {
            for (int from = 0; from <= list.length();) {
                String name = leading(network, list.substring(from), ",");
                names.add(network.layer(name).isPresent() ? name : unquoted(name));
                from += name.length() + 1;
            }
        }
        return names;
    }

    /**
     * What a text begins with, up to a sign or its end: the longest name of a layer that stands there, or what stands
     * in quotes, in which a quote is written twice, with these; else all up to the first sign.
     */
    static String leading(Network network, String text, String sign) {
        Matcher quoted = QUOTED.matcher(text);
        return network.layers().stream().map(Layer::name).filter(name -> text.equals(name)
                || text.startsWith(name + sign)).max(Comparator.comparing(String::length))
            .orElseGet(() -> quoted.lookingAt() && (quoted.hitEnd() || text.startsWith(sign, quoted.end()))
                ? quoted.group() : text.split(Pattern.quote(sign), 2)[0]);
    }

    /** As {@link #of}, of an index. */
    static IndexedLayer of(PatchIndex index, String name) {
        boolean plain = index.layers().stream().anyMatch(layer -> layer.name().equals(name));
        return index.layer(plain ? name : unquoted(name));
    }

    static String unquoted(String name) {
        return QUOTED.matcher(name).matches() ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    private static WrongUseException unknown(Network network, String model, String name) {
        String near = network.layers().stream().map(Layer::name)
            .filter(other -> other.contains(name) || name.contains(other))
            .limit(5).collect(Collectors.joining(", "));
        return near.isEmpty() ? new WrongUseException("cli.layer", name, model)
            : new WrongUseException("cli.layer.near", name, model, near);
    }
}
