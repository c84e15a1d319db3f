package org.normscope.view.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.nameless;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.layers.ConceptsModel;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.text.Language;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The concepts of a layer as their user meets them, on a folder of three photos. */
@ExtendWith(ApplicationExtension.class)
class ConceptsWindowTest {
    @TempDir
    static Path folder;
    private OpenWindow window;

    @Start
    void open(Stage stage) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String photo : List.of("dogs", "cat", "dahlia")) {
            Path copy = corpus.resolve(photo + ".jpg");
            if (!Files.exists(copy)) Files.copy(Path.of("assets/images/photos", photo + ".jpg"), copy);
        }
        window = new OpenWindow(stage, folder.resolve("data"), OpenWindow.settings().with(LayersSettings.class,
            s -> s.withCorpus(corpus.toString())).withWorkspace(LayersSettings.ID));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private ConceptsModel model() {
        return window.app.workspace(LayersModel.class).concepts();
    }

    private void key(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.J).release(KeyCode.J, KeyCode.CONTROL);
    }

    private boolean shows(Class<? extends Node> card) {
        return all(window.frame, card).anyMatch(OnScreen::shown);
    }

    private List<StackPane> squares() {
        ConceptGrid grid = all(window.frame, ConceptGrid.class).findFirst().orElseThrow();
        return all(grid, StackPane.class).filter(OnScreen::shown).toList();
    }

    @Test
    void aKeyOpensThemAndEachIsReachedByKeysAndNamed(FxRobot robot) {
        until(() -> window.app.workspace(LayersModel.class).opened().get() != null);
        key(robot);
        until(() -> model().plate().get() != null);
        assertEquals(List.of(), window.notices());
        assertEquals(List.of(), nameless(window.frame));
        assertFalse(all(window.frame, FigureCard.class).anyMatch(OnScreen::shown));
        assertEquals(6, squares().size());
        for (StackPane square : squares()) assertEquals(square.getWidth(), square.getHeight(), 1);
        assertTrue(squares().get(0).getWidth() > 150, "squares of " + squares().get(0).getWidth());
        robot.interact(() -> {
            model().setClass(2);
            model().pause(true);
        });
        until(() -> model().paused().get() || !model().status().get().running());
        robot.interact(() -> model().pause(false));
        until(() -> model().plate().get() != null && model().plate().get().of() == 2);
        String of = model().classes().get().get(2);
        until(() -> words(window.frame).contains(of));
        assertTrue(squares().get(0).getAccessibleText().matches("Concept 1, .*% of all weights.*% of the class"),
            squares().get(0).getAccessibleText());
        robot.interact(() -> all(window.frame, ToggleButton.class).filter(OnScreen::shown)
            .filter(button -> "On the current picture".equals(button.getAccessibleText())).findFirst().orElseThrow()
            .fire());
        until(() -> squares().get(0).getAccessibleText().startsWith("Concept 1, at most"));
        assertEquals(List.of(), nameless(window.frame));
        robot.interact(window.app::undo);
        until(() -> squares().get(0).getAccessibleText().contains("of all weights"));
        key(robot);
        until(() -> all(window.frame, FigureCard.class).anyMatch(OnScreen::shown));
    }

    @Test
    void theyAndAPlateTakeEachOthersPlace(FxRobot robot) {
        until(() -> window.app.workspace(LayersModel.class).opened().get() != null);
        robot.press(KeyCode.CONTROL, KeyCode.U).release(KeyCode.U, KeyCode.CONTROL);
        until(() -> shows(PlateCard.class));
        key(robot);
        until(() -> shows(ConceptsCard.class) && !shows(PlateCard.class));
        robot.press(KeyCode.CONTROL, KeyCode.U).release(KeyCode.U, KeyCode.CONTROL);
        until(() -> shows(PlateCard.class) && !shows(ConceptsCard.class));
        robot.press(KeyCode.CONTROL, KeyCode.U).release(KeyCode.U, KeyCode.CONTROL);
        until(() -> shows(FigureCard.class));
        assertEquals(JobStatus.NONE, model().status().get(), "nobody looks for what is not shown");
    }

    @Test
    void allTheirWordsAreChinese(FxRobot robot) {
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        until(() -> window.app.workspace(LayersModel.class).opened().get() != null);
        key(robot);
        until(() -> model().plate().get() != null);
        List<String> words = words(window.frame);
        assertTrue(words.contains("概念 1"), words.toString());
        assertTrue(words.stream().noneMatch(text -> text.matches(".*\\b(concepts?|maps|class|patches)\\b.*")),
            words.toString());
    }
}
