package org.normscope.view.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.state.desk.Theme;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.text.Language;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The ready-made looks stand in one row. */
class LooksRowTest extends WindowFixture {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void noLookStandsAloneInASecondRow(FxRobot robot) {
        robot.interact(() -> window.app.setWorkspace(ShiftSettings.ID));
        until(() -> window.app.activity().get() == null);
        List<String> broken = new ArrayList<>();
        robot.interact(() -> {
            for (Theme theme : List.of(Theme.LIGHT, Theme.PROJECTOR)) {
                window.app.setTheme(theme);
                for (Language language : Language.values()) {
                    window.app.setLanguage(language);
                    for (int[] size : new int[][] {{960, 640}, {1024, 700}, {1280, 800}, {1440, 900}}) {
                        window.frame.resize(size[0], size[1]);
                        for (int i = 0; i < 3; i++) window.frame.snapshot(null, null);
                        FlowPane row = all(window.frame, FlowPane.class)
                            .filter(pane -> pane.getStyleClass().contains("presets")).findFirst().orElseThrow();
                        long rows = all(row, Button.class).map(Button::getLayoutY).distinct().count();
                        if (rows > 1) broken.add(theme + " " + language + " " + size[0] + ": " + rows + " rows");
                    }
                }
            }
        });
        assertEquals(List.of(), broken);
    }
}
