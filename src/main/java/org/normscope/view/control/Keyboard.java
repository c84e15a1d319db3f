package org.normscope.view.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keys of the window and what they do now; installed in its scene. */
public final class Keyboard {
    private final Map<KeyCombination, List<Runnable>> actions = new LinkedHashMap<>();

    /** One key may have an action in each workspace: those of controls that are not shown do nothing. */
    public void on(Shortcut shortcut, Runnable action) {
        shortcut.keys().ifPresent(keys -> actions.computeIfAbsent(keys, none -> new ArrayList<>()).add(action));
    }

    public void install(Scene scene) {
        actions.forEach((keys, all) ->
            scene.getAccelerators().put(keys, () -> List.copyOf(all).forEach(Runnable::run)));
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
