package org.normscope.view.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.nameless;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.shift.Trait;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.text.Language;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The curves over one slider of the look as the window's user meets them. */
class RobustnessWindowTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @BeforeEach
    void enter(FxRobot robot) {
        robot.interact(() -> window.app.setWorkspace(ShiftSettings.ID));
        until(() -> model().compared().size() == 3 && model().meter().get() != null);
        robot.interact(() -> all(window.frame, ToggleButton.class)
            .filter(page -> "Answers while one slider goes from none to full".equals(page.getAccessibleText()))
            .findFirst().orElseThrow().fire());
        measured();
    }

    private ShiftModel model() {
        return window.app.workspace(ShiftModel.class);
    }

    private void measured() {
        until(() -> model().robustness().run().get() != null && !model().job().get().running());
    }

    private RobustnessChart chart() {
        return all(window.frame, RobustnessChart.class).filter(OnScreen::shown).findFirst().orElseThrow();
    }

    @Test
    void theSamplePhotosAreThereAtOnceAndReadWithKeys(FxRobot robot) throws Exception {
        String all = chart().getAccessibleText();
        assertTrue(all.contains("IN: −100 ") && all.contains(", 0 100%, "), all);
        assertTrue(words(window.frame).contains("Answers on sample photos"), words(window.frame).toString());
        assertEquals(List.of(), nameless(window.frame));
        robot.interact(chart()::requestFocus);
        robot.type(KeyCode.DOWN).type(KeyCode.HOME).type(KeyCode.RIGHT);
        assertTrue(chart().getAccessibleText().startsWith("IBN-a · Brightness, % −80: "), chart().getAccessibleText());
        window.asker.toSave = folder.resolve("a.csv");
        robot.interact(() -> all(window.frame, Button.class)
            .filter(button -> "Save the figures as CSV".equals(button.getAccessibleText())).findFirst().orElseThrow()
            .fire());
        until(() -> Files.exists(folder.resolve("a.csv")));
        assertEquals(1 + 3 * 11, Files.readAllLines(folder.resolve("a.csv")).size());
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        assertTrue(words(window.frame).contains("示例照片上的判断"), words(window.frame).toString());
        assertTrue(chart().getAccessibleText().contains("亮度"), chart().getAccessibleText());
        assertEquals(List.of(), nameless(window.frame));
    }

    @Test
    void anotherSliderIsMeasuredAnew(FxRobot robot) {
        String before = chart().getAccessibleText();
        ComboBox<?> trait = all(window.frame, ComboBox.class)
            .filter(box -> "The slider that goes from none to full".equals(box.getAccessibleText())).findFirst()
            .orElseThrow();
        robot.interact(() -> trait.getSelectionModel().select(Trait.NOISE.ordinal()));
        assertEquals(Trait.NOISE, model().settings().get().robustness().trait());
        measured();
        assertNotEquals(before, chart().getAccessibleText());
        robot.interact(window.app::undo);
        until(() -> before.equals(chart().getAccessibleText()));
        assertEquals(Trait.BRIGHTNESS, trait.getValue());
    }
}
