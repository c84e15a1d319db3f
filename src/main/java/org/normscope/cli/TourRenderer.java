package org.normscope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.normscope.text.Language;

/** Renders the window's workspaces to files; the window provides it, so that batch commands know no window. */
@FunctionalInterface
public interface TourRenderer {
    /** As {@code --theme} takes it. */
    enum Lighting { LIGHT, DARK, PROJECTOR }

    /** Where a tour stops, in this order: the workspaces, and a unit's plate in Layers. As {@code --only} takes it. */
    enum Stop { NORMALIZE, LAYERS, PLATE, STYLE, SHIFT, TRANSFER, TREE }

    /**
     * A way that the window can look.
     *
     * @param width  of the window, pixels
     * @param height of the window, pixels
     */
    record Shot(Lighting theme, Language language, int width, int height) { }

    /**
     * Renders workspaces on the built-in example.
     *
     * @param folder where the PNG files go, one a workspace, or one a shot of it where there are several; made if it is
     *               not there
     * @param stops  at least one
     * @param shots  at least one
     * @return the files written
     */
    List<Path> render(Path folder, Set<Stop> stops, List<Shot> shots);
}
