package org.normscope.normalize;

/**
 * Statistics that do not come from the batch: what a BatchNormalization recorded in training, or a pool of pictures.
 *
 * @param mean     by channel
 * @param variance by channel
 * @param epsilon  the one to use with them, where none is set: the operator's own
 */
public record RunningStatistics(float[] mean, float[] variance, float epsilon) { }
