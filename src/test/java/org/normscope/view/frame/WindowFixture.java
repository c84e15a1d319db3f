package org.normscope.view.frame;

import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** For tests of the window on a built-in network and three pictures. */
@ExtendWith(ApplicationExtension.class)
public abstract class WindowFixture {
    protected OpenWindow window;

    /** To be called by each test's own start: TestFX does not look for one here. */
    protected final void open(Stage stage) {
        window = new OpenWindow(stage);
    }

    /** A key that comes before the window has the keyboard is lost. */
    @BeforeEach
    protected final void focused() {
        OnScreen.until(() -> window.frame.getScene().getWindow().isFocused());
    }

    @AfterEach
    protected final void close(FxRobot robot) {
        robot.interact(window::close);
    }
}
