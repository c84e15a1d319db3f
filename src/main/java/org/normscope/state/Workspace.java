package org.normscope.state;

import java.util.Set;

/** The workspaces of the window. */
public enum Workspace {
    NORMALIZE("normalize.title"), LAYERS("layers.title"), STYLE("style.title"), SHIFT("shift.title");

    /** Those in which a layer of the open network is chosen. */
    public static final Set<Workspace> OF_LAYERS = Set.of(NORMALIZE, LAYERS);

    private final String key;

    Workspace(String key) {
        this.key = key;
    }

    /** Message key of its name. */
    public String key() {
        return key;
    }
}
