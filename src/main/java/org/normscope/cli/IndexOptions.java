package org.normscope.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.option.WrongUseException;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.Ranking;
import picocli.CommandLine.Option;

/** Which index is read, and which of its rankings: the options of every subcommand that reads one. */
final class IndexOptions {
    @Option(names = "--index", required = true, paramLabel = "I.db", description = "As 'normscope index' wrote it.")
    private Path index;

    @Option(names = "--several",
        description = "Several patches may come from one picture; else nine different pictures.")
    private boolean several;

    @Option(names = "--inside",
        description = "Only patches that lie wholly inside the picture, where the layer has any.")
    private boolean inside;

    Path index() {
        return index;
    }

    Ranking ranking() {
        return Ranking.of(several, inside);
    }

    /**
     * The network that an index is of, with its preprocessing.
     *
     * @param model where it is not a built-in one; null where it is
     * @param other settings of its input, in place of the index's
     */
    Network network(PatchIndex opened, GraphRunner runner, @Nullable String model, Map<String, String> other) {
        String name = opened.subject().network(), hash = opened.subject().networkHash();
        String origin = model != null ? model : ModelLibrary.builtIn().contains(name) ? "builtin:" + name : null;
        if (origin == null) throw new WrongUseException("cli.project.model", index.toString(), name);
        Map<String, String> settings = settings(opened.preprocessing());
        settings.putAll(other);
        Network network = new ModelLibrary(runner).open(origin, settings);
        if (!network.graph().hash().equals(hash)) {
            throw new WrongUseException("cli.project.model", index.toString(), name);
        }
        return network;
    }

    private static Map<String, String> settings(Preprocessing p) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("size", p.width() + "x" + p.height());
        settings.put("range", p.low() + "," + p.high());
        settings.put("mean", p.mean()[0] + "," + p.mean()[1] + "," + p.mean()[2]);
        settings.put("std", p.std()[0] + "," + p.std()[1] + "," + p.std()[2]);
        settings.put("order", p.order().name());
        settings.put("fit", p.fit().name().toLowerCase(Locale.ROOT));
        settings.put("light", p.light().name().toLowerCase(Locale.ROOT));
        return settings;
    }
}
