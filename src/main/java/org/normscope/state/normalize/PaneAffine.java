package org.normscope.state.normalize;

/** Where a pane's gamma and beta come from, before the sliders multiply and add. */
public enum PaneAffine {
    /** The network's own, by channel. */
    LEARNED,
    /** The layer's own deviation and mean by channel, over the tray. */
    TRAY,
    /** The same over the sample photos. */
    SAMPLES,
    /** 1 and 0. */
    NONE
}
