package org.normscope;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.beans.InvalidationListener;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.normscope.image.PictureFormat;
import org.normscope.state.app.Preferences;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Theme;
import org.normscope.text.Language;
import org.normscope.view.control.SystemFileAsker;
import org.normscope.view.frame.OpeningSize;
import org.normscope.view.frame.WindowFrame;

/** The window. */
public final class NormScopeApp extends Application {
    /** Behind the last change: a window that is drawn larger changes with every pixel. */
    private static final Duration SOON = Duration.seconds(1);

    private final Path data = DataFolder.ofUser();
    private Preferences remembered = Preferences.NONE;
    /** Null before the start. */
    private @Nullable Assembly assembly;
    private @Nullable SystemFileAsker asker;

    @Override
    public void start(Stage stage) {
        remembered = Preferences.read(data);
        Assembly made = new Assembly(data, texts -> {
            SystemFileAsker system = new SystemFileAsker(stage, texts, remembered.folder());
            asker = system;
            return system;
        });
        assembly = made;
        made.recent(remembered.recent());
        made.app().beginKeeping();
        made.app().start(Assembly.first(
            remembered.look() == null ? new Look(Theme.DARK, Language.ofSystem()) : remembered.look()));
        OpeningSize.give(stage, remembered, Screen.getPrimary().getVisualBounds());
        stage.setOnHiding(event -> remembered = now(stage, made));
        WindowFrame window = made.window();
        stage.setScene(window.scene(stage.getWidth(), stage.getHeight()));
        stage.setOnCloseRequest(window::closing);
        stage.titleProperty().bind(window.title());
        Stream.of(16, 32, 48, 64, 128, 256).map(side -> PictureFormat.PNG.file("/assets/icons/normscope-" + side))
            .forEach(icon -> stage.getIcons().add(new Image(icon)));
        stage.show();
        keepSoon(stage, made);
    }

    /** Not only at the end: a process may be ended without being asked. */
    private void keepSoon(Stage stage, Assembly made) {
        PauseTransition pause = new PauseTransition(SOON);
        pause.setOnFinished(event -> {
            remembered = now(stage, made);
            remembered.write(data);
        });
        PauseTransition still = new PauseTransition(SOON);
        still.setOnFinished(event -> made.app().keepChoices());
        made.app().settings().addListener((property, old, next) -> still.playFromStart());
        Stream.of(made.app().theme(), made.app().language(), stage.widthProperty(), stage.heightProperty())
            .forEach(choice -> choice.addListener((property, old, next) -> pause.playFromStart()));
        for (Recent.Kind kind : Recent.Kind.values()) {
            made.app().recent().of(kind).addListener((InvalidationListener) list -> pause.playFromStart());
        }
    }

    private Preferences now(Stage stage, Assembly open) {
        boolean filled = stage.isMaximized() || stage.isFullScreen();
        return new Preferences(open.app().settings().get().look(), filled ? remembered.width() : stage.getWidth(),
            filled ? remembered.height() : stage.getHeight(), filled,
            Optional.ofNullable(asker).map(SystemFileAsker::folder).map(File::toString).orElse(null), open.recent());
    }

    @Override
    public void stop() {
        if (!remembered.equals(Preferences.NONE)) remembered.write(data);
        if (assembly == null) return;
        assembly.app().keepLastChoices();
        assembly.close();
    }
}
