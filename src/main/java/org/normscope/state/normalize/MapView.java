package org.normscope.state.normalize;

import java.util.List;
import org.normscope.color.ColorMaps;
import org.normscope.state.desk.Subject;
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
 * @param slice       of maps of slices the one shown, from 0, or {@link #MIDDLE}, or {@link #ALL_SLICES}
 */
public record MapView(int unit, int perPage, int page, ScaleSharing scale, String colorMap, Viewport viewport,
                      boolean hardCells, int slice) {
    /** No unit is shown large: a mosaic of them. */
    public static final int ALL = -1;
    /** Of slices: whichever is in the middle, or one below the other. */
    public static final int MIDDLE = Subject.Slices.MIDDLE, ALL_SLICES = Subject.Slices.ALL;

    /** What is offered for {@link #perPage}: few and large, or many and small. */
    public static final List<Integer> PER_PAGE = List.of(6, 12, 24, 64, 256);

    static MapView initial(Theme theme) {
        return new MapView(ALL, 12, 0, ScaleSharing.SHARED, diverging(theme), Viewport.FIT, true, MIDDLE);
    }

    /** The map for signed values whose middle is the window's own colour. */
    static String diverging(Theme theme) {
        return (theme == Theme.DARK ? ColorMaps.DIVERGING_DARK : ColorMaps.DIVERGING_LIGHT).id();
    }

    public MapView withUnit(int next) {
        return new MapView(next, perPage, page, scale, colorMap, Viewport.FIT, hardCells, slice);
    }

    /** The first page of so many units each. */
    public MapView withPerPage(int next) {
        return new MapView(ALL, next, 0, scale, colorMap, Viewport.FIT, hardCells, slice);
    }

    public MapView withPage(int next) {
        return new MapView(ALL, perPage, next, scale, colorMap, Viewport.FIT, hardCells, slice);
    }

    public MapView withScale(ScaleSharing next) {
        return new MapView(unit, perPage, page, next, colorMap, viewport, hardCells, slice);
    }

    public MapView withColorMap(String next) {
        return new MapView(unit, perPage, page, scale, next, viewport, hardCells, slice);
    }

    public MapView withViewport(Viewport next) {
        return new MapView(unit, perPage, page, scale, colorMap, next, hardCells, slice);
    }

    public MapView withHardCells(boolean next) {
        return new MapView(unit, perPage, page, scale, colorMap, viewport, next, slice);
    }

    /** Zoomed and moved as it is, so that one place is seen through all slices. */
    public MapView withSlice(int next) {
        boolean alike = next == ALL_SLICES == (slice == ALL_SLICES);
        return new MapView(unit, perPage, page, scale, colorMap, alike ? viewport : Viewport.FIT, hardCells, next);
    }

    /** The one shown of so many, from 0, or {@link #ALL_SLICES}. */
    public int sliceOf(int slices) {
        return slice == MIDDLE ? slices / 2 : Math.min(slice, slices - 1);
    }

    /** As for another layer: the first page, the middle slice, everything in sight. */
    public MapView reset() {
        return new MapView(ALL, perPage, 0, scale, colorMap, Viewport.FIT, hardCells,
            slice == ALL_SLICES ? slice : MIDDLE);
    }
}
