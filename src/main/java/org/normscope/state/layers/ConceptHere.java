package org.normscope.state.layers;

import org.normscope.image.Pixels;

/**
 * A concept on the current picture.
 *
 * @param picture with light where the concept is: as bright as its share of what its best patch has
 * @param most    of that share, anywhere in the picture; above 1 where no patch has as much
 */
public record ConceptHere(Pixels picture, double most) { }
