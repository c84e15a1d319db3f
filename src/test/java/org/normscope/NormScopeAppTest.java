package org.normscope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.state.app.Preferences;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Theme;
import org.normscope.view.frame.OnScreen;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class NormScopeAppTest {
    private Path data;
    private NormScopeApp app;
    private Stage stage;

    @Start
    void start(Stage shown) throws IOException {
        data = Files.createTempDirectory("preferences");
        System.setProperty(DataFolder.PROPERTY, data.toString());
        app = new NormScopeApp();
        System.clearProperty(DataFolder.PROPERTY);
        stage = shown;
        app.start(shown);
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(stage::hide);
        robot.interact(app::stop);
    }

    /** A process that is killed tells nobody. */
    @Test
    void aChoiceIsRememberedThoughTheWindowIsNotClosed(FxRobot robot) {
        OnScreen.until(stage::isFocused);
        robot.press(KeyCode.CONTROL, KeyCode.T).release(KeyCode.T, KeyCode.CONTROL);
        OnScreen.until(() -> Preferences.read(data).look() != null);
        Look look = Preferences.read(data).look();
        assertEquals(Theme.values()[(Theme.DARK.ordinal() + 1) % Theme.values().length], look.theme());
    }
}
