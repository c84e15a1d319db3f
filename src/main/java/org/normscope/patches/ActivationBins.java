package org.normscope.patches;

/**
 * 256 bins, the same for every unit of every network, so that counts from anywhere can be added up. Bin 0 takes what is
 * no number; from there on bins ascend with the value. Above zero there are eight bins an octave from 2^-10 to 2^14,
 * below zero two; the outermost bins take what lies beyond.
 */
public final class ActivationBins {
    public static final int COUNT = 256;
    /** Of float32: bits of the fraction, and the exponent of 1. */
    private static final int FRACTION = 23, BIAS = 127;
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
        boolean positive = value > 0;
        return positive ? FIRST_POSITIVE + 1 + step(value, ABOVE) : ZERO - 2 - step(-value, BELOW);
    }

    /**
     * A float's bits, read as a whole number, grow by one an octave above its fraction: the first bits of that part the
     * octave.
     */
    private static int step(float size, int fine) {
        int step = (Float.floatToRawIntBits(size) >>> FRACTION - Integer.numberOfTrailingZeros(fine))
            - (BIAS + LOWEST) * fine;
        return Math.max(-1, Math.min(OCTAVES * fine, step));
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
