package org.normscope.shift;

import java.util.Optional;
import org.normscope.network.Layer;

/**
 * How far one layer's features moved.
 *
 * @param input  what a normalization reads; empty for other layers
 * @param output what the layer gives
 * @param instance of its channels that come right out of instance normalization: zero divergence within a picture by
 *                 construction
 */
public record LayerShift(Layer layer, Optional<FeatureShift> input, FeatureShift output, int instance) { }
