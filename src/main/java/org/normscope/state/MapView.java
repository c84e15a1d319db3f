package org.normscope.state;

import org.normscope.color.ColorMaps;

/**
 * How all panes show their maps.
 *
 * @param unit        the unit shown large, or {@link #ALL}
 * @param page        which page of units the mosaic shows, where they do not fit one; from 0
 * @param sharedScale one colour scale for all panes, or one for each
 * @param colorMap    id of the colour map
 * @param viewport    zoom and pan
 */
public record MapView(int unit, int page, boolean sharedScale, String colorMap, Viewport viewport) {
    /** No unit is shown large: a mosaic of them. */
    public static final int ALL = -1;

    static MapView initial(Theme theme) {
        return new MapView(ALL, 0, true, diverging(theme), Viewport.FIT);
    }

    /** The map for signed values whose middle is the window's own colour. */
    static String diverging(Theme theme) {
        return (theme == Theme.DARK ? ColorMaps.DIVERGING_DARK : ColorMaps.DIVERGING_LIGHT).id();
    }

    public MapView withUnit(int next) {
        return new MapView(next, page, sharedScale, colorMap, Viewport.FIT);
    }

    public MapView withPage(int next) {
        return new MapView(ALL, next, sharedScale, colorMap, Viewport.FIT);
    }

    public MapView withSharedScale(boolean next) {
        return new MapView(unit, page, next, colorMap, viewport);
    }

    public MapView withColorMap(String next) {
        return new MapView(unit, page, sharedScale, next, viewport);
    }

    public MapView withViewport(Viewport next) {
        return new MapView(unit, page, sharedScale, colorMap, next);
    }

    /** As for another layer: all units, first page, everything in sight. */
    public MapView reset() {
        return new MapView(ALL, 0, sharedScale, colorMap, Viewport.FIT);
    }
}
