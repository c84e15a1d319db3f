package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.view.control.Panel;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What comes up over the workspaces and their further pages: whole in the least windows, legible in every theme. */
@ExtendWith(ApplicationExtension.class)
class PanelsFitTest {
    @TempDir
    static Path folder;
    private OpenWindow window;
    private NormalizeModel normalize;
    private LayersModel layers;
    private ShiftModel shift;

    @Start
    void open(Stage stage) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Files.copy(Path.of("assets/images/photos/cat.jpg"), corpus.resolve("cat.jpg"));
        window = new OpenWindow(stage, folder.resolve("data"), OpenWindow.settings().with(LayersSettings.class,
            s -> s.withCorpus(corpus.toString())));
        normalize = window.app.workspace(NormalizeModel.class);
        layers = window.app.workspace(LayersModel.class);
        shift = window.app.workspace(ShiftModel.class);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void allOfThemFitAndAreLegible(FxRobot robot) throws IOException {
        until(() -> normalize.maps().get() != null);
        robot.interact(() -> normalize.decision().ask(true));
        until(() -> normalize.decision().decided().get() != null && normalize.decision().decided().get().whole());
        robot.interact(normalize.decision()::askTrust);
        until(() -> normalize.decision().trust().trust().get() != null);
        robot.interact(() -> window.app.setWorkspace(LayersSettings.ID));
        until(() -> layers.opened().get() != null && !layers.computing().get());
        robot.interact(layers.plate()::open);
        until(() -> layers.plate().wish().get() != null && layers.plate().wish().get().done());
        robot.interact(() -> window.app.setWorkspace(ShiftSettings.ID));
        until(() -> shift.compared().size() == 3 && shift.meter().get() != null);
        Path looks = looks();
        robot.interact(() -> shift.runFolder(looks.toString()));
        until(() -> shift.run().get() != null && !shift.job().get().running());
        robot.interact(() -> shift.robustness().measure(looks.toString()));
        until(() -> shift.robustness().run().get() != null && !shift.job().get().running());
        robot.interact(() -> window.app.setWorkspace(StyleSettings.ID));
        until(() -> window.app.workspace(StyleModel.class).frame().get() != null);
        EveryWindow windows = new EveryWindow(window, robot, EveryWindow.SIZES.subList(0, 2));
        List<String> wrong = new ArrayList<>(windows.misfits(views()));
        wrong.addAll(windows.faint(views()));
        assertEquals("", String.join("\n", wrong));
    }

    private static Path looks() throws IOException {
        Path looks = folder.resolve("looks");
        for (Map.Entry<String, String> picture : Map.of("photo", "dogs", "art", "cat").entrySet()) {
            Path target = Files.createDirectories(looks.resolve(picture.getKey()).resolve("dog"));
            Files.copy(Path.of("assets/images/photos", picture.getValue() + ".jpg"), target.resolve("a.jpg"));
        }
        return looks;
    }

    private Map<String, Runnable> views() {
        Map<String, Runnable> views = new LinkedHashMap<>();
        views.put("attribution", () -> at(NormalizeSettings.ID));
        views.put("trust", () -> panel(NormalizeSettings.ID, "trust.ask"));
        views.put("input", () -> panel(NormalizeSettings.ID, "preprocessing.open"));
        views.put("wish", () -> panel(LayersSettings.ID, "plate.wish.how"));
        views.put("contents", () -> {
            at(StyleSettings.ID);
            ((ButtonBase) window.frame.lookup(".content-button")).fire();
        });
        for (int i = 0; i < 4; i++) {
            int page = i;
            views.put("results " + page, () -> {
                at(ShiftSettings.ID);
                List<ToggleButton> pages = all(window.frame, ToggleButton.class)
                    .filter(one -> one.getParent().getStyleClass().contains("pages")).filter(OnScreen::shown).toList();
                pages.get(page).fire();
            });
        }
        views.put("keys", () -> over(ShortcutsHelp.class));
        views.put("glossary", () -> over(Glossary.class));
        return views;
    }

    private void at(String workspace) {
        Panel.hideTop(window.frame);
        all(window.frame, Overlay.class).filter(Node::isVisible).forEach(Overlay::hide);
        window.app.setWorkspace(workspace);
        window.frame.applyCss();
    }

    /** @param key of the button that opens it */
    private void panel(String workspace, String key) {
        at(workspace);
        String words = window.controls.texts().now(key);
        all(window.frame, Button.class).filter(button -> button.getAccessibleText() != null
            && button.getAccessibleText().startsWith(words)).findFirst().orElseThrow().fire();
    }

    private void over(Class<? extends Overlay> sheet) {
        at(NormalizeSettings.ID);
        all(window.frame, sheet).findFirst().orElseThrow().toggle();
    }
}
