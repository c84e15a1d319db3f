package org.normscope.state.normalize;

/** Which panes have one colour scale. */
public enum ScaleSharing {
    /** All normalizations; the raw maps, whose values may be many times larger, have their own. */
    SHARED,
    /** All panes, raw maps, too. */
    ALL,
    /** None: each has its own. */
    OWN
}
