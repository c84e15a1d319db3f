package org.normscope.state.layers;

import org.normscope.color.Mosaic;
import org.normscope.image.Pixels;
import org.normscope.stats.NotFinite;

/**
 * All units of a layer on the current picture.
 *
 * @param broken what of them is no finite number
 */
public record UnitMaps(Pixels pixels, Mosaic mosaic, NotFinite broken) { }
