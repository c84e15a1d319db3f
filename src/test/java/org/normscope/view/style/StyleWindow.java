package org.normscope.view.style;

import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Path;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.app.Desk;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** For tests of a window that opens in the Style workspace. */
@ExtendWith(ApplicationExtension.class)
abstract class StyleWindow {
    static final Path CAT = Path.of("assets/images/photos/cat.jpg");

    @TempDir
    Path folder;
    OpenWindow window;

    /** To be called by each test's own start: TestFX does not look for one here. */
    final void open(Stage stage) {
        window = new OpenWindow(stage, Desk.DATA,
            OpenWindow.settings().withWorkspace(StyleSettings.ID));
    }

    @BeforeEach
    void enter() {
        settle();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    StyleModel model() {
        return window.app.workspace(StyleModel.class);
    }

    StyleSettings settings() {
        return model().settings().get();
    }

    /** Waits until what is chosen is painted sharp. */
    void settle() {
        until(() -> window.app.activity().get() == null && !model().computing().get() && model().frame().get() != null
            && model().frame().get().sharp()
            && model().frame().get().settings().equals(settings().painted()));
    }
}
