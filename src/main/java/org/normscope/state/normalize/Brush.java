package org.normscope.state.normalize;

/**
 * The brush that paints on the active picture.
 *
 * @param on     whether dragging on the picture paints
 * @param color  0xFFRRGGBB
 * @param radius as a share of the picture's shorter side
 */
public record Brush(boolean on, int color, double radius) {
    public Brush withOn(boolean next) {
        return new Brush(next, color, radius);
    }

    public Brush withColor(int next) {
        return new Brush(on, next, radius);
    }

    public Brush withRadius(double next) {
        return new Brush(on, color, next);
    }
}
