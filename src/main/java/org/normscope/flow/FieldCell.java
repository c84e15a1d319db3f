package org.normscope.flow;

import org.normscope.network.Layer;
import org.normscope.patches.field.Box;
import org.normscope.patches.field.ReceptiveField;

/**
 * A cell of a unit's map, with what it can see.
 *
 * @param field padding included, pixels of the input
 */
public record FieldCell(Layer layer, int unit, int row, int column, Box field) {
    public static FieldCell of(Layer layer, int unit, int row, int column, ReceptiveField field) {
        return new FieldCell(layer, unit, row, column, field.padded(row, column));
    }

    /** The middle one, which sees least of the border. */
    public static FieldCell middle(Layer layer, int unit, ReceptiveField field) {
        return of(layer, unit, layer.shape().h() / 2, layer.shape().w() / 2, field);
    }
}
