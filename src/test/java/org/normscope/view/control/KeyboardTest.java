package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class KeyboardTest {
    @Test
    void aHeldKeyStepsOnAndSwitchesOnce(FxRobot robot) {
        List<Shortcut> done = new ArrayList<>();
        robot.interact(() -> {
            Keyboard keyboard = new Keyboard();
            for (Shortcut shortcut : List.of(Shortcut.LANGUAGE, Shortcut.UNDO, Shortcut.DISMISS)) {
                keyboard.on(shortcut, () -> done.add(shortcut));
            }
            Scene scene = new Scene(new Group());
            keyboard.install(scene);
            for (KeyCode code : List.of(KeyCode.L, KeyCode.Z, KeyCode.ESCAPE, KeyCode.L)) {
                for (int i = 0; i < 3; i++) fire(scene, KeyEvent.KEY_PRESSED, code);
                fire(scene, KeyEvent.KEY_RELEASED, code);
            }
        });
        assertEquals(List.of(Shortcut.LANGUAGE, Shortcut.UNDO, Shortcut.UNDO, Shortcut.UNDO, Shortcut.DISMISS,
            Shortcut.LANGUAGE), done);
    }

    private static void fire(Scene scene, EventType<KeyEvent> type, KeyCode code) {
        boolean control = code != KeyCode.ESCAPE;
        Event.fireEvent(scene, new KeyEvent(type, "", "", code, false, control, false, false));
    }
}
