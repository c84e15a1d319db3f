package org.normscope.style;

import java.util.Optional;
import org.normscope.image.Pixels;

/**
 * Gives back what a network loses of a content when it paints it in its own style: fine detail and a little colour. So
 * weight 0 is the content itself. It comes back with the fourth power of the content's share: where the style is
 * what counts, a picture is what the network paints.
 */
final class Restoration {
    /** Of the content, the least share that can change a level: the fourth power of it is half of one. */
    private static final float LEAST = .2104f;

    private Restoration() { }

    /** What of a code is the content's own, where it can be seen. */
    static Optional<StyleCode.Own> seen(StyleCode code) {
        return code.own().filter(own -> own.share() > LEAST);
    }

    /**
     * painted + share^4 (content - again), cut to 0..255.
     *
     * @param content opaque, of the painted picture's size, as the others
     * @param again   the content painted in its own style
     * @param share   of the content, in [0, 1]
     */
    static Pixels of(Pixels content, Pixels painted, Pixels again, float share) {
        int[] from = content.argb(), repeated = again.argb(), argb = painted.argb().clone();
        float measure = share * share * share * share;
        for (int i = 0; i < argb.length; i++) {
            int restored = 0xFF;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int lost = (from[i] >> shift & 255) - (repeated[i] >> shift & 255);
                int level = Math.round((argb[i] >> shift & 255) + measure * lost);
                restored = restored << 8 | Math.max(0, Math.min(255, level));
            }
            argb[i] = restored;
        }
        return new Pixels(painted.width(), painted.height(), argb);
    }
}
