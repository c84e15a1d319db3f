package org.normscope.shift;

import java.util.function.DoubleUnaryOperator;
import org.normscope.tensor.Tensor;

/** What changes light and dark, the same for every colour. */
final class Tones {
    private Tones() { }

    /** v (1 + b). */
    static Tensor brightness(Tensor light, double b) {
        return each(light, v -> v * (1 + b));
    }

    /** m + (v - m)(1 + c), where m is the mean luminance of the picture. */
    static Tensor contrast(Tensor light, double c) {
        double sum = 0;
        float[] luminance = Light.luminance(light);
        for (float grey : luminance) sum += grey;
        double mean = sum / luminance.length;
        return each(light, v -> mean + (v - mean) * (1 + c));
    }

    /** v^g. */
    static Tensor gamma(Tensor light, double g) {
        return each(light, v -> Math.pow(v, g));
    }

    private static Tensor each(Tensor light, DoubleUnaryOperator tone) {
        float[] cells = new float[light.data().length];
        for (int i = 0; i < cells.length; i++) cells[i] = (float) tone.applyAsDouble(light.data()[i]);
        return Tensor.of(light.shape(), cells);
    }
}
