package org.normscope.style;

import java.util.List;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * What a style network knows of a style, or of a content as its own style.
 *
 * @param values [1, length]
 */
public record StyleCode(Tensor values) {
    /** For networks that take no styles. */
    public static final StyleCode NONE = new StyleCode(Tensor.zeros(Shape.of(1, 0)));

    /**
     * Codes mix as their weighted sum; style weight w is (1 - w) of the content's own code and w of the style's.
     *
     * @param codes   of one network
     * @param weights one a code; their sum is made 1
     */
    public static StyleCode mix(List<StyleCode> codes, List<Float> weights) {
        double sum = weights.stream().mapToDouble(w -> w).sum();
        if (codes.size() != weights.size() || !(sum > 0)) {
            throw new IllegalArgumentException("weights " + weights + " for " + codes.size() + " codes");
        }
        Shape shape = codes.get(0).values.shape();
        float[] mixed = new float[codes.get(0).values.data().length];
        for (int i = 0; i < mixed.length; i++) {
            double value = 0;
            for (int k = 0; k < codes.size(); k++) value += weights.get(k) / sum * codes.get(k).values.data()[i];
            mixed[i] = (float) value;
        }
        return new StyleCode(Tensor.of(shape, mixed));
    }
}
