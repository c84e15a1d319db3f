package org.normscope.normalize;

import org.normscope.tensor.Tensor;

/**
 * What a residual connection adds, both of the same shape [N, C, H, W].
 *
 * @param shortcut x, the shorter way
 * @param branch   G(x)
 */
public record Residual(Tensor shortcut, Tensor branch) { }
