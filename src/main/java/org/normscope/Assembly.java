package org.normscope;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javafx.application.Platform;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.state.AppModel;
import org.normscope.state.Look;
import org.normscope.state.Settings;
import org.normscope.state.Theme;
import org.normscope.state.Workspace;
import org.normscope.task.Workers;
import org.normscope.text.Language;
import org.normscope.view.Controls;
import org.normscope.view.EquationView;
import org.normscope.view.FileAsker;
import org.normscope.view.Keyboard;
import org.normscope.view.LayersView;
import org.normscope.view.NormalizeView;
import org.normscope.view.ShiftView;
import org.normscope.view.StyleView;
import org.normscope.view.Texts;
import org.normscope.view.WindowFrame;

/** Everything behind one window, put together by constructors; made and used on the JavaFX thread. */
final class Assembly implements AutoCloseable {
    private final Workers workers = Workers.threads();
    private final GraphRunner runner = new DjlRunner(1);
    private final AppModel app;
    private final WindowFrame frame;

    /** @param data folder of what the program keeps for its user */
    Assembly(Path data, Function<Texts, FileAsker> asking) {
        app = new AppModel(new ModelLibrary(runner), runner, workers, data, Platform::runLater);
        Texts texts = new Texts(app.language());
        Controls controls = new Controls(texts, new Keyboard());
        FileAsker asker = asking.apply(texts);
        app.setFinder(missing -> asker.open(missing.network() ? FileAsker.Kind.NETWORK : FileAsker.Kind.PICTURE).stream().findFirst());
        workers.jobs().execute(EquationView::warmUp);
        frame = new WindowFrame(controls, app, ModelLibrary.builtIn(), asker,
            Map.of(
            Workspace.NORMALIZE, new NormalizeView(app, controls, asker),
            Workspace.LAYERS, new LayersView(app, controls, ModelLibrary.builtIn(), asker),
            Workspace.STYLE, new StyleView(app, controls, asker),
            Workspace.SHIFT, new ShiftView(app, controls, asker)));
    }

    AppModel app() {
        return app;
    }

    WindowFrame frame() {
        return frame;
    }

    /** What the window opens with, in a language. */
    static Settings first(Language language) {
        return Settings.initial().withLook(new Look(Theme.DARK, language));
    }

    /** The language of the system, where the window speaks it. */
    static Language language() {
        boolean chinese = Locale.getDefault().getLanguage().equals(Language.CHINESE.locale().getLanguage());
        return chinese ? Language.CHINESE : Language.ENGLISH;
    }

    @Override
    public void close() {
        app.layers().close();
        app.shift().close();
        workers.close();
        runner.close();
    }
}
