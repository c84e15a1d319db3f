package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.Workspaces;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Pixels;
import org.normscope.network.ModelLibrary;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Slice;
import org.normscope.state.desk.Theme;
import org.normscope.state.desk.Workspace;
import org.normscope.task.Workers;
import org.normscope.text.Language;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Keyboard;
import org.normscope.view.control.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A workspace that no class of the program knows of takes part in everything: it is one object, listed once. */
@ExtendWith(ApplicationExtension.class)
class EmptyWorkspaceTest {
    /** Its part of the settings. */
    record Choice(int number) { }

    static final class EmptySlice implements Slice<Choice> {
        @Override public String id() { return "empty"; }

        @Override public Class<Choice> type() { return Choice.class; }

        @Override public Choice initial(Look look) { return new Choice(7); }

        @Override public void check(Choice part) { Slice.require(part.number() > 0); }
    }

    static final class Empty implements Workspace {
        final List<Path> dropped = new ArrayList<>();
        boolean closed;

        @Override public String id() { return "empty"; }

        @Override public String title() { return "app.name"; }

        @Override public void follow() { }

        @Override public ReadOnlyBooleanProperty computing() {
            return new ReadOnlyBooleanWrapper(false).getReadOnlyProperty();
        }

        @Override public boolean settled() { return true; }

        @Override public void drop(List<Path> files) { dropped.addAll(files); }

        @Override public void paste(Pixels picture) { }

        @Override public void close() { closed = true; }
    }

    static final class EmptyFace implements Face {
        @Override public String id() { return "empty"; }

        @Override public String title() { return "app.name"; }

        @Override public String help() { return "app.name"; }

        @Override public Ikon icon() { return MaterialDesignC.CIRCLE_OUTLINE; }

        @Override public Node body() { return new Label("nothing here"); }
    }

    @TempDir
    Path folder;
    private final DjlRunner runner = new DjlRunner(1);
    private final Workers workers = Workers.threads();
    private AppModel app;
    private WindowFrame frame;

    @Start
    void open(Stage stage) {
        List<Workspace.Plan> plans = new ArrayList<>(Workspaces.plans());
        plans.add(new Workspace.Plan(new EmptySlice(), (services, shell) -> new Empty()));
        Settings initial = Settings.initial(AppModel.slices(plans), new Look(Theme.DARK, Language.ENGLISH));
        Chosen chosen = new Chosen(initial);
        app = AppModel.of(new Services(chosen, new ModelLibrary(runner), runner, workers, folder, Platform::runLater),
            plans);
        Workbench bench = new Workbench(app, new Controls(new Texts(app.language()), new Keyboard()),
            new OpenWindow.PreparedAnswers(), ModelLibrary.builtIn());
        List<Face> faces = new ArrayList<>(Workspaces.faces(bench));
        faces.add(new EmptyFace());
        frame = new WindowFrame(bench, faces);
        app.start(initial);
        stage.setScene(frame.scene(1280, 800));
        stage.show();
    }

    @BeforeEach
    void waitUntilOpen() {
        OnScreen.until(() -> app.activity().get() == null && app.workspace().get().settled());
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(() -> {
            frame.getScene().getWindow().hide();
            app.close();
        });
        workers.close();
        runner.close();
        assertTrue(app.workspace(Empty.class).closed);
    }

    @Test
    void isOpenedByItsNumberTakesWhatIsDroppedAndIsSaved(FxRobot robot) throws Exception {
        KeyCode last = KeyCode.valueOf("DIGIT" + app.workspaces().size());
        robot.press(KeyCode.CONTROL, last).release(last, KeyCode.CONTROL);
        OnScreen.until(() -> app.workspace().get().id().equals("empty"));
        assertTrue(OnScreen.words(frame).contains("nothing here"));
        robot.interact(() -> app.drop(List.of(folder.resolve("a.png"))));
        assertEquals(List.of(folder.resolve("a.png")), app.workspace(Empty.class).dropped);
        Path session = folder.resolve("empty.normscope");
        robot.interact(() -> app.saveSession(session));
        OnScreen.until(() -> app.activity().get() == null && Files.exists(session));
        Settings read = app.sessionText().read(session, app.settings().get());
        assertEquals(new Choice(7), read.of(Choice.class));
        assertEquals("empty", read.workspace());
        assertFalse(app.canUndo().get(), "a look at another workspace is no step");
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT1).release(KeyCode.DIGIT1, KeyCode.CONTROL);
        OnScreen.until(() -> app.workspace().get().id().equals("normalize"));
    }
}
