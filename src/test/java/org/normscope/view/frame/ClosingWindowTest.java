package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Path;
import java.util.List;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.state.tree.TreeModel;
import org.normscope.state.tree.TreeSettings;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A window that closes asks where what runs would be lost. */
class ClosingWindowTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void whatRunsIsNotLostWithoutAWord(FxRobot robot) {
        assertTrue(closes(robot), "where nothing runs");
        StyleModel style = window.app.workspace(StyleModel.class);
        robot.interact(() -> window.app.setWorkspace(StyleSettings.ID));
        until(() -> style.frame().get() != null);
        robot.interact(() -> {
            style.renderFull();
            style.pauseRender(true);
        });
        assertFalse(closes(robot));
        TreeModel tree = window.app.workspace(TreeModel.class);
        robot.interact(() -> window.app.setWorkspace(TreeSettings.ID));
        until(tree::settled);
        robot.interact(() -> tree.poster(folder.resolve("all.png")));
        assertFalse(closes(robot));
        String size = style.fullSize()[0] + " × " + style.fullSize()[1],
            rendering = "pagoda-96.png: rendering " + size + " px";
        assertEquals(List.of(rendering, rendering + "; Running all nodes for the poster"), window.asker.lost);
        window.asker.leaves = true;
        assertTrue(closes(robot), "whoever says so may go");
        robot.interact(() -> {
            style.endRender();
            tree.cancelJob();
        });
        assertTrue(closes(robot));
        assertEquals(3, window.asker.lost.size(), "nothing runs any more");
    }

    private boolean closes(FxRobot robot) {
        WindowEvent event = new WindowEvent(window.frame.getScene().getWindow(), WindowEvent.WINDOW_CLOSE_REQUEST);
        robot.interact(() -> window.frame.closing(event));
        return !event.isConsumed();
    }
}
