package org.normscope.onnx.norm;

/**
 * What keeps the divisor of a normalization from zero.
 *
 * @param value  0 where there is none
 * @param beside whether it is added to the root, else under it
 */
public record Epsilon(float value, boolean beside) {
    public static final Epsilon NONE = under(0);

    public static Epsilon under(float value) {
        return new Epsilon(value, false);
    }
}
