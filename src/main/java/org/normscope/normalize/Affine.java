package org.normscope.normalize;

/**
 * y = gamma[c] * x_hat + beta[c], one pair for each channel.
 *
 * @param gamma scale by channel
 * @param beta  offset by channel
 */
public record Affine(float[] gamma, float[] beta) {
    /**
     * What stands for gamma and beta where a normalization is put in behind a layer, and the network has none for it.
     * With 1 and 0 the layers behind get maps of another scale than they were trained on; matched to the layer's own
     * maps they get the scale that they know.
     */
    public enum Calibration {
        /** The layer's own deviation and mean by channel, over the batch. */
        TRAY,
        /** The same over the sample photos. */
        SAMPLES,
        /** 1 and 0. */
        NONE
    }
}
