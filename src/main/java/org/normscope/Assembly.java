package org.normscope;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javafx.application.Platform;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.state.AppModel;
import org.normscope.state.Brush;
import org.normscope.state.Look;
import org.normscope.state.MapView;
import org.normscope.state.NetworkChoice;
import org.normscope.state.NormalizeSettings;
import org.normscope.state.PaneSettings;
import org.normscope.state.PictureChoice;
import org.normscope.state.Settings;
import org.normscope.state.Theme;
import org.normscope.state.Viewport;
import org.normscope.state.Workspace;
import org.normscope.task.Workers;
import org.normscope.text.Language;
import org.normscope.view.Controls;
import org.normscope.view.FileAsker;
import org.normscope.view.Keyboard;
import org.normscope.view.NormalizeView;
import org.normscope.view.Texts;
import org.normscope.view.WindowFrame;

/** Everything behind one window, put together by constructors; made and used on the JavaFX thread. */
final class Assembly implements AutoCloseable {
    private static final int BRUSH_COLOR = 0xFFD62828;
    private static final double BRUSH_RADIUS = 0.04;

    private final Workers workers = Workers.threads();
    private final GraphRunner runner = new DjlRunner(1);
    private final AppModel app;
    private final WindowFrame frame;

    Assembly(Function<Texts, FileAsker> asking) {
        app = new AppModel(new ModelLibrary(runner), runner, workers, Platform::runLater);
        Texts texts = new Texts(app.language());
        Controls controls = new Controls(texts, new Keyboard());
        FileAsker asker = asking.apply(texts);
        app.setFinder(missing -> asker.open(missing.network() ? FileAsker.Kind.NETWORK : FileAsker.Kind.PICTURE).stream().findFirst());
        frame = new WindowFrame(controls, app, ModelLibrary.builtIn(), asker, new NormalizeView(app, controls, asker));
    }

    AppModel app() {
        return app;
    }

    WindowFrame frame() {
        return frame;
    }

    /** What the window opens with. */
    static Settings first(Theme theme, Language language) {
        List<PictureChoice> pictures = List.of("dogs", "pagoda", "cat", "astronaut", "dahlia").stream()
            .map(name -> new PictureChoice("builtin:photos/" + name + ".jpg", "", List.of())).toList();
        List<String> ids = List.of(PaneSettings.RAW, "bn", "ln", "in", "gn", "lrn");
        List<PaneSettings> panes = ids.stream().map(id -> PaneSettings.of(ids.indexOf(id), id)).toList();
        String colours = theme == Theme.DARK ? "diverging-dark" : "diverging-light";
        MapView view = new MapView(MapView.ALL, 0, true, colours, Viewport.FIT);
        NetworkChoice network = new NetworkChoice("builtin:" + ModelLibrary.builtIn().get(0), "", Map.of());
        NormalizeSettings normalize = new NormalizeSettings(network, pictures, 0, "/b1/c1/Conv", panes, ids.indexOf("in"), view,
            new Brush(false, BRUSH_COLOR, BRUSH_RADIUS));
        return new Settings(new Look(theme, language), Workspace.NORMALIZE, normalize);
    }

    /** The language of the system, where the window speaks it. */
    static Language language() {
        boolean chinese = Locale.getDefault().getLanguage().equals(Language.CHINESE.locale().getLanguage());
        return chinese ? Language.CHINESE : Language.ENGLISH;
    }

    @Override
    public void close() {
        workers.close();
        runner.close();
    }
}
