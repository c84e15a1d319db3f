package org.normscope.cli;

import java.nio.file.Path;
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
}
