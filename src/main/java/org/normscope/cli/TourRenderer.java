package org.normscope.cli;

import java.nio.file.Path;
import java.util.List;
import org.normscope.text.Language;

/** Renders the window's workspaces to files; the window provides it, so that batch commands know no window. */
@FunctionalInterface
public interface TourRenderer {
    /** As {@code --theme} takes it. */
    enum Lighting { LIGHT, DARK, PROJECTOR }

    /**
     * Renders every workspace on the built-in example.
     *
     * @param folder where the PNG files go, one a workspace; made if it is not there
     * @param width  of the window, pixels
     * @param height of the window, pixels
     * @return the files written
     */
    List<Path> render(Path folder, Lighting theme, Language language, int width, int height);
}
