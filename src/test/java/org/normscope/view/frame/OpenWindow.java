package org.normscope.view.frame;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.normscope.Workspaces;
import org.normscope.engine.SharedEngine;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.state.app.AppModel;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Viewport;
import org.normscope.state.normalize.Brush;
import org.normscope.state.normalize.MapView;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.normalize.PaneSettings;
import org.normscope.state.normalize.ScaleSharing;
import org.normscope.state.style.StyleSettings;
import org.normscope.task.Workers;
import org.normscope.text.Language;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Keyboard;
import org.normscope.view.control.Texts;

/** The whole window on a built-in network and three pictures; work runs on threads as in the program. */
public final class OpenWindow implements AutoCloseable {
    public final AppModel app;
    public final WindowFrame frame;
    public final Controls controls;
    public final PreparedAnswers asker = new PreparedAnswers();
    /** The pagoda: painted as large as the default one is shown, each picture would take four times as long. */
    private static final PictureChoice SMALL = PictureChoice.of("src/test/resources/pictures/pagoda-96.png", "");
    private final Workers workers = Workers.threads();

    public OpenWindow(Stage stage) {
        this(stage, Desk.DATA, settings());
    }

    /** @param data where indexes are kept */
    public OpenWindow(Stage stage, Path data, Settings settings) {
        this(stage, data, settings, SharedEngine.ENGINE);
    }

    /** @param runner that whoever opens the window closes behind it */
    public OpenWindow(Stage stage, Path data, Settings settings, GraphRunner runner) {
        app = Desk.app(runner, workers, data, Platform::runLater);
        controls = new Controls(new Texts(app.language()), new Keyboard());
        Workbench bench = new Workbench(app, controls, asker, ModelLibrary.builtIn());
        frame = new WindowFrame(bench, Workspaces.faces(bench));
        app.start(settings);
        stage.setScene(frame.scene(1280, 800));
        stage.sizeToScene(); // it is the stage of the test before, which may have made it small
        stage.show();
    }

    public static Settings settings() {
        List<PictureChoice> pictures = List.of("dogs", "cat", "dahlia").stream()
            .map(name -> new PictureChoice("builtin:photos/" + name, "", List.of())).toList();
        List<PaneSettings> panes = List.of(PaneSettings.of(0, PaneSettings.RAW), PaneSettings.of(1, "bn"),
            PaneSettings.of(2, "gn"));
        NormalizeSettings normalize = new NormalizeSettings(new NetworkChoice("builtin:twin-bn", "", Map.of()),
            pictures, 0,
            "block1.first.conv", panes, 1,
            new MapView(MapView.ALL, 256, 0, ScaleSharing.ALL, "diverging-dark", Viewport.FIT, true,
                MapView.MIDDLE),
            new Brush(false, 0xFFD62828, 0.04));
        return Desk.initial().with(NormalizeSettings.class, s -> normalize)
            .with(StyleSettings.class, s -> s.atPicture(SMALL));
    }

    /** What the notices say, in English. */
    public List<String> notices() {
        return app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList();
    }

    @Override
    public void close() {
        frame.getScene().getWindow().hide();
        app.close();
        workers.close();
    }

    /** Answers what a test prepared. */
    public static final class PreparedAnswers implements FileAsker {
        public final List<Path> toOpen = new ArrayList<>();
        public Path toSave;
        /** How often anything was asked for. */
        public int asked;
        public Path chosenFolder;
        /** What would be lost, each time that was asked for, and the answer. */
        public final List<String> lost = new ArrayList<>();
        public boolean leaves;
        /** Where one is asked for what another is not. */
        public final Map<String, Path> folders = new HashMap<>();

        @Override
        public List<Path> open(Kind kind) {
            asked++;
            return List.copyOf(toOpen);
        }

        @Override
        public Optional<Path> find(Kind kind, String was) {
            asked++;
            return toOpen.stream().findFirst();
        }

        @Override
        public boolean loses(String running) {
            lost.add(running);
            return leaves;
        }

        @Override
        public Optional<Path> save(Kind kind, String suggestedName) {
            asked++;
            return Optional.ofNullable(toSave);
        }

        @Override
        public Optional<Path> folder(String key) {
            asked++;
            return Optional.ofNullable(folders.getOrDefault(key, chosenFolder));
        }
    }
}
