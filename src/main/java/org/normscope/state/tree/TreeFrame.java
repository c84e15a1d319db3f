package org.normscope.state.tree;

import java.util.List;
import java.util.Map;
import org.normscope.image.Pixels;

/**
 * A node's result, large.
 *
 * @param node   its id
 * @param before the content; of a texture its sample
 * @param steps  by key, in their order; empty for a node that works in one go
 * @param losses of every step of a descent, by size of its picture, coarse to fine: within a size they are comparable.
 *               Empty for a node that seeks nothing
 */
public record TreeFrame(String node, Pixels before, Pixels after, Map<String, Pixels> steps,
                        List<List<Double>> losses, double milliseconds) {
    /** A step, or the whole where there is none of that key. */
    public Pixels shown(String step) {
        return steps.getOrDefault(step, after);
    }
}
