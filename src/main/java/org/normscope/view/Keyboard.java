package org.normscope.view;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keys of the window and what they do now; installed in its scene. */
public final class Keyboard {
    private final Map<KeyCombination, Runnable> actions = new LinkedHashMap<>();

    public void on(Shortcut shortcut, Runnable action) {
        shortcut.keys().ifPresent(keys -> actions.put(keys, action));
    }

    public void install(Scene scene) {
        scene.getAccelerators().putAll(actions);
        Shortcut.DISMISS.keys().ifPresent(keys -> early(scene, keys));
    }

    /** Menu buttons swallow this key even while closed, so that it is looked at before they get it. */
    private void early(Scene scene, KeyCombination keys) {
        Runnable action = scene.getAccelerators().remove(keys);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (action != null && keys.match(event)) action.run();
        });
    }
}
