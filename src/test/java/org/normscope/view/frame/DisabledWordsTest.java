package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What cannot be pressed now can be read all the same: every button of every workspace, in every theme. */
class DisabledWordsTest extends WindowFixture {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void wordsOfWhatIsDisabledAreLegibleInEveryTheme(FxRobot robot) {
        Map<String, Runnable> views = new LinkedHashMap<>();
        List<Control> disabled = new ArrayList<>();
        window.app.workspaces().forEach(one -> views.put(one.id(), () -> {
            window.app.setWorkspace(one.id());
            all(window.frame, Control.class).filter(control -> control instanceof ButtonBase
                || control instanceof ComboBoxBase).filter(control -> !control.disableProperty().isBound())
                .filter(DisabledWordsTest::isPlain).forEach(control -> {
                    control.setDisable(true);
                    disabled.add(control);
                });
        }));
        assertEquals(List.of(), new EveryWindow(window, robot).faint(views));
        assertTrue(disabled.stream().distinct().count() > 60, disabled.size() + " controls");
        assertTrue(disabled.stream().anyMatch(control -> control instanceof ToggleButton toggle
            && toggle.isSelected()), "one that is chosen, too");
    }

    /** Those that stand for a layer, a picture, a node, a workspace or pictures of a table are never disabled. */
    private static boolean isPlain(Control control) {
        return !control.getStyleClass().contains("confusion-cell") && control.getStyleClass().stream()
            .anyMatch(List.of("button", "toggle-button", "menu-button", "combo-box")::contains);
    }
}
