package org.normscope.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Layers named in one text, parted by commas. A network's names may hold commas and quotes themselves: a name that is
 * written as it is is known, any name may stand in quotes, in which a quote is written twice.
 */
public final class LayerList {
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")+\"");

    private LayerList() { }

    /** @return names of layers; what is none stays as it was said, to be refused as such */
    public static List<String> names(Network network, String list) {
        List<String> names = new ArrayList<>();
        for (int from = 0; from <= list.length();) {
            String name = leading(network, list.substring(from), ",");
            names.add(network.layer(name).isPresent() ? name : unquoted(name));
            from += name.length() + 1;
        }
        return names;
    }

    /** What {@link #names} reads as these names. */
    public static String text(Network network, List<String> names) {
        String plain = String.join(",", names);
        return names(network, plain).equals(names) ? plain
            : names.stream().map(name -> '"' + name.replace("\"", "\"\"") + '"').collect(Collectors.joining(","));
    }

    /**
     * What a text begins with, up to a sign or its end: the longest name of a layer that stands there, or what stands
     * in quotes, with these; else all up to the first sign.
     */
    public static String leading(Network network, String text, String sign) {
        Matcher quoted = QUOTED.matcher(text);
        return network.layers().stream().map(Layer::name).filter(name -> text.equals(name)
                || text.startsWith(name + sign)).max(Comparator.comparing(String::length))
            .orElseGet(() -> quoted.lookingAt() && (quoted.hitEnd() || text.startsWith(sign, quoted.end()))
                ? quoted.group() : text.split(Pattern.quote(sign), 2)[0]);
    }

    public static String unquoted(String name) {
        return QUOTED.matcher(name).matches() ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
