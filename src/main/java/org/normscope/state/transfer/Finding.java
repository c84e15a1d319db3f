package org.normscope.state.transfer;

/** A question that is asked of a lesson, with a figure for its answer. */
public enum Finding {
    /** How few pictures are enough? */
    FEW
}
