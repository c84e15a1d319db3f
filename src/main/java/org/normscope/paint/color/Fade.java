package org.normscope.paint.color;

import org.normscope.image.plane.Planes;

/** How much of a change is taken. */
final class Fade {
    private Fade() { }

    /** @param amount 0 gives the first, 1 the second */
    static Planes between(Planes from, Planes to, double amount) {
        if (amount == 1) return to;
        Planes mixed = Planes.empty(from.width(), from.height(), 3);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < from.size(); i++) {
                // What cannot be shown is cut first, so that the fade ends where the whole change does.
                float wanted = Math.max(0, Math.min(1, to.values()[c][i]));
                mixed.values()[c][i] = from.values()[c][i] + (float) amount * (wanted - from.values()[c][i]);
            }
        }
        return mixed;
    }
}
