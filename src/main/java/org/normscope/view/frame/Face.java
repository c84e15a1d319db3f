package org.normscope.view.frame;

import java.net.URL;
import java.util.List;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/**
 * The view side of a workspace: what the window shows while it is open. Nodes are asked for once, when the workspace is
 * first open: to build all of them takes longer than one likes to wait for a window.
 */
public interface Face {
    /** Of its workspace. */
    String id();

    /** Message key of its name. */
    default String title() {
        return "workspace." + id();
    }

    /** Message key of what its number does, for the list of all keys. */
    default String help() {
        return "shortcut." + id();
    }

    /** Message keys of what to try first, three of them; none where it goes without saying. */
    default List<String> hints() {
        return List.of();
    }

    /** In the rail. */
    Ikon icon();

    /** Below the top bar, and below the strip where layers are chosen. */
    Node body();

    /** In the top bar behind the workspace's name. */
    default List<Node> topBar() {
        return List.of();
    }

    /** At the left of the status bar. */
    default List<Node> status() {
        return List.of();
    }

    /** At its right end. */
    default List<Node> statusEnd() {
        return List.of();
    }

    /** The style sheet of its own; null for none. */
    default @Nullable URL styleSheet() {
        return null;
    }
}
