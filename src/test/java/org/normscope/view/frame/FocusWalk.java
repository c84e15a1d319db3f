package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Tab's way through what is on screen: it comes to everything, and at each stop a ring is seen. */
final class FocusWalk {
    private final WindowFrame frame;
    private final Predicate<Node> looked;

    FocusWalk(WindowFrame frame) {
        this(frame, node -> true);
    }

    /** @param looked whose ring is looked at; asked once of each that is reached */
    FocusWalk(WindowFrame frame, Predicate<Node> looked) {
        this.frame = frame;
        this.looked = looked;
    }

    /**
     * By the window's own thread: a robot's key waits for a tenth of a second, and there are hundreds.
     *
     * @param order of the parts in which Tab comes to them
     * @param where for what is said of a failure
     */
    void walk(List<Class<? extends Parent>> order, String where) {
        FocusRing ring = new FocusRing(frame);
        ring.settle();
        List<Node> reachable = all(frame, Node.class).filter(Node::isFocusTraversable).filter(OnScreen::shown)
            .filter(node -> !node.isDisabled())
            .filter(node -> !(node instanceof ScrollPane) && !(node instanceof ScrollBar)).toList();
        reachable.get(0).requestFocus();
        Set<Node> reached = new LinkedHashSet<>();
        List<String> faint = new ArrayList<>();
        for (int i = 0; i < 3 * reachable.size(); i++) {
            press(KeyCode.TAB);
            Node now = owner();
            if (!reached.add(now)) break;
            if (now instanceof ScrollPane || !looked.test(now)) continue;
            int seen = ring.pixels(now);
            if (seen < FocusRing.least(now)) faint.add(FocusRing.name(now) + ": " + seen);
        }
        Set<Node> missed = new HashSet<>(reachable);
        missed.removeAll(reached);
        missed.removeIf(node ->
            node instanceof ToggleButton one && one.getToggleGroup() != null && byArrows(one));
        assertEquals(List.of(), missed.stream().map(FocusRing::name).toList(), where + ": not reached");
        assertEquals(List.of(), faint, where + ": no ring to be seen");
        List<Node> way = new ArrayList<>(reached);
        int[] first = order.stream().mapToInt(part -> (int) way.stream().takeWhile(node -> !within(node, part)).count())
            .toArray();
        for (int i = 1; i < first.length; i++) {
            assertTrue(first[i - 1] < first[i], order.get(i) + " comes at " + first[i] + ", after " + first[i - 1]);
        }
    }

    /** Of buttons of which one at a time is pressed Tab comes to that one. */
    private boolean byArrows(ToggleButton button) {
        ((ToggleButton) button.getToggleGroup().getSelectedToggle()).requestFocus();
        for (int i = 0; i < button.getToggleGroup().getToggles().size() && owner() != button; i++) {
            press(KeyCode.RIGHT);
        }
        return owner() == button;
    }

    private void press(KeyCode key) {
        for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            Event.fireEvent(owner(), new KeyEvent(type, "", "", key, false, false, false, false));
        }
    }

    private static boolean within(Node node, Class<? extends Parent> part) {
        for (Node up = node; up != null; up = up.getParent()) if (part.isInstance(up)) return true;
        return false;
    }

    private Node owner() {
        return frame.getScene().getFocusOwner();
    }
}
