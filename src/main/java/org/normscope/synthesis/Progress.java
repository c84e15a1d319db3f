package org.normscope.synthesis;

import java.util.function.Supplier;
import org.normscope.image.Pixels;

/** Told of every step of a descent. */
@FunctionalInterface
public interface Progress {
    Progress NOBODY = (done, loss, picture) -> { };

    /**
     * Ends the descent by throwing, a {@link java.util.concurrent.CancellationException} where nobody waits for it.
     *
     * @param done    0 to 1
     * @param loss    of the picture; comparable within one size only
     * @param picture drawn where it is asked for, of the size that the descent has now
     */
    void at(double done, double loss, Supplier<Pixels> picture);
}
