package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.state.desk.Workspace;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class HintsWindowTest {
    private final Path data = temporary();
    private Stage stage;
    private OpenWindow window;

    private static Path temporary() {
        try {
            return Files.createTempDirectory("hints");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Start
    void open(Stage first) {
        stage = first;
        window = new OpenWindow(stage, data, OpenWindow.settings());
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private List<HintLine> shown() {
        return all(window.frame, HintLine.class).filter(HintLine::isVisible).toList();
    }

    @Test
    void threeHintsAWorkspaceStayAwayOnceDismissedUntilHelpIsAskedFor(FxRobot robot) {
        until(() -> window.app.workspace().get() != null);
        for (Workspace workspace : window.app.workspaces()) {
            robot.interact(() -> window.app.setWorkspace(workspace.id()));
            assertEquals(1, shown().size(), workspace.id());
            assertEquals(3, shown().get(0).getChildren().stream().filter(Label.class::isInstance).count());
        }
        String last = window.app.workspace().get().id();
        robot.interact(() -> all(shown().get(0), Button.class).reduce((one, next) -> next)
            .orElseThrow().fire());
        assertEquals(List.of(), shown());
        robot.interact(() -> {
            window.close();
            window = new OpenWindow(stage, data, OpenWindow.settings().withWorkspace(last));
        });
        until(() -> window.app.workspace().get() != null);
        assertEquals(List.of(), shown(), "dismissed for good");
        robot.type(KeyCode.F1, KeyCode.ESCAPE);
        assertTrue(shown().size() == 1, "called back");
    }
}
