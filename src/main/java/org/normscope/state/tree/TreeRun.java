package org.normscope.state.tree;

/**
 * Where the shown node's work stands.
 *
 * @param done      0 to 1, as far as the node tells
 * @param cancelled whether somebody ended it: it does not begin again until something else is asked for
 */
public record TreeRun(boolean running, double done, boolean cancelled) {
    static final TreeRun NONE = new TreeRun(false, 0, false), CANCELLED = new TreeRun(false, 0, true);

    static TreeRun at(double done) {
        return new TreeRun(true, done, false);
    }
}
