package org.normscope.patches;

import java.nio.file.Path;
import java.util.List;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.task.Workers;

/**
 * A process of its own that indexes, to be killed: network's folder, pictures, index. Says a line after every picture.
 */
public final class IndexingProcess {
    private IndexingProcess() { }

    public static void main(String... arguments) throws Exception {
        try (GraphRunner runner = new DjlRunner(1); Workers workers = Workers.threads()) {
            Network network = TinyCorpus.network(Path.of(arguments[0]), runner);
            new Indexer(network, List.of(), runner, workers, 20_000_000L)
                .job(new FolderCorpus(Path.of(arguments[1])), Path.of(arguments[2]),
                progress -> System.out.println(progress.done()), () -> { })
                .start(Runnable::run, Runnable::run, report -> System.out.println("done"),
                failure -> failure.printStackTrace());
        }
    }
}
