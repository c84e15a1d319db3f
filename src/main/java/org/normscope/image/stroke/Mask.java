package org.normscope.image.stroke;

import java.util.Arrays;
import java.util.List;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;

/**
 * Where something is done to a picture, and how much: painted with strokes, white to do it and black to take it back,
 * the edge softened.
 *
 * @param shares width * height values in [0, 1], row by row
 */
public record Mask(int width, int height, float[] shares) {
    /** Three box filters in a row come close to a Gaussian. */
    private static final int PASSES = 3;

    /**
     * What strokes on a picture leave, at another size.
     *
     * @param source   size that the strokes' coordinates are meant for
     * @param softness how wide the edge is, source pixels
     */
    public static Mask of(List<Stroke> strokes, Pixels source, double softness, int width, int height) {
        int[] black = new int[width * height];
        Arrays.fill(black, 0xFF000000);
        Pixels painted = Strokes.paint(new Pixels(width, height, black),
            new Placement(0, 0, source.width(), source.height()), strokes);
        float[] shares = new float[width * height];
        for (int i = 0; i < shares.length; i++) shares[i] = (painted.argb()[i] & 255) / 255f;
        int radius = (int) Math.round(softness * width / source.width() / PASSES);
        for (int pass = 0; pass < PASSES && radius > 0; pass++) {
            shares = transposed(averaged(shares, width, height, radius), width, height);
            shares = transposed(averaged(shares, height, width, radius), height, width);
        }
        return new Mask(width, height, shares);
    }

    /** What a grey picture says, brought to another size: white to do it, black and what is transparent not to. */
    public static Mask of(Pixels grey, int width, int height) {
        int[] argb = Lanczos.scaled(grey, width, height).argb();
        float[] shares = new float[argb.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Pixels.luminance(argb[i]) / 255_000f * (argb[i] >>> 24) / 255;
        }
        return new Mask(width, height, shares);
    }

    /** Along the rows: the mean of 2 radius + 1 values, the outermost repeated. */
    private static float[] averaged(float[] values, int width, int height, int radius) {
        float[] means = new float[values.length];
        for (int y = 0; y < height; y++) {
            int row = y * width, last = width - 1;
            double sum = 0;
            for (int x = -radius; x <= radius; x++) sum += values[row + Math.max(0, Math.min(last, x))];
            for (int x = 0; x < width; x++) {
                means[row + x] = (float) (sum / (2 * radius + 1));
                sum += values[row + Math.min(last, x + radius + 1)] - values[row + Math.max(0, x - radius)];
            }
        }
        return means;
    }

    private static float[] transposed(float[] values, int width, int height) {
        float[] turned = new float[values.length];
        for (int y = 0; y < height; y++) for (int x = 0; x < width; x++) turned[x * height + y] = values[y * width + x];
        return turned;
    }

    /** {@code with} where the mask is 1, {@code without} where it is 0, opaque pictures of its size. */
    public Pixels mix(Pixels without, Pixels with) {
        int[] argb = new int[shares.length];
        for (int i = 0; i < argb.length; i++) {
            float share = shares[i];
            int a = without.argb()[i], b = with.argb()[i], mixed = 0xFF;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int low = a >> shift & 255;
                mixed = mixed << 8 | Math.round(low + share * ((b >> shift & 255) - low));
            }
            argb[i] = mixed;
        }
        return new Pixels(width, height, argb);
    }

    /** To lie over a picture while it is painted: a colour where the mask is not. */
    public Pixels veil(int argb) {
        int[] veil = new int[shares.length];
        for (int i = 0; i < veil.length; i++) {
            veil[i] = Math.round((1 - shares[i]) * (argb >>> 24)) << 24 | argb & 0xFFFFFF;
        }
        return new Pixels(width, height, veil);
    }
}
