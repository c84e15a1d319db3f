package org.normscope.normalize;

/**
 * y = gamma[c] * x_hat + beta[c], one pair for each channel.
 *
 * @param gamma scale by channel
 * @param beta  offset by channel
 */
public record Affine(float[] gamma, float[] beta) { }
