package org.normscope.state.layers;

import org.normscope.image.Pixels;

/**
 * A unit's wish as far as it has come.
 *
 * @param picture made to please it
 * @param steps   done
 * @param of      to be done
 * @param peak    the unit's highest activation on the picture as it was when last looked at; NaN before
 * @param dead    whether nothing moved the unit so far
 */
public record WishFrame(Pixels picture, int steps, int of, double peak, boolean dead) {
    public boolean done() {
        return steps >= of;
    }
}
