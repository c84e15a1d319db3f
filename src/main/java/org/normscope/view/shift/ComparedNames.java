package org.normscope.view.shift;

import java.util.Locale;
import java.util.Set;
import org.normscope.network.Network;
import org.normscope.state.shift.Compared;
import org.normscope.view.control.Texts;

/** How compared networks are called where there is little room: BN, IBN-a, squeezenet1.1; BN + IN. */
final class ComparedNames {
    private static final String TWIN = "twin-";
    /** Written as they are; the others are abbreviations. */
    private static final Set<String> WORDS = Set.of("none");

    private ComparedNames() { }

    static String of(Compared compared, Texts texts) {
        String name = network(compared.network());
        return compared.origin() == Compared.Origin.OPENED ? name
            : texts.now("shift.made." + compared.origin().name(), name);
    }

    /** A file of the user's is called as it is, whatever its name begins with. */
    static String network(Network network) {
        return network.origin().startsWith("builtin:" + TWIN) ? twin(network.name().substring(TWIN.length()))
            : network.name();
    }

    /** As papers write it: BN, IBN-a. */
    static String twin(String id) {
        if (WORDS.contains(id)) return id;
        return id.startsWith("ibn-") ? "IBN-" + id.substring("ibn-".length()) : id.toUpperCase(Locale.ROOT);
    }

    /** Style class of the network's colour. */
    static String style(Compared compared) {
        return "net" + compared.ink();
    }
}
