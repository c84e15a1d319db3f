package org.normscope.patches;

import org.normscope.image.Placement;
import org.normscope.image.Preprocessing;
import org.normscope.patches.field.Box;

/**
 * A place that fires a unit.
 *
 * @param picture       path of its file, or builtin:...
 * @param root          corpus that the picture is of
 * @param name          of the picture in its corpus
 * @param hash          SHA-256 of the picture
 * @param pictureWidth  pixels
 * @param pictureHeight pixels
 * @param value         the unit's activation there
 * @param x             column of the cell
 * @param y             row of the cell
 * @param field         the input's pixels on which the cell depends
 * @param padded        the same with what lies in padding
 */
public record Patch(String picture, String root, String name, String hash, int pictureWidth, int pictureHeight,
                    float value, int x, int y, Box field, Box padded) {

    /**
     * The picture's pixels on which the cell depends: those that resampling mixes into its field. Empty where the cell
     * looks at nothing but padding.
     */
    public Box source(Preprocessing preprocessing) {
        if (field.empty()) return new Box(0, 0, 0, 0);
        Placement place = preprocessing.placement(pictureWidth, pictureHeight);
        int[] columns = preprocessing.sourceRange(place.x(), place.width(), preprocessing.width(), pictureWidth,
            field.x(), field.width());
        int[] rows = preprocessing.sourceRange(place.y(), place.height(), preprocessing.height(), pictureHeight,
            field.y(), field.height());
        if (columns[0] >= columns[1] || rows[0] >= rows[1]) return new Box(0, 0, 0, 0);
        return new Box(columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0]);
    }

    /** Where the field, padding included, lies in the picture: what a patch shows. */
    public Placement placement(Preprocessing preprocessing) {
        Placement place = preprocessing.placement(pictureWidth, pictureHeight);
        double across = place.width() / preprocessing.width(), down = place.height() / preprocessing.height();
        return new Placement(place.x() + padded.x() * across, place.y() + padded.y() * down, padded.width() * across,
            padded.height() * down);
    }
}
