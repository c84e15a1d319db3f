package org.normscope.flow;

import java.util.Optional;
import org.normscope.normalize.RunningStatistics;
import org.normscope.tensor.Tensor;

/**
 * What a normalization takes from pictures beside the batch, and nothing else: what is empty is missing.
 *
 * @param style the style picture's maps at the same place, [1, C, H, W]
 * @param pool  what a pool of pictures has there
 */
public record Lent(Optional<Tensor> style, Optional<RunningStatistics> pool) { }
