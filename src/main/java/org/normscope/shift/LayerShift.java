package org.normscope.shift;

import java.util.Optional;
import org.normscope.network.Layer;

/**
 * How far one layer's features moved.
 *
 * @param input  what a normalization reads; empty for other layers
 * @param output what the layer gives
 */
public record LayerShift(Layer layer, Optional<FeatureShift> input, FeatureShift output) { }
