package org.normscope.state.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;

/**
 * A unit looked at closely.
 *
 * @param patches  up to nine, best first
 * @param place    which of them is shown in its picture
 * @param source   that picture; null where there is no patch, or its picture cannot be read any more
 * @param spread   of its strongest activation over the pictures of the corpus
 * @param map      on the current picture; null where there is none
 * @param kin      the same unit in the layers before and after
 */
public record OpenedUnit(Layer layer, int unit, List<Firing> patches, int place, @Nullable Source source,
                         ActivationSpread spread, @Nullable Pixels map, List<Kin> kin) {
    /**
     * A place that fires the unit.
     *
     * @param value   activation there
     * @param x       column of the cell
     * @param y       row of the cell
     * @param picture name in the corpus
     * @param origin  of that picture: the path of its file, or builtin:...
     */
    public record Firing(Pixels pixels, float value, int x, int y, String picture, String origin) { }

    /**
     * A picture with a patch in it.
     *
     * @param left of the receptive field, padding included, as a share of the picture's width; likewise the others
     */
    public record Source(Pixels pixels, double left, double top, double width, double height) { }

    /** The unit elsewhere. @param after whether that layer comes behind */
    public record Kin(Layer layer, boolean after, Pixels block, @Nullable Pixels map) { }

    /** Whether pictures fire it more than its best patch does: at their edges, while patches are to lie inside. */
    public boolean strongerBeyond() {
        return !patches.isEmpty() && patches.get(0).value() < spread.last();
    }

    /** The patch that is shown in its picture; null where there is none. */
    public @Nullable Firing shown() {
        return place < patches.size() ? patches.get(place) : null;
    }
}
