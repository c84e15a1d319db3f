package org.normscope.view.normalize;

import java.util.List;
import java.util.Locale;
import org.normscope.normalize.Catalogue;
import org.normscope.state.normalize.PaneModel;
import org.normscope.state.normalize.PaneSettings;
import org.normscope.state.normalize.Show;
import org.normscope.view.control.Texts;

/** What the window calls the normalizations, and the groups in which they are offered. */
final class NormalizationNames {
    private NormalizationNames() { }

    /** The message that names a group of the menu. */
    static String group(Catalogue.Family family) {
        return "pane.group." + family.name().toLowerCase(Locale.ROOT);
    }

    /** In full: "Batch normalization". */
    static String full(PaneSettings pane, Texts texts) {
        return texts.now(pane.entry().map(Catalogue.Entry::nameKey).orElse("pane.rawLong"));
    }

    /** In a menu: "Batch normalization · BN". */
    static String offered(Catalogue.Entry entry, Texts texts) {
        String full = texts.now(entry.nameKey());
        return full.equals(entry.shortName()) ? full : full + "  ·  " + entry.shortName();
    }

    /** As on a pane: "BN". */
    static String brief(PaneSettings pane, Texts texts) {
        return pane.entry().map(Catalogue.Entry::shortName).orElseGet(() -> texts.now("pane.raw"));
    }

    /** A pane's title: "BN", "BN μ", "BN − LN". */
    static String title(PaneSettings pane, List<PaneModel> all, Texts texts) {
        String name = brief(pane, texts);
        if (pane.show() == Show.RESULT) return name;
        if (pane.show() != Show.DIFFERENCE) return name + " · " + texts.now("pane.symbol." + pane.show());
        return all.stream().filter(other -> other.key() == pane.against()).findFirst()
            .map(other -> name + " − " + brief(other.settings().get(), texts)).orElse(name);
    }
}
