package org.normscope.shift;

import org.normscope.tensor.Tensor;

/** A drawing in pencil: what is darker than its surroundings becomes a line, everything else is paper. */
final class PencilSketch {
    /** How far the surroundings reach: the deviation of a Gaussian, as a share of the shorter side. */
    private static final double SURROUNDINGS = 0.02;
    /** Black surroundings would be divided by. */
    private static final float LEAST = 1 / 255f;

    private PencilSketch() { }

    /**
     * (1 - k) v + k d with the colour dodge d = min(1, Y / max(G(Y), 1/255)), where Y is the luminance and G(Y) the
     * same blurred.
     */
    static Tensor drawn(Tensor light, double k) {
        int width = light.shape().w(), height = light.shape().h(), plane = width * height;
        float[] luminance = Light.luminance(light);
        float[] around = GaussianBlur.blurred(luminance, width, height, SURROUNDINGS * Math.min(width, height));
        float[] cells = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            double line = Math.min(1, luminance[i] / Math.max(around[i], LEAST));
            for (int c = 0; c < 3; c++) {
                cells[c * plane + i] = (float) ((1 - k) * light.data()[c * plane + i] + k * line);
            }
        }
        return Tensor.of(light.shape(), cells);
    }
}
