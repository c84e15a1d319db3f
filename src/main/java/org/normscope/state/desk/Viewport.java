package org.normscope.state.desk;

/**
 * Which part of a mosaic is on screen, independent of the size of a pane, so that all panes share one.
 *
 * @param zoom magnification over the whole mosaic just fitting, 1 to {@link #MAXIMUM}
 * @param x    what lies in the middle of the pane, as a share of the mosaic's width
 * @param y    the same of its height
 */
public record Viewport(double zoom, double x, double y) {
    public static final double MAXIMUM = 64;
    /** The whole mosaic. */
    public static final Viewport FIT = new Viewport(1, 0.5, 0.5);

    public Viewport {
        zoom = Math.max(1, Math.min(MAXIMUM, zoom));
        x = clamp(x, zoom);
        y = clamp(y, zoom);
    }

    /** The mosaic's edge never comes further in than the pane's. */
    private static double clamp(double middle, double zoom) {
        double margin = 0.5 / zoom;
        return Math.max(margin, Math.min(1 - margin, middle));
    }

    /** Magnified by a factor, with the point (px, py) of the mosaic, as shares of its sides, staying where it is. */
    public Viewport zoomed(double factor, double px, double py) {
        double next = Math.max(1, Math.min(MAXIMUM, zoom * factor));
        double kept = zoom / next;
        return new Viewport(next, px + (x - px) * kept, py + (y - py) * kept);
    }

    /** Moved by shares of the mosaic's sides. */
    public Viewport moved(double dx, double dy) {
        return new Viewport(zoom, x + dx, y + dy);
    }

    /** The nearest viewport of the same zoom that has the point inside its middle four fifths. */
    public Viewport containing(double px, double py) {
        double reach = 0.4 / zoom;
        return new Viewport(zoom, Math.max(px - reach, Math.min(px + reach, x)),
            Math.max(py - reach, Math.min(py + reach, y)));
    }
}
