package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.state.tree.TreeSettings;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The ring goes along where arrows lead, as where Tab does; a click leaves none. */
class ArrowRingTest extends WindowFixture {
    private static final PseudoClass RING = PseudoClass.getPseudoClass("focus-visible");

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void theRingGoesAlongWithTheArrows(FxRobot robot) {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null);
        robot.interact(() -> window.app.setWorkspace(StyleSettings.ID));
        StyleModel style = window.app.workspace(StyleModel.class);
        until(() -> style.frame().get() != null && !style.sheet().get().cells().isEmpty());
        List<String> none = new ArrayList<>();
        Map<String, String> places = Map.of(".style-tile .thumbnail", StyleSettings.ID, ".sheet-cell",
            StyleSettings.ID, ".style-modes .segments .toggle-button", StyleSettings.ID, ".node-tile", TreeSettings.ID,
            ".tray .thumbnail", NormalizeSettings.ID);
        places.forEach((place, workspace) -> robot.interact(() -> {
            window.app.setWorkspace(workspace);
            FocusRing ring = new FocusRing(window.frame);
            ring.settle();
            Node first = window.frame.lookup(place);
            first.requestFocus();
            press(first, KeyCode.RIGHT);
            Node next = window.frame.getScene().getFocusOwner();
            assertNotSame(first, next, place);
            assertFalse(first.getPseudoClassStates().contains(RING), place);
            if (!next.getPseudoClassStates().contains(RING)) none.add(place);
            else if (ring.pixels(next) < FocusRing.least(next)) none.add(place + " has a faint one");
        }));
        assertEquals(List.of(), none);
    }

    @Test
    void aPanelThatEscapeClosesGivesItsButtonTheRing(FxRobot robot) {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null);
        Button button = all(window.frame, Button.class).filter(one -> one.getText() != null
            && one.getText().endsWith(" px")).findFirst().orElseThrow();
        robot.clickOn(button);
        assertFalse(button.getPseudoClassStates().contains(RING), "it was a click");
        robot.type(KeyCode.ESCAPE);
        assertEquals(button, window.frame.getScene().getFocusOwner());
        assertEquals(true, button.getPseudoClassStates().contains(RING));
        robot.clickOn(window.frame.lookup(".remarks").getParent());
        robot.clickOn(button);
        assertFalse(button.getPseudoClassStates().contains(RING), "a click, again");
    }

    private static void press(Node node, KeyCode key) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }
}
