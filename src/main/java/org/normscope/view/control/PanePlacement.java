package org.normscope.view.control;

import org.normscope.state.desk.Viewport;

/** From pixels of a mosaic to pixels of the pane that shows it: scale, then shift. */
public record PanePlacement(double scale, double left, double top) {

    /** Where a mosaic of this size lies in a pane of that size. */
    public static PanePlacement of(Viewport viewport, double mosaicWidth, double mosaicHeight,
                                   double width, double height) {
        double scale = viewport.zoom() * Math.min(width / mosaicWidth, height / mosaicHeight);
        return new PanePlacement(scale, start(viewport.x(), mosaicWidth * scale, width),
            start(viewport.y(), mosaicHeight * scale, height));
    }

    private static double start(double middle, double size, double pane) {
        return size <= pane ? (pane - size) / 2 : Math.min(0, Math.max(pane - size, pane / 2 - middle * size));
    }

    public double toPaneX(double mosaicX) {
        return left + mosaicX * scale;
    }

    public double toPaneY(double mosaicY) {
        return top + mosaicY * scale;
    }

    public double toMosaicX(double paneX) {
        return (paneX - left) / scale;
    }

    public double toMosaicY(double paneY) {
        return (paneY - top) / scale;
    }
}
