package org.normscope.shift;

import org.normscope.tensor.Tensor;

/** What of a picture's look can be changed without changing what it shows, in the order in which it is done. */
public enum Trait {
    /** Relative: -1 is black, 1 is twice as bright. */
    BRIGHTNESS(-1, 1, 0, Tones::brightness),
    /** Relative: -1 is one grey, 1 is twice the contrast. */
    CONTRAST(-1, 1, 0, Tones::contrast),
    /** The power: below 1 lightens the middle, above 1 darkens it. */
    GAMMA(0.25, 4, 1, Tones::gamma),
    /** In stops between red and blue: -1 is cold, 1 is warm. */
    WHITE_BALANCE(-1, 1, 0, ColourMatrix::whiteBalance),
    /** Relative: -1 is grey, 1 is twice as colourful. */
    SATURATION(-1, 1, 0, ColourMatrix::saturation),
    /** In degrees around the colour circle. */
    HUE(-180, 180, 0, ColourMatrix::hue),
    /** Deviation of the Gaussian, in percent of the picture's shorter side. */
    BLUR(0, 6, 0, GaussianBlur::blurred),
    /** How many of 8 bits are given up: 7 leaves two levels. */
    POSTERIZE(0, 7, 0, Posterize::posterized),
    /** Share of the pencil in the mixture: 1 is a drawing in grey. */
    SKETCH(0, 1, 0, PencilSketch::drawn),
    /** Deviation of the Gaussian, as a share of white. */
    NOISE(0, 0.5, 0, PixelNoise::added);

    /** A change of [1, 3, H, W] in [0, 1]; the result may leave that range. */
    @FunctionalInterface
    private interface Change {
        Tensor of(Tensor light, double value);
    }

    private final double least, most, neutral;
    private final Change change;

    Trait(double least, double most, double neutral, Change change) {
        this.least = least;
        this.most = most;
        this.neutral = neutral;
        this.change = change;
    }

    public double least() {
        return least;
    }

    public double most() {
        return most;
    }

    /** The value that changes nothing. */
    public double neutral() {
        return neutral;
    }

    Tensor applied(Tensor light, double value) {
        return change.of(light, value);
    }
}
