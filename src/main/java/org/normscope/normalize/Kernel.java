package org.normscope.normalize;

import org.jspecify.annotations.Nullable;
import org.normscope.tensor.Tensor;

/**
 * The weights of a convolution or fully connected layer, with the geometry that applies them to its input.
 *
 * @param weights   [Cout, Cin/groups, kh, kw]; a fully connected layer has kh = kw = 1
 * @param bias      one for each output unit, or null
 * @param strides   {y, x}
 * @param pads      {top, left, bottom, right}, zeros
 * @param dilations {y, x}
 * @param groups    channel groups of the convolution
 */
public record Kernel(Tensor weights, float @Nullable [] bias, int[] strides, int[] pads,
                     int[] dilations, int groups) { }
