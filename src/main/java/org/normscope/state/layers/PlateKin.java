package org.normscope.state.layers;

import org.normscope.image.Pixels;

/**
 * A unit of the layer that fires on the same pictures.
 *
 * @param likeness correlation, up to 1
 * @param block    its nine patches
 */
public record PlateKin(int unit, double likeness, Pixels block) { }
