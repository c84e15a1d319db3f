package org.normscope.state.desk;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.task.Workers;

/** What every workspace works with: the choices, the files that are open, notices, and who runs things. */
public final class Services {
    private final Chosen chosen;
    private final Notices notices = new Notices();
    private final Recent recent = new Recent();
    private final Sources sources;
    private final Opening opening;
    private final GraphRunner runner;
    private final Workers workers;
    private final Executor ui;
    private final Path data;
    private final Hints hints;

    /**
     * @param data folder of what the program keeps for its user
     * @param ui   runs what it gets on the UI thread, later or at once: {@code Platform::runLater}
     */
    public Services(Chosen chosen, ModelLibrary library, GraphRunner runner, Workers workers, Path data, Executor ui) {
        this.chosen = chosen;
        this.runner = runner;
        this.workers = workers;
        this.ui = ui;
        this.data = data;
        hints = new Hints(data);
        sources = new Sources(library, odd -> ui.execute(() -> notices.remark(odd)));
        opening = new Opening(chosen, sources, notices, recent, workers, ui);
    }

    public Chosen chosen() { return chosen; }

    public Notices notices() { return notices; }

    public Recent recent() { return recent; }

    public Sources sources() { return sources; }

    public Opening opening() { return opening; }

    public GraphRunner runner() { return runner; }

    public Workers workers() { return workers; }

    public Executor ui() { return ui; }

    public Path data() { return data; }

    public Hints hints() { return hints; }
}
