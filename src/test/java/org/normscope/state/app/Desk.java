package org.normscope.state.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.normscope.Workspaces;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.NamedFiles;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.SessionFile;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Theme;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.normalize.PaneModel;
import org.normscope.task.Workers;
import org.normscope.text.Language;

/** What the window knows, without one: everything runs on the test's own thread. */
public final class Desk implements AutoCloseable {
    public static final SessionFile SESSIONS = new SessionFile(AppModel.slices(Workspaces.plans()));
    public static final NamedFiles FILES = new NamedFiles(AppModel.slices(Workspaces.plans()));

    public final GraphRunner runner = new DjlRunner(1);
    public final AppModel app;
    public final NormalizeModel model;

    public Desk() {
        this(Runnable::run, Runnable::run);
    }

    /** @param data where indexes are kept */
    public Desk(Path data) {
        this(Runnable::run, Runnable::run, data);
    }

    /** @param worker runs all work, {@code ui} takes what it delivers */
    public Desk(Executor worker, Executor ui) {
        this(worker, ui, Path.of("target", "data"));
    }

    private Desk(Executor worker, Executor ui, Path data) {
        app = app(runner, Workers.all(worker), data, ui);
        model = app.workspace(NormalizeModel.class);
    }

    /** As the program puts it together. */
    public static AppModel app(GraphRunner runner, Workers workers, Path data, Executor ui) {
        return new AppModel(new Services(new Chosen(initial()), new ModelLibrary(runner), runner, workers, data, ui),
            Workspaces.plans());
    }

    /** What the window opens with. */
    public static Settings initial() {
        return Workspaces.initial(new Look(Theme.DARK, Language.ENGLISH));
    }

    public Desk started() {
        app.start(Desk.initial());
        return this;
    }

    public PaneModel pane(int key) {
        return model.panes().stream().filter(pane -> pane.key() == key).findFirst().orElseThrow();
    }

    public PaneModel pane(String normalization) {
        return model.panes().stream().filter(pane -> pane.settings().get().normalization().equals(normalization))
            .findFirst().orElseThrow();
    }

    public NormalizeSettings settings() {
        return model.settings().get();
    }

    /** What the notices say, in English. */
    public List<String> notices() {
        return app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList();
    }

    @Override
    public void close() {
        runner.close();
    }
}
