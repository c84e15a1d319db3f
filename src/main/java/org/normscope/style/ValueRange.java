package org.normscope.style;

import java.util.Optional;

/**
 * How the levels 0 to 255 of a channel stand in a network's pictures: value = (level / 255 * white - mean) / deviation,
 * with mean and deviation by channel, in R G B order.
 */
public enum ValueRange {
    /** 0 to 1. */
    UNIT(1, new float[3], new float[] {1, 1, 1}),
    /** 0 to 255. */
    BYTES(255, new float[3], new float[] {1, 1, 1}),
    /** -1 to 1. */
    SYMMETRIC(1, new float[] {.5f, .5f, .5f}, new float[] {.5f, .5f, .5f}),
    /** 0 to 1 less the mean of ImageNet, by its deviation. */
    IMAGENET(1, new float[] {.485f, .456f, .406f}, new float[] {.229f, .224f, .225f});

    /** What settings say that black and white become. */
    static Optional<ValueRange> said(String range) {
        return switch (range) {
            case "0,255" -> Optional.of(BYTES);
            case "0,1" -> Optional.of(UNIT);
            case "-1,1" -> Optional.of(SYMMETRIC);
            default -> Optional.empty();
        };
    }

    private final float white;
    private final float[] mean;
    private final float[] deviation;

    ValueRange(float white, float[] mean, float[] deviation) {
        this.white = white;
        this.mean = mean;
        this.deviation = deviation;
    }

    /** What a level becomes in a channel. */
    public float value(float level, int channel) {
        return (level / 255 * white - mean[channel]) / deviation[channel];
    }

    /** Levels a unit of the value. */
    float slope(int channel) {
        return 255 * deviation[channel] / white;
    }

    /** The level at value 0. */
    float level(int channel) {
        return 255 * mean[channel] / white;
    }
}
