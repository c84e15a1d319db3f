package org.normscope.node;

import org.normscope.image.Pixels;

/** Who looks on while a node works: told how far it is and what the steps look like, and able to end it. */
@FunctionalInterface
public interface Watch {
    Watch NOBODY = done -> { };

    /**
     * Called several times a second.
     *
     * @param done 0 to 1
     * @throws java.util.concurrent.CancellationException where nobody waits for the picture any more: the node ends
     */
    void at(double done);

    /** Whether steps are to be handed over; they are not even drawn where they are not. */
    default boolean wantsSteps() {
        return false;
    }

    /** One step of several, in their order, in the picture's size. Its name is {@code node.step.KEY}. */
    default void step(String key, Pixels picture) { }

    /**
     * One step of a descent, where steps are wanted.
     *
     * @param loss comparable with that of pictures of the same size only
     */
    default void sought(double loss, Pixels picture) { }
}
