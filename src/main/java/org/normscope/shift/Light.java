package org.normscope.shift;

import org.normscope.image.Pixels;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A picture as numbers: [1, 3, H, W], red, green and blue from 0 to 1, as the file's values stand (gamma-encoded sRGB).
 */
final class Light {
    /** Shares of red, green and blue in luminance (ITU-R BT.601). */
    static final float RED = 0.299f, GREEN = 0.587f, BLUE = 0.114f;

    private Light() { }

    /** Laid over white first. */
    static Tensor of(Pixels picture) {
        int[] argb = picture.overWhite().argb();
        float[] cells = new float[3 * argb.length];
        for (int i = 0; i < argb.length; i++) {
            for (int c = 0; c < 3; c++) cells[c * argb.length + i] = (argb[i] >> 16 - 8 * c & 255) / 255f;
        }
        return Tensor.of(Shape.of(1, 3, picture.height(), picture.width()), cells);
    }

    /** Rounded to 8 bits. */
    static Pixels pixels(Tensor light) {
        int plane = light.shape().plane();
        int[] argb = new int[plane];
        for (int i = 0; i < plane; i++) {
            argb[i] = 0xFF000000;
            for (int c = 0; c < 3; c++) argb[i] |= Math.round(255 * light.data()[c * plane + i]) << 16 - 8 * c;
        }
        return new Pixels(light.shape().w(), light.shape().h(), argb);
    }

    static Tensor clipped(Tensor light) {
        float[] cells = new float[light.data().length];
        for (int i = 0; i < cells.length; i++) cells[i] = Math.max(0, Math.min(1, light.data()[i]));
        return Tensor.of(light.shape(), cells);
    }

    /** By pixel: the luminance of each. */
    static float[] luminance(Tensor light) {
        int plane = light.shape().plane();
        float[] cells = light.data(), grey = new float[plane];
        for (int i = 0; i < plane; i++) {
            grey[i] = RED * cells[i] + GREEN * cells[plane + i] + BLUE * cells[2 * plane + i];
        }
        return grey;
    }
}
