package org.normscope.synthesis;

import java.util.List;
import org.normscope.image.Pixels;

/**
 * What a descent came to.
 *
 * @param losses by size, coarse to fine: the start's, then each step's
 */
public record Found(Pixels picture, List<List<Double>> losses) {
    /** The upper left part: what was added for the network's sake is taken off. */
    Found cut(int width, int height) {
        return new Found(Levels.part(picture, width, height), losses);
    }
}
