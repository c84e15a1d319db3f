package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.style.StyleModel;
import org.normscope.view.style.RenderBar;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Notices are in nobody's way. */
class NoticesWindowTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @BeforeEach
    void noNotices(FxRobot robot) {
        robot.interact(() -> List.copyOf(window.app.notices()).forEach(window.app::dismiss));
    }

    private void tell(FxRobot robot) {
        robot.interact(() -> window.app.saveSession(folder.resolve("now.normscope")));
        until(() -> !window.app.notices().isEmpty());
    }

    private HBox line() {
        return all(all(window.frame, NoticeBar.class).findFirst().orElseThrow(), HBox.class).findFirst().orElseThrow();
    }

    private static Bounds onScreen(Node node) {
        return node.localToScreen(node.getLayoutBounds());
    }

    /** What is written is told beside the button that was pressed for it, not upon it. */
    @Test
    void buttonsOfThePageStayInSight(FxRobot robot) {
        StyleModel model = window.app.workspace(StyleModel.class);
        robot.interact(() -> window.app.setWorkspace("style"));
        until(() -> model.frame().get() != null);
        robot.interact(model::renderFull);
        until(() -> model.render().get().picture() != null);
        robot.interact(() -> model.saveRender(folder.resolve("a.png")));
        until(() -> !window.app.notices().isEmpty());
        RenderBar bar = all(window.frame, RenderBar.class).findFirst().orElseThrow();
        until(() -> line().getHeight() > 0);
        List<ButtonBase> buttons = all(bar, ButtonBase.class).filter(OnScreen::shown).toList();
        assertEquals(List.of(), buttons.stream().filter(button -> onScreen(button).intersects(onScreen(line())))
            .map(ButtonBase::getText).toList());
        assertEquals(2, buttons.stream().filter(Button.class::isInstance).count(), "to save, and to close");
    }

    @Test
    void onlyAPointerThatMovesKeepsANotice(FxRobot robot) {
        tell(robot);
        until(() -> line().getHeight() > 0);
        Bounds place = onScreen(line());
        double x = place.getMinX() + place.getWidth() / 2, y = place.getMinY() + place.getHeight() / 2;
        robot.interact(() -> window.app.dismiss(window.app.notices().get(0)));
        robot.moveTo(x, y);
        tell(robot);
        until(() -> line().isHover());
        until(() -> window.app.notices().isEmpty());
    }
}
