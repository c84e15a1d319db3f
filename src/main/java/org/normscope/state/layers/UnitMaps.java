package org.normscope.state.layers;

import org.normscope.color.Mosaic;
import org.normscope.image.Pixels;

/** All units of a layer on the current picture. */
public record UnitMaps(Pixels pixels, Mosaic mosaic) { }
