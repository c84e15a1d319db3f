package org.normscope.patches;

import org.normscope.patches.field.Box;
import org.normscope.patches.field.ReceptiveField;

/**
 * A layer as an index knows it.
 *
 * @param number   in the index, from 0
 * @param name     as {@link org.normscope.network.Layer#name()}
 * @param operator ONNX operator
 * @param units    feature maps
 * @param height   cells down a map
 * @param width    cells across a map
 * @param field    where its cells look
 * @param slices   of three-dimensional maps, which stand one below the other in height; 1 where they are flat
 */
public record IndexedLayer(int number, String name, String operator, int units, int height,
                           int width, ReceptiveField field, int slices) {
    /** How large its maps are, for people: rows and columns, of one slice where there are several. */
    String size() {
        return slices == 1 ? height + " × " + width : slices + " slices of " + height / slices + " × " + width;
    }

    /** Of all its maps together. */
    int cells() {
        return units * height * width;
    }

    /**
     * Whether some of its cells look at the picture alone and others at padding too, so that preferring the former
     * means something.
     */
    boolean tellsInside() {
        Box inside = field.inside();
        return !inside.empty() && (inside.width() < width || inside.height() < height);
    }

    /** The ranking whose list stands for this one. */
    Ranking kept(Ranking ranking) {
        return tellsInside() ? ranking : Ranking.of(ranking.several(), false);
    }
}
