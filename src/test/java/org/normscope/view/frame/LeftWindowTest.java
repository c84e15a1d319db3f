package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.app.Desk;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.normalize.PaneSettings;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The window offers what was on screen when the program ended last. */
class LeftWindowTest extends WindowFixture {
    @TempDir
    static Path data;

    @Start
    void start(Stage stage) {
        List<PaneSettings> panes = List.of(PaneSettings.of(0, "rms"));
        Desk.SESSIONS.write(OpenWindow.settings().with(NormalizeSettings.class, s -> s.withPanes(panes, 0)),
            data.resolve("now.normscope"));
        window = new OpenWindow(stage, data, OpenWindow.settings());
    }

    private Stream<Button> offers() {
        return all(window.frame, NoticeBar.class).flatMap(bar -> all(bar, Button.class))
            .filter(button -> "Go on from there".equals(button.getText()));
    }

    @Test
    void oneButtonLeadsBackThere(FxRobot robot) {
        NormalizeModel model = window.app.workspace(NormalizeModel.class);
        until(() -> model.panes().size() == 3);
        robot.interact(window.app::beginKeeping);
        assertEquals(1, offers().count());
        robot.interact(() -> window.app.setWorkspace("shift"));
        assertEquals(1, offers().count(), "what is asked is no news of a page");
        robot.interact(offers().findFirst().orElseThrow()::fire);
        until(() -> model.panes().size() == 1 && window.app.workspace().get() == model);
        assertEquals(0, offers().count());
        robot.interact(window.app::undo);
        until(() -> model.panes().size() == 3);
    }
}
