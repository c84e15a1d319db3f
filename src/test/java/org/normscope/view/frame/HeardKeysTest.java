package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.state.desk.Workspace;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.control.Shortcut;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The window hears its keys wherever the keyboard is, once each time, and whatever was put away before. */
class HeardKeysTest extends WindowFixture {
    private static final KeyCombination KEYS = KeyCombination.valueOf("Shortcut+F12");

    private int heard;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void everyControlLetsTheWindowsKeysPassAndLeavesThemAlone(FxRobot robot) {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null);
        robot.interact(() ->
            window.controls.keyboard().on(new Shortcut("shortcut.theme", Optional.of(KEYS)), () -> heard++));
        List<String> deaf = new ArrayList<>();
        for (Workspace workspace : window.app.workspaces()) {
            robot.interact(() -> window.app.setWorkspace(workspace.id()));
            until(() -> window.app.activity().get() == null && !workspace.computing().get());
            robot.interact(() -> {
                for (Node node : all(window.frame, Node.class).filter(Node::isFocusTraversable)
                    .filter(OnScreen::shown).filter(one -> !one.isDisabled()).toList()) {
                    if (!OnScreen.shown(node) || node.getScene() == null) continue;
                    node.requestFocus();
                    type(KeyCode.ESCAPE, false);
                    int before = heard;
                    type(KeyCode.F12, true);
                    type(KeyCode.F12, true);
                    if (heard != before + 2) deaf.add(workspace.id() + ": " + FocusRing.name(node));
                }
            });
        }
        assertEquals(List.of(), deaf);
    }

    private void type(KeyCode key, boolean control) {
        for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            Node owner = window.frame.getScene().getFocusOwner();
            EventTarget target = owner == null ? window.frame.getScene() : owner;
            Event.fireEvent(target, new KeyEvent(type, "", "", key, false, control, false, false));
        }
    }
}
