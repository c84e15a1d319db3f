package org.normscope.view.control;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/**
 * Wherever keys lead, a ring is seen. The toolkit shows one where Tab leads, and none where the keyboard is handed on
 * by a request: where arrows walk, where a panel opens or closes.
 */
public final class KeyFocus {
    private static final PseudoClass RING = PseudoClass.getPseudoClass("focus-visible");

    /** Whether the last that was pressed was a key. */
    private boolean keys;

    private KeyFocus() { }

    public static void follow(Scene scene) {
        KeyFocus focus = new KeyFocus();
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> focus.keys = true);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> focus.keys = false);
        scene.focusOwnerProperty().addListener((property, old, now) -> {
            if (old != null) ring(old, false);
            if (now != null && focus.keys) ring(now, true);
        });
    }

    private static void ring(Node node, boolean led) {
        node.pseudoClassStateChanged(RING, led || node.isFocusVisible());
    }
}
