package org.normscope.view.frame;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import org.testfx.util.WaitForAsyncUtils;

/** What a test looks for in a window. */
public final class OnScreen {
    private static final int SECONDS = 60;

    private OnScreen() { }

    /** Waits for what threads deliver, asked on the JavaFX thread; fails where it does not come. */
    public static void until(Callable<Boolean> holds) {
        try {
            WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(holds).get());
            WaitForAsyncUtils.waitForFxEvents();
        } catch (TimeoutException e) {
            throw new AssertionError("has not come about", e);
        }
    }

    /** A node and all that is in it, of one kind. */
    public static <T> Stream<T> all(Parent root, Class<T> kind) {
        return Stream.concat(kind.isInstance(root) ? Stream.of(kind.cast(root)) : Stream.empty(),
            root.getChildrenUnmodifiable().stream().flatMap(child -> child instanceof Parent parent ? all(parent, kind)
                : kind.isInstance(child) ? Stream.of(kind.cast(child)) : Stream.empty()));
    }

    public static boolean shown(Node node) {
        for (Node up = node; up != null; up = up.getParent()) if (!up.isVisible()) return false;
        return true;
    }

    /** All words that can be read now. */
    public static List<String> words(Parent root) {
        return all(root, Labeled.class).filter(OnScreen::shown).map(Labeled::getText).filter(Objects::nonNull)
            .filter(text -> !text.isBlank()).toList();
    }

    /** What can be reached by keys and says nothing to a screen reader. */
    public static List<String> nameless(Parent root) {
        return all(root, Node.class).filter(Node::isFocusTraversable).filter(OnScreen::shown)
            .filter(node -> !(node instanceof ScrollPane) && !(node instanceof ScrollBar))
            .filter(node -> node.getAccessibleText() == null || node.getAccessibleText().isBlank())
            .map(node -> node.getClass().getSimpleName() + " " + node.getStyleClass()).toList();
    }
}
