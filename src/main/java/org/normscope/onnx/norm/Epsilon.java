package org.normscope.onnx.norm;

/**
 * What keeps the divisor of a normalization from zero.
 *
 * @param value 0 where there is none
 * @param place where it stands
 */
public record Epsilon(float value, Place place) {
    /** Added under the root, added to the root, or the least that the root may be. */
    public enum Place { UNDER, BESIDE, LEAST }

    public static final Epsilon NONE = under(0);

    public static Epsilon under(float value) {
        return new Epsilon(value, Place.UNDER);
    }

    /** As one of what the root is drawn from, which this was found at. */
    Epsilon underRoot() {
        return place == Place.LEAST ? new Epsilon((float) Math.sqrt(value), place) : under(value);
    }
}
