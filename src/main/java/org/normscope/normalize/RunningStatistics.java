package org.normscope.normalize;

/**
 * What a BatchNormalization recorded in training.
 *
 * @param mean     by channel
 * @param variance by channel
 * @param epsilon  the operator's own
 */
public record RunningStatistics(float[] mean, float[] variance, float epsilon) { }
