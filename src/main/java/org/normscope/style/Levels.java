package org.normscope.style;

import org.normscope.image.Preprocessing.LightCurve;

/**
 * What the levels 0 to 255 of a picture are in a style network's.
 *
 * @param light what a level stands for there, before the range: pictures have sRGB
 */
public record Levels(ValueRange range, LightCurve light) {
    /** Of a network that takes levels as pictures have them. */
    static Levels of(ValueRange range) {
        return new Levels(range, LightCurve.SRGB);
    }

    /** What a level becomes in a channel. */
    float value(int level, int channel) {
        float there = light == LightCurve.SRGB ? level : (float) (255 * light.of(level / 255.0));
        return range.value(there, channel);
    }

    /** The level nearest to what a network gave; black for what is no number. */
    int level(float given) {
        float level = light == LightCurve.SRGB ? given
            : (float) (255 * light.back(Math.max(0, Math.min(1, given / 255))));
        // The cast makes NaN 0 and keeps what is too large.
        return Math.max(0, Math.min(255, (int) (level + .5f)));
    }
}
