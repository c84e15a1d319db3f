package org.normscope.state.layers;

import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;

/**
 * The concepts of a layer as they are shown.
 *
 * @param error    the length of what their sums miss of the maps, as a share of the maps' length
 * @param pictures looked at
 * @param of       number of the class that was asked of; {@link ConceptsSettings#NONE} for none
 */
public record ConceptPlate(Layer layer, List<Concept> concepts, double error, int pictures, int of) {
    /**
     * One of them.
     *
     * @param block nine patches where it is strongest
     * @param part  of all weights, in percent
     * @param share of what all add to the class or take from it, in percent with a sign
     */
    public record Concept(Pixels block, String part, String share) { }
}
