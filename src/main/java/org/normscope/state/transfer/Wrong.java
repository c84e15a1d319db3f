package org.normscope.state.transfer;

import java.util.List;
import org.normscope.image.Pixels;

/**
 * A picture that was judged, with what the answer rests on.
 *
 * @param file        path
 * @param is          its class
 * @param said        the class that got most
 * @param probability of that
 * @param picture     as the network sees it, brightest where the answer comes from
 * @param nearest     the training pictures that are nearest in feature space, with their classes
 */
public record Wrong(String file, String is, String said, double probability, Pixels picture, List<Near> nearest) {
    /** A training picture and its class. */
    public record Near(Pixels picture, String is) { }
}
