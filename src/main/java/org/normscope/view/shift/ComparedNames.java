package org.normscope.view.shift;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.normscope.network.Network;
import org.normscope.state.shift.Compared;
import org.normscope.text.Messages;
import org.normscope.view.control.Shortened;
import org.normscope.view.control.Texts;

/** How compared networks are called where there is little room: BN, IBN-a, squeezenet1.1; BN + IN. */
final class ComparedNames {
    private static final String TWIN = "twin-";
    /** Before those that are words; the others are abbreviations. */
    private static final String WORD = "shift.twin.";

    /** Characters of a name within a sentence. */
    private static final int LONGEST = 24;

    private ComparedNames() { }

    static String of(Compared compared, Texts texts) {
        String name = network(compared.network(), texts);
        return compared.origin() == Compared.Origin.OPENED ? name
            : texts.now("shift.made." + compared.origin().name(), name);
    }

    /** Of several, within a sentence. */
    static String list(List<Compared> several, Texts texts) {
        return several.stream().map(one -> Shortened.middle(of(one, texts), LONGEST)).collect(Collectors.joining(", "));
    }

    /** A file of the user's is called as it is, whatever its name begins with. */
    static String network(Network network, Texts texts) {
        return network.origin().startsWith("builtin:" + TWIN) ? twin(network.name().substring(TWIN.length()), texts)
            : network.name();
    }

    /** As papers write it: BN, IBN-a. */
    static String twin(String id, Texts texts) {
        if (Messages.has(WORD + id)) return texts.now(WORD + id);
        return id.startsWith("ibn-") ? "IBN-" + id.substring("ibn-".length()) : id.toUpperCase(Locale.ROOT);
    }

    /** Style class of the network's colour. */
    static String style(Compared compared) {
        return "net" + compared.ink();
    }
}
