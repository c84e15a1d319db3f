package org.normscope.view.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The keys of the window and what they do now; installed in its scene. */
public final class Keyboard {
    private final Map<KeyCombination, List<Runnable>> actions = new LinkedHashMap<>();

    private @Nullable Scene scene;
    /** The key that went down last and is not up yet; and whether it comes again because it is held. */
    private @Nullable KeyCode down;
    private boolean again;

    /** One key may have an action in each workspace: those of controls that are not shown do nothing. */
    public void on(Shortcut shortcut, Runnable action) {
        shortcut.keys().ifPresent(keys -> {
            actions.computeIfAbsent(keys, none -> new ArrayList<>()).add(action);
            if (scene != null) install(scene, keys);
        });
    }

    /** What is given an action later gets its key then. */
    public void install(Scene next) {
        scene = next;
        next.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            again = event.getCode() == down;
            down = event.getCode();
        });
        next.addEventFilter(KeyEvent.KEY_RELEASED, event -> down = null);
        // A key that goes up while another window has the keyboard is not heard of.
        next.windowProperty().flatMap(Window::focusedProperty).addListener((property, had, has) -> down = null);
        actions.keySet().forEach(keys -> install(next, keys));
        // Menu buttons swallow this key even while closed, so that it is looked at before they get it.
        Shortcut.DISMISS.keys().ifPresent(keys -> next.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (keys.match(event)) press(keys);
        }));
    }

    private void install(Scene where, KeyCombination keys) {
        if (!Shortcut.DISMISS.keys().equals(Optional.of(keys))) where.getAccelerators().put(keys, () -> press(keys));
    }

    /** For what would swallow the window's key: where this is the key, its action is done and nobody else gets it. */
    void take(KeyEvent event, Shortcut shortcut) {
        if (event.isConsumed() || !shortcut.matches(event)) return;
        shortcut.keys().ifPresent(this::press);
        event.consume();
    }

    /** A held key steps on; what it switches, it switches once: else a slow window is switched long after. */
    private void press(KeyCombination keys) {
        if (again && Shortcut.STEPS.stream().noneMatch(step -> step.keys().equals(Optional.of(keys)))) return;
        List.copyOf(actions.getOrDefault(keys, List.of())).forEach(Runnable::run);
    }
}
