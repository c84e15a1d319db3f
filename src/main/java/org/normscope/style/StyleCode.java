package org.normscope.style;

import java.util.List;
import java.util.Optional;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * What a style network knows of a style, or of a content as its own style.
 *
 * @param values [1, length]
 * @param own    what of it is the content's own; empty where nobody said so
 */
public record StyleCode(Tensor values, Optional<Own> own) {
    /** For networks that take no styles. */
    public static final StyleCode NONE = of(Tensor.zeros(Shape.of(1, 0)));

    /**
     * The content's own code.
     *
     * @param values [1, length]
     * @param share  of it in the mixed code, in [0, 1]
     */
    public record Own(Tensor values, float share) { }

    static StyleCode of(Tensor values) {
        return new StyleCode(values, Optional.empty());
    }

    /**
     * Codes mix as their weighted sum.
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
        return of(Tensor.of(shape, mixed));
    }

    /**
     * From the content's own code to a style's.
     *
     * @param content its own code
     * @param weight  of the style, in [0, 1]
     */
    public static StyleCode between(StyleCode content, StyleCode style, double weight) {
        float share = (float) (1 - weight);
        return new StyleCode(mix(List.of(content, style), List.of(share, (float) weight)).values,
            Optional.of(new Own(content.values, share)));
    }
}
