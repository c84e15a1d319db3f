package org.normscope.view;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;

/** The keys of the window and what they do now; installed in its scene. */
public final class Keyboard {
    private final Map<KeyCombination, Runnable> actions = new LinkedHashMap<>();

    public void on(Shortcut shortcut, Runnable action) {
        shortcut.keys().ifPresent(keys -> actions.put(keys, action));
    }

    public void install(Scene scene) {
        scene.getAccelerators().putAll(actions);
    }
}
