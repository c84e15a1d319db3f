package org.normscope.state.tree;

import java.util.Map;
import org.normscope.image.Pixels;

/**
 * A node's result, large.
 *
 * @param node   its id
 * @param before the content; of a texture its sample
 * @param steps  by key, in their order; empty for a node that works in one go
 */
public record TreeFrame(String node, Pixels before, Pixels after, Map<String, Pixels> steps, double milliseconds) {
    /** A step, or the whole where there is none of that key. */
    public Pixels shown(String step) {
        return steps.getOrDefault(step, after);
    }
}
