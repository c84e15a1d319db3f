package org.normscope.paint.color;

import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;

/** How much of a change is taken. */
final class Fade {
    private Fade() { }

    /** @param amount 0 gives the first, 1 the second, whose planes are changed */
    static Pixels between(Pixels from, Planes to, double amount) {
        for (int c = 0; c < 3 && amount < 1; c++) { // In place: large pictures have no room for another set of planes.
            float[] plane = to.values()[c];
            for (int i = 0; i < plane.length; i++) {
                float was = (from.argb()[i] >> 16 - 8 * c & 255) / 255f;
                // What cannot be shown is cut first, so that the fade ends where the whole change does.
                plane[i] = was + (float) amount * (Math.max(0, Math.min(1, plane[i])) - was);
            }
        }
        return to.pixels();
    }
}
