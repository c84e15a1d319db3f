package org.normscope.state.normalize;

/**
 * What a pane shows: the normalization's result, a quantity inside it as a map, or the difference from another pane.
 */
public enum Show { RESULT, MEAN, DEVIATION, DENOMINATOR, DIFFERENCE }
