package org.normscope.state;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.task.Workers;
import org.normscope.text.Language;

/** What the window knows, without one: everything runs on the test's own thread. */
final class Desk implements AutoCloseable {
    final GraphRunner runner = new DjlRunner(1);
    final AppModel app;
    final NormalizeModel model;

    Desk() {
        this(Runnable::run, Runnable::run);
    }

    /** @param data where indexes are kept */
    Desk(Path data) {
        this(Runnable::run, Runnable::run, data);
    }

    /** @param worker runs all work, {@code ui} takes what it delivers */
    Desk(Executor worker, Executor ui) {
        this(worker, ui, Path.of("target", "data"));
    }

    private Desk(Executor worker, Executor ui, Path data) {
        app = new AppModel(new ModelLibrary(runner), runner, Workers.all(worker), data, ui);
        model = app.normalize();
    }

    Desk started() {
        app.start(Settings.initial());
        return this;
    }

    PaneModel pane(int key) {
        return model.panes().stream().filter(pane -> pane.key() == key).findFirst().orElseThrow();
    }

    PaneModel pane(String normalization) {
        return model.panes().stream().filter(pane -> pane.settings().get().normalization().equals(normalization)).findFirst().orElseThrow();
    }

    NormalizeSettings settings() {
        return model.settings().get();
    }

    /** What the notices say, in English. */
    List<String> notices() {
        return app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList();
    }

    @Override
    public void close() {
        runner.close();
    }
}
