package org.normscope.state;

import java.util.function.UnaryOperator;

/**
 * All choices of the user: what undo goes back to and what a session file holds. Immutable, with one record a
 * workspace inside.
 */
public record Settings(Look look, Workspace workspace, NormalizeSettings normalize) {
    public Settings withLook(Look next) {
        return new Settings(next, workspace, normalize);
    }

    public Settings withWorkspace(Workspace next) {
        return new Settings(look, next, normalize);
    }

    public Settings withNormalize(UnaryOperator<NormalizeSettings> change) {
        return new Settings(look, workspace, change.apply(normalize));
    }
}
