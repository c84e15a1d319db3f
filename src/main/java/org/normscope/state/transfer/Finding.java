package org.normscope.state.transfer;

/** A question that is asked of a lesson, with a figure for its answer. */
public enum Finding {
    /** How few pictures are enough? */
    FEW,
    /** How transferable is each layer? */
    DEPTH,
    /** How far did training move the filters? */
    MOVED,
    /** Which pictures lie together in feature space? */
    MAP,
    /** Does a probability mean what it says? */
    SURE,
    /** Does it hold where pictures look otherwise, at dusk? */
    LOOKS,
    /** Why does batch normalization help? */
    SMOOTH
}
