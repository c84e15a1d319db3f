package org.normscope.image;

import org.jspecify.annotations.Nullable;

/**
 * A picture in memory: rows of 0xAARRGGBB, not premultiplied. Never changed once handed to someone else.
 *
 * @param argb width * height values, the array itself, not a copy
 * @param deep red, green and blue of each pixel with 16 bits, where its file had more than 8; else null. Preprocessing
 *             keeps them, what paints or mixes pictures does not.
 */
public record Pixels(int width, int height, int[] argb, short @Nullable [] deep) {
    /** With 8 bits a channel. */
    public Pixels(int width, int height, int[] argb) {
        this(width, height, argb, null);
    }

    public Pixels(int width, int height, int[] argb, short @Nullable [] deep) {
        if (deep != null && deep.length != 3 * argb.length) {
            throw new IllegalArgumentException(deep.length + " samples for " + argb.length + " pixels");
        }
        if (argb.length != width * height) {
            throw new IllegalArgumentException(argb.length + " pixels do not fill " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
        this.argb = argb;
        this.deep = deep;
    }

    /** Thousandths of .299 R + .587 G + .114 B (BT.601), of colours as they are: gamma is not undone. */
    public static int luminance(int red, int green, int blue) {
        return 299 * red + 587 * green + 114 * blue;
    }

    /** Of a pixel: 0 to 255 000. */
    public static int luminance(int pixel) {
        return luminance(pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255);
    }

    public int at(int x, int y) {
        return argb[y * width + x];
    }

    /** Every pixel becomes a square of {@code times} by {@code times}. */
    public Pixels enlarged(int times) {
        int wide = width * times, high = height * times;
        int[] large = new int[Math.multiplyExact(wide, high)];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) large[y * wide + x] = argb[y / times * width + x / times];
        }
        return new Pixels(wide, high, large);
    }

    /** Whether no pixel lets anything shine through. */
    public boolean opaque() {
        int all = 0xFF000000;
        for (int pixel : argb) all &= pixel;
        return all == 0xFF000000;
    }

    /** The same colours, as transparent as another picture of this size. */
    public Pixels withAlphaOf(Pixels other) {
        if (opaque() && other.opaque()) return this;
        int[] changed = new int[argb.length];
        for (int i = 0; i < argb.length; i++) changed[i] = other.argb[i] & 0xFF000000 | argb[i] & 0xFFFFFF;
        return new Pixels(width, height, changed);
    }

    /** Laid over white paper: an opaque picture, this one where it is opaque already. */
    public Pixels overWhite() {
        if (opaque()) return this;
        int[] painted = new int[argb.length];
        for (int i = 0; i < painted.length; i++) painted[i] = overWhite(argb[i]);
        return new Pixels(width, height, painted);
    }

    private static int overWhite(int pixel) {
        int alpha = pixel >>> 24, red = pixel >> 16 & 255, green = pixel >> 8 & 255, blue = pixel & 255;
        return 0xFF000000 | overWhite(red, alpha) << 16 | overWhite(green, alpha) << 8 | overWhite(blue, alpha);
    }

    private static int overWhite(int value, int alpha) {
        return (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
