package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.normscope.cli.answer.Skipped;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.patches.BuiltInCorpus;
import org.normscope.patches.Corpus;
import org.normscope.patches.FolderCorpus;
import org.normscope.patches.IndexProgress;
import org.normscope.patches.IndexReport;
import org.normscope.patches.Indexer;
import org.normscope.task.Arrived;
import org.normscope.task.Workers;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds an index of the patches that fire each unit, or brings one up to date. */
@Command(name = "index", mixinStandardHelpOptions = true,
    description =
    "Finds the nine patches of a corpus that fire each unit most. An index that is there is brought up to date: "
        + "only new pictures are run.")
final class IndexCommand implements Runnable {
    /** Seconds between two lines of progress. */
    private static final int PATIENCE = 10;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", required = true, description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--corpus", required = true, paramLabel = "DIR|builtin",
        description = "A folder of pictures and all folders in it, or builtin.")
    private String corpus;

    @Writes(Writes.Kind.FILE)
    @Option(names = "--out", required = true, paramLabel = "I.db", description = "The index: made, or continued.")
    private Path out;

    @Option(names = "--layers", paramLabel = "L1,L2|all",
        description = {"As 'normscope layers MODEL' lists them; all where left out. A name may stand in quotes, a",
            "quote in it twice."})
    private List<String> layers = List.of();

    @Option(names = "--part", paramLabel = "K/N", defaultValue = "1/1",
        description = "Only the K-th of N parts of the folder, to index it on several machines and merge.")
    private String part;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        try (GraphRunner runner = new DjlRunner(1); Workers workers = Workers.threads()) {
            Network network = options.open(model, runner, err);
            Indexer indexer = new Indexer(network, layers.equals(List.of("all")) ? List.of()
                : ChosenLayer.names(network, layers),
                runner, workers);
            Throwable[] failure = new Throwable[1];
            indexer.job(corpus(), this.out, new Progress(err), () -> { }).start(Runnable::run, Runnable::run,
                report -> tell(report, indexer, out),
                failed -> failure[0] = failed);
            if (failure[0] != null) throw Arrived.asThrown(failure[0]);
        }
    }

    private Corpus corpus() {
        if (!part.matches("[1-9]\\d{0,5}/[1-9]\\d{0,5}")) throw new WrongUseException("cli.part", part);
        int slash = part.indexOf('/'), number = Integer.parseInt(part.substring(0, slash)),
            parts = Integer.parseInt(part.substring(slash + 1));
        if (number > parts || parts > 1 && corpus.equals(BuiltInCorpus.ROOT)) {
            throw new WrongUseException("cli.part", part);
        }
        return corpus.equals(BuiltInCorpus.ROOT) ? new BuiltInCorpus()
            : new FolderCorpus(Path.of(corpus), number, parts);
    }

    private void tell(IndexReport report, Indexer indexer, PrintWriter out) {
        report.skipped().forEach(skipped -> Skipped.tell(spec, skipped.reason()));
        out.printf("%s: %d pictures (%d new, %d removed), %d skipped, %d layers%n", this.out, report.pictures(),
            report.added(), report.removed(), report.skipped().size(), indexer.subject().layers().size());
    }

    /** A line now and then for who waits. */
    private static final class Progress implements Consumer<IndexProgress> {
        private final PrintWriter err;
        private long last = System.nanoTime();

        Progress(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void accept(IndexProgress progress) {
            if (System.nanoTime() - last < PATIENCE * 1_000_000_000L) return;
            last = System.nanoTime();
            err.printf("normscope index: %d of %d, %.0f a second, %.0f s left%n", progress.done(), progress.total(),
                progress.picturesPerSecond(), progress.secondsLeft());
        }
    }
}
