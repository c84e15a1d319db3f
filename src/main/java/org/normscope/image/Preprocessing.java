package org.normscope.image;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * From pictures to the network's input: fit to the size, scale to the range, (value - mean) / std, channel order.
 * Transparent pictures are laid over white first,
     with 8 bits; opaque ones of 16 bits keep them. Both shrinking and enlarging are antialiased bilinear
 * ({@link Resampling}).
 *
 * @param width  of the input, pixels
 * @param height of the input, pixels
 * @param low    what black becomes before mean and std: 0
 * @param high   what white becomes: 1, 255
 * @param mean   three values, in R G B order; gray uses the first
 * @param std    three values, in R G B order; gray uses the first
 * @param order  of the input's channels
 * @param fit    how a picture of another aspect is brought to the size
 * @param light  what a level stands for, before the range
 */
public record Preprocessing(int width, int height, float low, float high, float[] mean,
                            float[] std, Order order, Fit fit, LightCurve light) {
    /**
     * Order of the input's channels. GRAY is one channel of luminance: .299 R + .587 G + .114 B (BT.601); A is opacity,
     * in the range, without mean and std.
     */
    public enum Order {
        RGB, BGR, GRAY, RGBA, BGRA;

        public int channels() {
            return this == GRAY ? 1 : name().length();
        }

        /** Which of red, green and blue a channel is. */
        int color(int channel) {
            return this == BGR || this == BGRA ? 2 - channel : channel;
        }

        /** The same without opacity. */
        public Order opaque() {
            return this == RGBA ? RGB : this == BGRA ? BGR : this;
        }
    }

    /** CROP cuts the longer side, PAD fills with the mean colour, STRETCH changes the aspect. */
    public enum Fit { CROP, PAD, STRETCH }

    /** What a level of a network's input stands for: levels as pictures have them, or in proportion to light. */
    public enum LightCurve {
        SRGB, LINEAR;

        private static final double TOE = .04045, TOE_SLOPE = 12.92, SHIFT = .055, POWER = 2.4;

        /** What of a picture's level becomes of it, black 0 and white 1 in both. Source: IEC 61966-2-1. */
        public double of(double level) {
            if (this == SRGB) return level;
            return level <= TOE ? level / TOE_SLOPE : Math.pow((level + SHIFT) / (1 + SHIFT), POWER);
        }

        /** How fast that grows at a level. */
        double slope(double level) {
            if (this == SRGB) return 1;
            return level <= TOE ? 1 / TOE_SLOPE
                : POWER / (1 + SHIFT) * Math.pow((level + SHIFT) / (1 + SHIFT), POWER - 1);
        }

        /** The level that becomes that. */
        public double back(double light) {
            if (this == SRGB) return light;
            return light <= TOE / TOE_SLOPE ? light * TOE_SLOPE : (1 + SHIFT) * Math.pow(light, 1 / POWER) - SHIFT;
        }
    }

    /** Of levels as pictures have them. */
    public Preprocessing(int width, int height, float low, float high, float[] mean, float[] std, Order order,
        Fit fit) {
        this(width, height, low, high, mean, std, order, fit, LightCurve.SRGB);
    }

    /** @throws IllegalArgumentException where the size is not positive, or mean or std are not three values */
    public Preprocessing {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an input of " + width + " x " + height + " pixels");
        }
        if (mean.length != 3 || std.length != 3) {
            throw new IllegalArgumentException("mean and std take three values each");
        }
    }

    /**
     * The batch as [N, 1, 3 or 4, height, width]. A picture of just that size is not resampled:
     * painting on it is cheap.
     */
    public Tensor apply(List<Pixels> pictures) {
        int channels = order.channels(), colours = Math.min(channels, 3), plane = width * height;
        float[][] values = valuesByChannel(colours);
        float[] cells = new float[pictures.size() * channels * plane];
        for (int n = 0; n < pictures.size(); n++) {
            Pixels fitted = fitted(pictures.get(n));
            int[] argb = fitted.argb();
            for (int c = 0; c < colours; c++) {
                int shift = 16 - 8 * order.color(c), start = (n * channels + c) * plane;
                for (int i = 0; i < plane; i++) cells[start + i] = values[c][argb[i] >> shift & 255];
                if (fitted.deep() != null) deep(fitted.deep(), order.color(c), cells, start);
            }
            if (channels == 4) opacity(pictures.get(n), cells, (n * channels + 3) * plane);
        }
        return Tensor.of(Shape.of(pictures.size(), channels, height, width), cells);
    }

    /** From {@code start} on; what lies beside the picture lets all through. */
    private void opacity(Pixels picture, float[] cells, int start) {
        int[] grey = new int[picture.argb().length];
        for (int i = 0; i < grey.length; i++) grey[i] = 0xFF000000 | (picture.argb()[i] >>> 24) * 0x010101;
        Pixels alpha = new Pixels(picture.width(), picture.height(), grey);
        Pixels fitted = picture.width() == width && picture.height() == height ? alpha
            : Resampling.resample(alpha, placement(picture.width(), picture.height()), width, height, 0xFF000000);
        for (int i = 0; i < width * height; i++) {
            cells[start + i] = low + (high - low) * (fitted.argb()[i] & 255) / 255f;
        }
    }

    /** For each channel of the input, what each of the 256 levels becomes. */
    private float[][] valuesByChannel(int channels) {
        float[][] values = new float[channels][256];
        for (int c = 0; c < channels; c++) {
            int color = order.color(c);
            for (int level = 0; level < 256; level++) {
                values[c][level] = prepared(level, 255f, color);
            }
        }
        return values;
    }

    /** One colour of a picture with 16 bits, into the input's cells from {@code start} on. */
    private void deep(short[] deep, int color, float[] cells, int start) {
        for (int i = 0; i < deep.length / 3; i++) {
            cells[start + i] = prepared(deep[3 * i + color] & 0xFFFF, 65_535f, color);
        }
    }

    private float prepared(int level, float white, int color) {
        float bright = light == LightCurve.SRGB ? level : (float) (white * light.of(level / white));
        return (low + (high - low) * bright / white - mean[color]) / std[color];
    }

    /** What the network sees of a picture: opaque, fitted to the size, before range, mean and std. */
    public Pixels fitted(Pixels picture) {
        Pixels opaque = picture.overWhite();
        boolean fits = picture.width() == width && picture.height() == height;
        Placement place = placement(picture.width(), picture.height());
        Pixels fitted = fits ? opaque : Resampling.resample(opaque, place, width, height, meanColor());
        return order == Order.GRAY ? gray(fitted) : fitted;
    }

    /** Whether {@link #fitted} gives the same of every picture; range and deviation may differ. */
    public boolean fitsAs(Preprocessing other) {
        return width == other.width && height == other.height && fit == other.fit && order == other.order
            && meanColor() == other.meanColor();
    }

    /** Where the input lies in a picture of that size. */
    public Placement placement(int pictureWidth, int pictureHeight) {
        double across = (double) pictureWidth / width, down = (double) pictureHeight / height;
        double x = across, y = down;
        if (fit == Fit.CROP) x = y = Math.min(across, down);
        if (fit == Fit.PAD) x = y = Math.max(across, down);
        return new Placement((pictureWidth - x * width) / 2, (pictureHeight - y * height) / 2, x * width, y * height);
    }

    /**
     * Along one axis, the source pixels that make the input's pixels {@code from} to {@code from + count - 1}: what
     * {@link #fitted} mixes, which is more than lies under them where it resamples.
     *
     * @param start   of the input in the source, see {@link Placement}
     * @param length  of the input in the source
     * @param inputs  pixels of the input on this axis
     * @param sources pixels of the source on this axis
     * @return {first, past the last}; empty where those pixels lie beyond the source
     */
    public int[] sourceRange(double start, double length, int inputs, int sources, int from, int count) {
        double scale = length / inputs, reach = Math.max(scale, 1);
        boolean same = inputs == sources && scale == 1;
        double low = start + (from + 0.5) * scale, high = start + (from + count - 0.5) * scale;
        int first = same ? from : (int) Math.max(0, low - reach + 0.5), last = same ? from + count
            : (int) (high + reach + 0.5);
        return new int[] {first, Math.min(sources, last)};
    }

    /** The colour that mean and std bring to 0, as far as 8 bits can say it. */
    private int meanColor() {
        return 0xFF000000 | level(mean[0]) << 16 | level(mean[1]) << 8 | level(mean[2]);
    }

    private int level(float value) {
        float bright = Math.max(0, Math.min(1, (value - low) / (high - low)));
        return Math.round(255 * (float) light.back(bright));
    }

    private static Pixels gray(Pixels picture) {
        int[] argb = new int[picture.argb().length];
        for (int i = 0; i < argb.length; i++) {
            int level = (Pixels.luminance(picture.argb()[i]) + 500) / 1000;
            argb[i] = 0xFF000000 | level * 0x010101;
        }
        return new Pixels(picture.width(), picture.height(), argb, gray(picture.deep()));
    }

    private static short @Nullable [] gray(short @Nullable [] deep) {
        if (deep == null) return null;
        short[] gray = new short[deep.length];
        for (int i = 0; i < deep.length; i += 3) {
            int level = (Pixels.luminance(deep[i] & 0xFFFF, deep[i + 1] & 0xFFFF, deep[i + 2] & 0xFFFF) + 500) / 1000;
            Arrays.fill(gray, i, i + 3, (short) level);
        }
        return gray;
    }
}
