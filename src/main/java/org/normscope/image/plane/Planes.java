package org.normscope.image.plane;

import org.normscope.image.Pixels;

/**
 * A picture as planes of floats, each height rows of width values.
 *
 * @param values one array a channel, the arrays themselves: 3 of red, green and blue from 0 to 1, unless said
 */
public record Planes(int width, int height, float[][] values) {
    /** Of a picture's red, green and blue, 0 to 1; alpha is left aside. */
    public static Planes of(Pixels picture) {
        Planes planes = empty(picture.width(), picture.height(), 3);
        int[] argb = picture.argb();
        for (int c = 0; c < 3; c++) {
            float[] plane = planes.values[c];
            for (int i = 0; i < argb.length; i++) plane[i] = (argb[i] >> 16 - 8 * c & 255) / 255f;
        }
        return planes;
    }

    public static Planes empty(int width, int height, int channels) {
        return new Planes(width, height, new float[channels][width * height]);
    }

    /** A grey picture of one plane of 0 to 1; what lies beyond is cut. */
    public static Pixels grey(int width, int height, float[] plane) {
        return new Planes(width, height, new float[][] {plane, plane, plane}).pixels();
    }

    public int size() {
        return width * height;
    }

    /** Opaque; what lies beyond 0 to 1 is cut. */
    public Pixels pixels() {
        int[] argb = new int[size()];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000 | level(values[0][i]) << 16 | level(values[1][i]) << 8 | level(values[2][i]);
        }
        return new Pixels(width, height, argb);
    }

    private static int level(float value) {
        return (int) (Math.max(0, Math.min(1, value)) * 255 + .5f);
    }

    /** .299 R + .587 G + .114 B (BT.601), of values as they are: gamma is not undone. */
    public float[] luminance() {
        float[] grey = new float[size()];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = .299f * values[0][i] + .587f * values[1][i] + .114f * values[2][i];
        }
        return grey;
    }

    public Planes copy() {
        float[][] copies = new float[values.length][];
        for (int c = 0; c < copies.length; c++) copies[c] = values[c].clone();
        return new Planes(width, height, copies);
    }

    /** Where a place along an axis lies when the picture is mirrored at its edges, however far outside it is. */
    public static int mirrored(int x, int size) {
        if (size == 1) return 0;
        int period = 2 * size, at = Math.floorMod(x, period);
        return at < size ? at : period - 1 - at;
    }
}
