package org.normscope.state.desk;

/**
 * A class before and after something was changed.
 *
 * @param label  its name, or its index where the network has no labels
 * @param before probability in the untouched network, softmax applied where the network has none
 * @param after  in the changed one, or on the changed picture
 */
public record RankedClass(int index, String label, float before, float after) { }
