package org.normscope.flow;

import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.tensor.Tensor;

/**
 * One picture's way through the network up to a place.
 *
 * @param picture as it was given
 * @param input   what the preprocessing made of it, [1, C, H, W]
 * @param tapped  what {@link Place#taps()} asked for
 */
record PictureRun(Pixels picture, Tensor input, Activations tapped) {
    /** A tapped value. */
    Tensor value(String name) {
        return tapped.get(name);
    }
}
