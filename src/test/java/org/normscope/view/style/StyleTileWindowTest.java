package org.normscope.view.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.util.List;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.normscope.view.frame.OnScreen;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

class StyleTileWindowTest extends StyleWindow {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    private static Optional<Tooltip> tooltip() {
        return Window.getWindows().stream().filter(Tooltip.class::isInstance).map(Tooltip.class::cast)
            .filter(Window::isShowing).findFirst();
    }

    /** Who reads by whom a painting is can still mix it in. */
    @Test
    void itsWordsDoNotLieOnItsButtons(FxRobot robot) {
        StyleTile tile = all(window.frame, StyleTile.class).filter(one -> !one.picture.isSelected()).findFirst()
            .orElseThrow();
        robot.moveTo(tile.picture);
        until(() -> tooltip().isPresent());
        Tooltip words = tooltip().orElseThrow();
        Bounds said = new BoundingBox(words.getX(), words.getY(), words.getWidth(), words.getHeight());
        List<Button> buttons = all(tile, Button.class).filter(OnScreen::shown).toList();
        assertFalse(buttons.isEmpty());
        assertEquals(List.of(), buttons.stream().filter(button -> said.intersects(button.localToScreen(
            button.getLayoutBounds()))).map(Button::getAccessibleText).toList(), said.toString());
    }
}
