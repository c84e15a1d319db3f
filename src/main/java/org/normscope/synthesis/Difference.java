package org.normscope.synthesis;

import org.normscope.image.Pixels;

/** What a refinement changed: mid-grey where nothing, brighter or darker by as much in every colour, cut at its ends. */
public final class Difference {
    private static final int GREY = 128;

    private Difference() { }

    /** @param after of the same size */
    public static Pixels of(Pixels before, Pixels after) {
        int[] argb = new int[before.argb().length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int by = (after.argb()[i] >> shift & 255) - (before.argb()[i] >> shift & 255);
                argb[i] = argb[i] << 8 | Math.max(0, Math.min(255, GREY + by));
            }
        }
        return new Pixels(before.width(), before.height(), argb);
    }
}
