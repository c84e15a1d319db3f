package org.normscope.node;

import org.normscope.image.Pixels;
import org.normscope.task.Stop;

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

    /** Asked where nobody waits for the picture any more: for a network's run, which is long and does not look up. */
    default Stop stop() {
        return new Stop();
    }

    /** Whether steps are to be handed over; they are not even drawn where they are not. */
    default boolean wantsSteps() {
        return false;
    }

    /**
     * Told where a picture is larger than what the node works on at once.
     *
     * @param part  content, style or sample
     * @param width to which it is made smaller; of a sample that of its middle, which alone is taken
     */
    default void smaller(String part, int width, int height) { }

    /** One step of several, in their order, in the size that is worked at. Its name is {@code node.step.KEY}. */
    default void step(String key, Pixels picture) { }

    /**
     * One step of a descent, where steps are wanted.
     *
     * @param loss comparable with that of pictures of the same size only
     */
    default void sought(double loss, Pixels picture) { }
}
