package org.normscope.state.layers;

/** In which order the units of a layer are paged through. */
public enum UnitOrder {
    INDEX,
    /** By the strongest activation on the current picture. */
    STRENGTH,
    /** By how far apart the pictures of the corpus move them. */
    SPREAD
}
