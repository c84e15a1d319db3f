package org.normscope.state.layers;

/** What the effective receptive field on a plate is measured over. */
public enum FieldOver {
    /** The places of the corpus that fire the unit most. */
    NINE,
    /** The middle cell, on pictures from all over the corpus. */
    CORPUS,
    /** The cell that fires most on the current picture. */
    PICTURE
}
