package org.normscope.image;

/**
 * A picture in memory: rows of 0xAARRGGBB, not premultiplied. Never changed once handed to someone else.
 *
 * @param argb width * height values, the array itself, not a copy
 */
public record Pixels(int width, int height, int[] argb) {
    public Pixels {
        if (argb.length != width * height) {
            throw new IllegalArgumentException(argb.length + " pixels do not fill " + width + " x " + height);
        }
    }
}
