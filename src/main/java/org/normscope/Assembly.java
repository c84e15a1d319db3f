package org.normscope;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Theme;
import org.normscope.task.Workers;
import org.normscope.text.Language;
import org.normscope.view.control.Controls;
import org.normscope.view.control.EquationView;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Keyboard;
import org.normscope.view.control.Texts;
import org.normscope.view.frame.WindowFrame;
import org.normscope.view.frame.Workbench;

/** Everything behind one window, put together by constructors; made and used on the JavaFX thread. */
final class Assembly implements AutoCloseable {
    private final Workers workers = Workers.threads();
    private final GraphRunner runner = new DjlRunner(1);
    private final AppModel app;
    private final Workbench bench;

    /** @param data folder of what the program keeps for its user */
    Assembly(Path data, Function<Texts, FileAsker> asking) {
        Chosen chosen = new Chosen(first(new Look(Theme.DARK, Language.ENGLISH)));
        app = AppModel.of(new Services(chosen, new ModelLibrary(runner), runner, workers, data, Platform::runLater),
            Workspaces.plans());
        Texts texts = new Texts(app.language());
        Controls controls = new Controls(texts, new Keyboard());
        FileAsker asker = asking.apply(texts);
        app.sessions().setFinder(missing -> asker.find(
            missing.network() ? FileAsker.Kind.NETWORK : FileAsker.Kind.PICTURE, missing.origin()));
        workers.jobs().execute(EquationView::warmUp);
        // Loaded meanwhile, not by the status bar on the window's thread, which asks for its name.
        workers.inference().execute(runner::description);
        bench = new Workbench(app, controls, asker, ModelLibrary.builtIn());
    }

    AppModel app() {
        return app;
    }

    /** Builds the window, once. What the app was started with is opened meanwhile, on other threads. */
    WindowFrame window() {
        return new WindowFrame(bench, Workspaces.faces(bench));
    }

    /** What the window opens with. */
    static Settings first(Look look) {
        return Workspaces.initial(look);
    }

    /** What was opened last, by kind. */
    Map<Recent.Kind, List<String>> recent() {
        return Stream.of(Recent.Kind.values())
            .collect(Collectors.toMap(kind -> kind, kind -> List.copyOf(app.recent().of(kind))));
    }

    void recent(Map<Recent.Kind, List<String>> remembered) {
        remembered.forEach(app.recent()::remember);
    }

    @Override
    public void close() {
        app.close();
        workers.close();
        runner.close();
    }
}
