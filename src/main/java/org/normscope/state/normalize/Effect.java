package org.normscope.state.normalize;

import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.state.desk.RankedClass;

/**
 * What a pane's normalization does to the network, for the active picture; the network is not retrained.
 *
 * @param before the five classes that the untouched network puts first, best first; none where it gives no classes
 * @param after  the five that it puts first with the normalization swapped or put in, best first
 * @param later  maps of layers behind the chosen one, in order
 */
public record Effect(List<RankedClass> before, List<RankedClass> after, List<LaterMap> later) {
    /**
     * A later layer's unit (the one with the widest spread of values before), painted on one scale before and after.
     */
    public record LaterMap(Layer layer, int unit, Pixels before, Pixels after) { }
}
