package org.normscope.state.desk;

import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;

/**
 * A layer as it stands in the strip.
 *
 * @param unit  the one that says most on the active picture: with the widest spread of values, of single cells the
 *              strongest
 * @param map   of that unit; null until it was computed
 * @param block the patches that fire that unit most, 3 x 3; null where they are not shown, or not known
 */
public record StripItem(int index, Layer layer, boolean selected, int unit, @Nullable Pixels map,
    @Nullable Pixels block) { }
