package org.normscope.state;

import org.normscope.image.Pixels;
import org.normscope.network.Layer;

/**
 * A layer as it stands in the strip.
 *
 * @param map the unit with the widest spread of values, for the active picture; null until it was computed
 */
public record StripItem(int index, Layer layer, boolean selected, Pixels map) { }
