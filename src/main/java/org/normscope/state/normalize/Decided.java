package org.normscope.state.normalize;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.DecisionMethod;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.tensor.Tensor;

/**
 * What the network's decision for the picture shown rests on, before and after the panes' normalizations take their
 * place.
 *
 * @param labels       of all classes
 * @param of           the class that was asked of
 * @param layers       whose maps can be looked at
 * @param layer        whose maps were looked at; null where the picture's pixels were
 * @param before       the untouched network's
 * @param after        by pane, as far as they are known
 * @param completeness how far integrated gradients are from adding up, as a share, in the untouched network
 * @param whole        whether every pane has its look
 */
public record Decided(DecisionMethod method, List<String> labels, int of, List<Layer> layers, @Nullable Layer layer,
                      Look before, Map<Integer, Look> after, OptionalDouble completeness, boolean whole) {
    /**
     * Where it looks.
     *
     * @param picture with the heat upon it
     * @param score   logit, or difference of two
     * @param map     [1, 1, rows, columns]
     * @param none    whether the map is 0 everywhere
     */
    public record Look(Pixels picture, Tensor map, double score, boolean none) { }
}
