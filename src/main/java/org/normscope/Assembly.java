package org.normscope;

import java.nio.file.Path;
import java.util.function.Function;
import javafx.application.Platform;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Look;
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
    private final WindowFrame frame;

    /** @param data folder of what the program keeps for its user */
    Assembly(Path data, Function<Texts, FileAsker> asking) {
        Chosen chosen = new Chosen(first(Language.ENGLISH));
        app = new AppModel(new Services(chosen, new ModelLibrary(runner), runner, workers, data, Platform::runLater),
            Workspaces.plans());
        Texts texts = new Texts(app.language());
        Controls controls = new Controls(texts, new Keyboard());
        FileAsker asker = asking.apply(texts);
        app.setFinder(missing ->
            asker.open(missing.network() ? FileAsker.Kind.NETWORK : FileAsker.Kind.PICTURE).stream().findFirst());
        workers.jobs().execute(EquationView::warmUp);
        Workbench bench = new Workbench(app, controls, asker, ModelLibrary.builtIn());
        frame = new WindowFrame(bench, Workspaces.faces(bench));
    }

    AppModel app() {
        return app;
    }

    WindowFrame frame() {
        return frame;
    }

    /** What the window opens with, in a language. */
    static Settings first(Language language) {
        return Workspaces.initial(new Look(Theme.DARK, language));
    }

    @Override
    public void close() {
        app.close();
        workers.close();
        runner.close();
    }
}
