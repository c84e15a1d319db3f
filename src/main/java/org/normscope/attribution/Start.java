package org.normscope.attribution;

import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;

/**
 * What an ascent begins with.
 *
 * @param picture  of the user's; null for noise
 * @param spectrum to which magnitudes are held; null where they are free
 * @param held     how strongly the ascent is held to the picture it began with; 0 where it is free
 * @param seed     of the noise and of all jitter
 */
public record Start(@Nullable Pixels picture, @Nullable MeanSpectrum spectrum, double held, long seed) {
    /** From noise. */
    public static Start noise(long seed) {
        return new Start(null, null, 0, seed);
    }

    /** From noise, the magnitudes those of a corpus. */
    public static Start phases(MeanSpectrum spectrum, long seed) {
        return new Start(null, spectrum, 0, seed);
    }

    /**
     * From a picture, whose features are accentuated.
     *
     * @param held .05: they are seen at once; .1: and so is the picture; 1: they are hardly seen
     */
    public static Start picture(Pixels picture, double held, long seed) {
        return new Start(picture, null, held, seed);
    }
}
