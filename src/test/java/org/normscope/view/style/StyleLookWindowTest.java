package org.normscope.view.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.style.ResultView;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * How the Style workspace's result is looked at and drawn on, by pointer and keys, and what of that undo and sessions
 * bring back.
 */
class StyleLookWindowTest extends WindowFixture {
    @TempDir
    Path folder;
    private BeforeAfter picture;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @BeforeEach
    void enter(FxRobot robot) {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null
            && !window.app.workspace(NormalizeModel.class).computing().get());
        robot.interact(() -> window.app.setWorkspace(StyleSettings.ID));
        settle();
        picture = all(window.frame, StyleView.class).findFirst().orElseThrow().result().view();
    }

    @Test
    void eachDragOfTheDividerIsOneStepAndASessionBringsItBack(FxRobot robot) {
        double first = look().divider();
        drag(robot, first, 0.7);
        assertEquals(0.7, look().divider(), 0.02);
        drag(robot, look().divider(), 0.2);
        assertEquals(0.2, look().divider(), 0.02);
        undo(robot);
        assertEquals(0.7, look().divider(), 0.02, "the second drag");
        Path session = folder.resolve("divided.normscope");
        robot.interact(() -> window.app.saveSession(session));
        until(() -> Files.exists(session) && window.app.activity().get() == null);
        ResultView saved = look();
        undo(robot);
        assertEquals(first, look().divider(), "the first drag");
        robot.interact(() -> window.app.openSession(session));
        until(() -> look().equals(saved));
        assertEquals(saved, picture.look());
    }

    @Test
    void wheelKeysAndDoubleClickZoomAndFitAndAreStepsOfTheirOwn(FxRobot robot) {
        Bounds bounds = picture.localToScreen(picture.getBoundsInLocal());
        robot.moveTo(new Point2D(bounds.getMinX() + 0.8 * bounds.getWidth(),
            bounds.getMinY() + 0.3 * bounds.getHeight()));
        robot.scroll(3, VerticalDirection.UP);
        WaitForAsyncUtils.waitForFxEvents();
        ResultView wheeled = look();
        assertTrue(wheeled.zoom() > 1.1 && wheeled.x() > 0.5, wheeled.toString());
        drag(robot, 0.9, 0.7);
        ResultView panned = look();
        assertTrue(panned.x() > wheeled.x(), "the picture is dragged");
        assertEquals(wheeled.zoom(), panned.zoom());
        robot.doubleClickOn(
            new Point2D(bounds.getMinX() + 0.8 * bounds.getWidth(), bounds.getMinY() + 0.3 * bounds.getHeight()));
        until(() -> !look().fills());
        ResultView whole = look();
        assertEquals(1, whole.zoom());
        robot.type(KeyCode.PLUS);
        until(() -> look().zoom() > 1.2);
        robot.type(KeyCode.DIGIT0);
        until(() -> look().equals(whole));
        undo(robot);
        for (ResultView before : List.of(whole, panned, wheeled, StyleSettings.initial().view())) {
            undo(robot);
            assertEquals(before, look());
        }
    }

    @Test
    void escapePutsTheBrushAwayButNotOutOfAMenuOrANumber(FxRobot robot) {
        robot.interact(() -> model().setBrush(settings().brush().withOn(true)));
        MenuButton menu = all(window.frame, MenuButton.class).filter(OnScreen::shown)
            .filter(one -> one.getItems().size() > 3).findFirst().orElseThrow();
        robot.interact(menu::show);
        robot.type(KeyCode.ESCAPE);
        until(() -> !menu.isShowing());
        assertTrue(settings().brush().on(), "the menu was closed");
        TextField number = all(window.frame, TextField.class).filter(OnScreen::shown).findFirst().orElseThrow();
        robot.interact(number::requestFocus);
        robot.type(KeyCode.ESCAPE);
        assertTrue(settings().brush().on(), "the number was left as it was");
        robot.interact(picture::requestFocus);
        robot.type(KeyCode.ESCAPE);
        until(() -> !settings().brush().on());
        assertFalse(picture.ring().isVisible());
    }

    @Test
    void aStrokeEndsWhereTheBrushIsPutAway(FxRobot robot) {
        robot.interact(() -> {
            model().setBrush(settings().brush().withOn(true));
            picture.requestFocus();
        });
        robot.type(KeyCode.SPACE).type(KeyCode.DOWN).type(KeyCode.ESCAPE);
        until(() -> !settings().brush().on());
        robot.interact(() -> model().setWeight(0.3));
        robot.interact(() -> model().setRho(0.6));
        undo(robot);
        assertEquals(0, settings().rho());
        assertEquals(0.3, settings().weight(), "a step of its own");
        undo(robot);
        undo(robot);
        assertTrue(settings().brush().on() && settings().content().strokes().size() == 1,
            "the brush is taken up again, what it drew stays");
        undo(robot);
        assertEquals(0, settings().content().strokes().size());
    }

    private void drag(FxRobot robot, double from, double to) {
        Bounds bounds = picture.localToScreen(picture.getBoundsInLocal());
        double y = bounds.getMinY() + 0.3 * bounds.getHeight();
        robot.drag(new Point2D(bounds.getMinX() + from * bounds.getWidth(), y));
        for (int i = 1; i <= 4; i++) {
            robot.moveTo(new Point2D(bounds.getMinX() + (from + (to - from) * i / 4) * bounds.getWidth(), y));
        }
        robot.drop();
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void undo(FxRobot robot) {
        robot.interact(window.app::undo);
        settle();
    }

    private StyleModel model() {
        return window.app.workspace(StyleModel.class);
    }

    private StyleSettings settings() {
        return model().settings().get();
    }

    private ResultView look() {
        return settings().view();
    }

    private void settle() {
        until(() -> model().frame().get() != null && !model().computing().get() && window.app.activity().get() == null);
    }
}
