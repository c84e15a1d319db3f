package org.normscope.view.control;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.stage.PopupWindow;
import javafx.util.Duration;

/**
 * What comes up where the pointer rests: a sentence about what is there. A tooltip is a window with a scene of its
 * own, and there are hundreds: each is made when the pointer comes for the first time. Screen readers have its words at
 * once.
 */
public final class Tips {
    /** Pixels: a sentence takes two or three lines. */
    private static final double WIDEST = 360;
    private static final Duration DELAY = Duration.millis(500);

    /** Marks nodes above which the words come up. */
    private enum Above { }

    private Tips() { }

    /** Gives a node its words, in place of those that it had. */
    public static void on(Node node, ObservableValue<String> words) {
        node.accessibleHelpProperty().bind(words);
        if (node.getProperties().put(Tips.class, words) != null) return;
        node.addEventHandler(MouseEvent.MOUSE_ENTERED, event ->
            tooltip(node).textProperty().bind(node.accessibleHelpProperty()));
    }

    /** The same, where the words stay. */
    public static void on(Node node, String words) {
        on(node, new ReadOnlyStringWrapper(words));
    }

    /** Words of a node that carries buttons come up above it, not at the pointer, where they would lie on these. */
    public static void above(Node node) {
        node.getProperties().put(Above.class, true);
    }

    /** The words of a node; empty where it has none. */
    public static Optional<String> words(Node node) {
        return node.getProperties().containsKey(Tips.class) ? Optional.ofNullable(node.getAccessibleHelp())
            : Optional.empty();
    }

    private static Tooltip tooltip(Node node) {
        return (Tooltip) node.getProperties().computeIfAbsent(Tooltip.class, none -> {
            Tooltip tooltip = new Tooltip();
            tooltip.setShowDelay(DELAY);
            tooltip.setWrapText(true);
            tooltip.setMaxWidth(WIDEST);
            Tooltip.install(node, tooltip);
            if (node.getProperties().containsKey(Above.class)) {
                tooltip.setAnchorLocation(PopupWindow.AnchorLocation.WINDOW_BOTTOM_LEFT);
                tooltip.setOnShown(event -> {
                    Bounds at = node.localToScreen(node.getLayoutBounds());
                    tooltip.setAnchorX(at.getMinX());
                    tooltip.setAnchorY(at.getMinY());
                });
            }
            return tooltip;
        });
    }
}
