package org.normscope.state.style;

/**
 * How the result is looked at, independent of the window's size.
 *
 * @param beside  content and result side by side; else one picture with a divider
 * @param fills   whether at zoom 1 the picture fills its place and is cut; else it is seen whole
 * @param divider share of the width that shows the content, in [0, 1]
 * @param zoom    over what {@code fills} asks for
 * @param x       the middle of what is seen, as a share of the picture's width
 * @param y       the same of its height
 */
public record ResultView(boolean beside, boolean fills, double divider, double zoom, double x, double y) {
    static final ResultView INITIAL = new ResultView(false, true, 0.42, 1, 0.5, 0.5);

    public ResultView withBeside(boolean next) {
        return new ResultView(next, fills, divider, zoom, x, y);
    }

    /** The whole of it again, or as much as fills its place. */
    public ResultView withFills(boolean next) {
        return new ResultView(beside, next, divider, 1, 0.5, 0.5);
    }

    /** Within [0, 1]. */
    public ResultView withDivider(double next) {
        return new ResultView(beside, fills, Math.max(0, Math.min(1, next)), zoom, x, y);
    }

    public ResultView withZoom(double next, double nextX, double nextY) {
        return new ResultView(beside, fills, divider, next, nextX, nextY);
    }
}
