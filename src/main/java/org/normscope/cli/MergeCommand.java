package org.normscope.cli;

import java.nio.file.Path;
import java.util.List;
import org.normscope.cli.option.Writes;
import org.normscope.patches.IndexMerge;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins indexes of parts of a corpus. */
@Command(name = "merge", mixinStandardHelpOptions = true,
    description =
    "Joins indexes of parts of a corpus into exactly the index of the whole. All must be of one network, "
        + "preprocessing and choice of layers.")
final class MergeCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "A.db", description = "The parts.")
    private List<Path> parts;

    @Writes(Writes.Kind.FILE)
    @Option(names = "--out", required = true, paramLabel = "I.db",
        description = "The joined index; an index that is there is replaced.")
    private Path out;

    @Override
    public void run() {
        int pictures = IndexMerge.merge(parts, out);
        spec.commandLine().getOut().printf("%s: %d pictures from %d indexes%n", out, pictures, parts.size());
    }
}
