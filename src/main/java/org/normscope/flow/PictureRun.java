package org.normscope.flow;

import java.util.Map;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.Network;
import org.normscope.tensor.Tensor;

/**
 * One picture's way through the network up to a place.
 *
 * @param picture as it was given
 * @param feeds   what the preprocessing made of it, by the names of the network's inputs
 * @param tapped  what {@link Place#taps()} asked for
 */
record PictureRun(Network network, Pixels picture, Map<String, Tensor> feeds, Activations tapped) {
    Tensor value(String name) {
        return tapped.get(name);
    }
}
