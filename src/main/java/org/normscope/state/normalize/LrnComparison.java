package org.normscope.state.normalize;

import org.normscope.image.Pixels;

/**
 * What LRN sums up, computed in two ways, for the active picture: between channels the window's sum of squares is a
 * 1 x 1 convolution with a banded matrix of ones; within a channel the window's mean of squares is average pooling.
 *
 * @param interChannel      which of the two forms
 * @param direct            LRN's own sums, as a mosaic
 * @param byOtherOperator   by convolution or pooling, on the same scale
 * @param largestDifference max |a - b| over max |b|
 */
public record LrnComparison(boolean interChannel, Pixels direct, Pixels byOtherOperator, double largestDifference) { }
