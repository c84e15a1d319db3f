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
 * @param sharedScale one colour scale for all panes, or one for each
 * @param colorMap    id of the colour map
 * @param viewport    zoom and pan
 */
public record MapView(int unit, int perPage, int page, boolean sharedScale, String colorMap, Viewport viewport) {
    /** No unit is shown large: a mosaic of them. */
    public static final int ALL = -1;

    /** What is offered for {@link #perPage}: few and large, or many and small. */
    public static final List<Integer> PER_PAGE = List.of(6, 12, 24, 64, 256);

    static MapView initial(Theme theme) {
        return new MapView(ALL, 12, 0, true, diverging(theme), Viewport.FIT);
    }

    /** The map for signed values whose middle is the window's own colour. */
    static String diverging(Theme theme) {
        return (theme == Theme.DARK ? ColorMaps.DIVERGING_DARK : ColorMaps.DIVERGING_LIGHT).id();
    }

    public MapView withUnit(int next) {
        return new MapView(next, perPage, page, sharedScale, colorMap, Viewport.FIT);
    }

    /** The first page of so many units each. */
    public MapView withPerPage(int next) {
        return new MapView(ALL, next, 0, sharedScale, colorMap, Viewport.FIT);
    }

    public MapView withPage(int next) {
        return new MapView(ALL, perPage, next, sharedScale, colorMap, Viewport.FIT);
    }

    public MapView withSharedScale(boolean next) {
        return new MapView(unit, perPage, page, next, colorMap, viewport);
    }

    public MapView withColorMap(String next) {
        return new MapView(unit, perPage, page, sharedScale, next, viewport);
    }

    public MapView withViewport(Viewport next) {
        return new MapView(unit, perPage, page, sharedScale, colorMap, next);
    }

    /** As for another layer: the first page, everything in sight. */
    public MapView reset() {
        return new MapView(ALL, perPage, 0, sharedScale, colorMap, Viewport.FIT);
    }
}
