package org.normscope.state.style;

/**
 * The brush that paints where the style goes.
 *
 * @param on       whether dragging on the result paints
 * @param erase    whether it takes the style away again
 * @param radius   as a share of the picture's shorter side
 * @param softness how wide the mask's edge is, as a share of the picture's shorter side; 0 is hard
 */
public record MaskBrush(boolean on, boolean erase, double radius, double softness) {
    /** Strokes that put the style on and take it off: a mask is white where the style goes. */
    public static final int PAINT = 0xFFFFFFFF, ERASE = 0xFF000000;

    public MaskBrush withOn(boolean next) {
        return new MaskBrush(next, erase, radius, softness);
    }

    public MaskBrush withErase(boolean next) {
        return new MaskBrush(on, next, radius, softness);
    }

    public MaskBrush withRadius(double next) {
        return new MaskBrush(on, erase, next, softness);
    }

    public MaskBrush withSoftness(double next) {
        return new MaskBrush(on, erase, radius, next);
    }
}
