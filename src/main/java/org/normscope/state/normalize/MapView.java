package org.normscope.state.normalize;

import java.util.List;
import org.normscope.color.ColorMaps;
import org.normscope.state.desk.Theme;
import org.normscope.state.desk.Viewport;

/**
 * How all panes show their maps.
 *
 * @param unit        the unit shown large, or {@link #ALL}
 * @param perPage     how many units a page of the mosaic shows at most
 * @param page        which page; from 0
 * @param scale       which panes share a colour scale
 * @param colorMap    id of the colour map
 * @param viewport    zoom and pan
 * @param hardCells   whether cells have hard edges when zoomed in; else they are smoothed
 */
public record MapView(int unit, int perPage, int page, ScaleSharing scale, String colorMap, Viewport viewport,
                      boolean hardCells) {
    /** No unit is shown large: a mosaic of them. */
    public static final int ALL = -1;

    /** What is offered for {@link #perPage}: few and large, or many and small. */
    public static final List<Integer> PER_PAGE = List.of(6, 12, 24, 64, 256);

    static MapView initial(Theme theme) {
        return new MapView(ALL, 12, 0, ScaleSharing.SHARED, diverging(theme), Viewport.FIT, true);
    }

    /** The map for signed values whose middle is the window's own colour. */
    static String diverging(Theme theme) {
        return (theme == Theme.DARK ? ColorMaps.DIVERGING_DARK : ColorMaps.DIVERGING_LIGHT).id();
    }

    public MapView withUnit(int next) {
        return new MapView(next, perPage, page, scale, colorMap, Viewport.FIT, hardCells);
    }

    /** The first page of so many units each. */
    public MapView withPerPage(int next) {
        return new MapView(ALL, next, 0, scale, colorMap, Viewport.FIT, hardCells);
    }

    public MapView withPage(int next) {
        return new MapView(ALL, perPage, next, scale, colorMap, Viewport.FIT, hardCells);
    }

    public MapView withScale(ScaleSharing next) {
        return new MapView(unit, perPage, page, next, colorMap, viewport, hardCells);
    }

    public MapView withColorMap(String next) {
        return new MapView(unit, perPage, page, scale, next, viewport, hardCells);
    }

    public MapView withViewport(Viewport next) {
        return new MapView(unit, perPage, page, scale, colorMap, next, hardCells);
    }

    public MapView withHardCells(boolean next) {
        return new MapView(unit, perPage, page, scale, colorMap, viewport, next);
    }

    /** As for another layer: the first page, everything in sight. */
    public MapView reset() {
        return new MapView(ALL, perPage, 0, scale, colorMap, Viewport.FIT, hardCells);
    }
}
