package org.normscope.state;

import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;

/**
 * What a pane's normalization does to the network, for the active picture; the network is not retrained.
 *
 * @param before the five classes that the untouched network puts first, best first; none where it gives no classes
 * @param after  the five that it puts first with the normalization swapped or put in, best first
 * @param later  maps of layers behind the chosen one, in order
 */
public record Effect(List<Ranked> before, List<Ranked> after, List<LaterMap> later) {
    /**
     * One class.
     *
     * @param label  its name, or its index where the network has no labels
     * @param before the untouched network's probability, softmax applied where the network has none
     * @param after  the changed network's
     */
    public record Ranked(int index, String label, float before, float after) { }

    /** A later layer's unit (the one with the widest spread of values before), painted on one scale before and after. */
    public record LaterMap(Layer layer, int unit, Pixels before, Pixels after) { }
}
