package org.normscope.state.shift;

/**
 * A painting in whose style the shifted picture is painted.
 *
 * @param painting its origin
 * @param weight   0 leaves the picture as it is, 1 paints it wholly
 */
public record Restyle(String painting, double weight) {
    public static final Restyle NONE = new Restyle("builtin:paintings/cafe-terrace", 0);
}
