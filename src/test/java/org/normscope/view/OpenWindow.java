package org.normscope.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.normscope.engine.DjlRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.state.AppModel;
import org.normscope.state.Brush;
import org.normscope.state.MapView;
import org.normscope.state.NetworkChoice;
import org.normscope.state.NormalizeSettings;
import org.normscope.state.PaneSettings;
import org.normscope.state.PictureChoice;
import org.normscope.state.Settings;
import org.normscope.state.Viewport;
import org.normscope.state.Workspace;
import org.normscope.task.Workers;
import org.normscope.text.Language;

/** The whole window on a built-in network and three pictures; work runs on threads as in the program. */
final class OpenWindow implements AutoCloseable {
    final AppModel app;
    final WindowFrame frame;
    final PreparedAnswers asker = new PreparedAnswers();
    private final DjlRunner runner = new DjlRunner(1);
    private final Workers workers = Workers.threads();

    OpenWindow(Stage stage) {
        this(stage, Path.of("target", "data"), settings());
    }

    /** @param data where indexes are kept */
    OpenWindow(Stage stage, Path data, Settings settings) {
        app = new AppModel(new ModelLibrary(runner), runner, workers, data, Platform::runLater);
        Controls controls = new Controls(new Texts(app.language()), new Keyboard());
        frame = new WindowFrame(controls, app, ModelLibrary.builtIn(), asker,
            Map.of(
            Workspace.NORMALIZE, new NormalizeView(app, controls, asker),
            Workspace.LAYERS, new LayersView(app, controls, ModelLibrary.builtIn(), asker),
            Workspace.STYLE, new StyleView(app, controls, asker),
            Workspace.SHIFT, new ShiftView(app, controls, asker)));
        app.start(settings);
        stage.setScene(frame.scene(1280, 800));
        stage.show();
    }

    static Settings settings() {
        List<PictureChoice> pictures = List.of("dogs", "cat", "dahlia").stream()
            .map(name -> new PictureChoice("builtin:photos/" + name, "", List.of())).toList();
        List<PaneSettings> panes = List.of(PaneSettings.of(0, PaneSettings.RAW), PaneSettings.of(1, "bn"), PaneSettings.of(2, "gn"));
        NormalizeSettings normalize = new NormalizeSettings(new NetworkChoice("builtin:twin-bn", "", Map.of()), pictures, 0,
            "block1.first.conv", panes, 1, new MapView(MapView.ALL, 256, 0, true, "diverging-dark", Viewport.FIT), new Brush(false, 0xFFD62828, 0.04));
        return Settings.initial().withNormalize(s -> normalize);
    }

    /** What the notices say, in English. */
    List<String> notices() {
        return app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList();
    }

    @Override
    public void close() {
        frame.getScene().getWindow().hide();
        app.layers().close();
        app.shift().close();
        workers.close();
        runner.close();
    }

    /** Answers what a test prepared. */
    static final class PreparedAnswers implements FileAsker {
        final List<Path> toOpen = new ArrayList<>();
        Path toSave;
        Path chosenFolder;
        /** Where one is asked for what another is not. */
        final Map<String, Path> folders = new HashMap<>();

        @Override
        public List<Path> open(Kind kind) {
            return List.copyOf(toOpen);
        }

        @Override
        public Optional<Path> save(Kind kind, String suggestedName) {
            return Optional.ofNullable(toSave);
        }

        @Override
        public Optional<Path> folder(String key) {
            return Optional.ofNullable(folders.getOrDefault(key, chosenFolder));
        }
    }
}
