package org.normscope.patches;

/**
 * 256 bins, the same for every unit of every network, so that counts from anywhere can be added up. Bin 0 takes what is
 * no number; from there on bins ascend with the value. Above zero there are eight bins an octave from 2^-10 to 2^14,
 * below zero two; the outermost bins take what lies beyond.
 */
public final class ActivationBins {
    public static final int COUNT = 256;
    private static final int LOWEST = -10, OCTAVES = 24, ABOVE = 8, BELOW = 2;
    private static final int ZERO = 1 + 1 + OCTAVES * BELOW + 1;
    /** The least positive values, under 2^-10. */
    private static final int FIRST_POSITIVE = ZERO + 1;
    private static final int LAST = FIRST_POSITIVE + 1 + OCTAVES * ABOVE;

    private ActivationBins() { }

    /** Ascends with the value. */
    public static int of(float value) {
        if (Float.isNaN(value) || value == Float.NEGATIVE_INFINITY) return 0;
        if (value == 0) return ZERO;
        float size = Math.abs(value);
        int fine = value > 0 ? ABOVE : BELOW;
        int octave = Math.getExponent(size) - LOWEST;
        int step = octave < 0 ? -1 : octave >= OCTAVES ? OCTAVES * fine
            : octave * fine + (int) ((Math.scalb(size, -octave - LOWEST) - 1) * fine);
        return value > 0 ? FIRST_POSITIVE + 1 + step : ZERO - 2 - step;
    }

    /** The least value of a bin: negative infinity for those without one. */
    public static double low(int bin) {
        if (bin == ZERO) return 0;
        if (bin > ZERO) return bin == FIRST_POSITIVE ? 0 : edge(bin - FIRST_POSITIVE - 1, ABOVE);
        int step = ZERO - 2 - bin;
        return step >= OCTAVES * BELOW ? Double.NEGATIVE_INFINITY : -edge(step + 1, BELOW);
    }

    /** The value at which the next bin begins. */
    public static double high(int bin) {
        if (bin == ZERO) return 0;
        if (bin > ZERO) return bin >= LAST ? Double.POSITIVE_INFINITY : edge(bin - FIRST_POSITIVE, ABOVE);
        int step = ZERO - 2 - bin;
        return step < 0 ? 0 : -edge(step, BELOW);
    }

    private static double edge(int step, int fine) {
        return Math.scalb(1 + (double) Math.floorMod(step, fine) / fine, Math.floorDiv(step, fine) + LOWEST);
    }
}
