package org.normscope.view.normalize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.normscope.normalize.Catalogue;
import org.normscope.state.normalize.PaneModel;
import org.normscope.state.normalize.PaneSettings;
import org.normscope.state.normalize.Show;
import org.normscope.view.control.Texts;

/** What the window calls the normalizations, and the groups in which it offers them. */
final class NormalizationNames {
    private static final List<String> GROUPS = List.of("shared", "mixed", "conditional", "whitening", "norms", "neighbours", "weights", "analogies");
    private static final Map<String, String> GROUP_OF = Map.ofEntries(
        Map.entry("l2", "norms"), Map.entry("l2-channel", "norms"), Map.entry("l1-channel", "norms"),
        Map.entry("l2-scale", "norms"), Map.entry("rms", "norms"), Map.entry("lrn", "neighbours"),
        Map.entry("lrn-intra", "neighbours"), Map.entry("cosine", "weights"), Map.entry("wn", "weights"), Map.entry("ws", "weights"),
        Map.entry("cbn", "conditional"), Map.entry("cin", "conditional"), Map.entry("adain", "conditional"), Map.entry("bin", "mixed"),
        Map.entry("ibn-a", "mixed"), Map.entry("ibn-b", "mixed"), Map.entry("sn", "mixed"), Map.entry("frn", "norms"),
        Map.entry("bw", "whitening"), Map.entry("iw", "whitening"), Map.entry("gw", "whitening"), Map.entry("sw", "whitening"),
        Map.entry("dln", "analogies"), Map.entry("deepnorm", "analogies"));

    private NormalizationNames() { }

    /** The catalogue by group, each in the catalogue's order; the keys are message keys. */
    static Map<String, List<Catalogue.Entry>> groups() {
        Map<String, List<Catalogue.Entry>> groups = new LinkedHashMap<>();
        for (String group : GROUPS) {
            groups.put("pane.group." + group, Catalogue.entries().stream()
                .filter(entry -> GROUP_OF.getOrDefault(entry.id(), "shared").equals(group)).collect(Collectors.toList()));
        }
        return groups;
    }

    /** In full: "Batch normalization". */
    static String full(String id, Texts texts) {
        return texts.now("pane.norm." + id);
    }

    /** In a menu: "Batch normalization · BN". */
    static String offered(Catalogue.Entry entry, Texts texts) {
        String full = full(entry.id(), texts);
        return full.equals(entry.shortName()) ? full : full + "  ·  " + entry.shortName();
    }

    /** As on a pane: "BN". */
    static String brief(PaneSettings pane, Texts texts) {
        return pane.raw() ? texts.now("pane.raw") : Catalogue.entry(pane.normalization()).shortName();
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
