package org.normscope.image;

import java.util.Arrays;

/**
 * Resampling to another size by the Lanczos filter of three lobes, as wide as an output pixel when shrinking and as a
 * source pixel when enlarging, as in Pillow's {@code resize(size, LANCZOS)}: sharper than {@link Resampling}'s, for
 * pictures that are looked at. Colours are weighted by their alpha, so that what cannot be seen does not bleed in.
 */
public final class Lanczos {
    private static final int LOBES = 3;

    private Lanczos() { }

    /** The picture with its longer side brought to {@code longer} pixels, its aspect kept as far as whole pixels go. */
    public static Pixels scaled(Pixels source, int longer) {
        double scale = (double) longer / Math.max(source.width(), source.height());
        return scaled(source, (int) Math.max(1, Math.round(source.width() * scale)),
            (int) Math.max(1, Math.round(source.height() * scale)));
    }

    /** The same picture where it has that size already. */
    public static Pixels scaled(Pixels source, int width, int height) {
        if (width == source.width() && height == source.height()) return source;
        float[][] columns = weights(source.width(), width), rows = weights(source.height(), height);
        float[][] narrowed = new float[source.height()][]; // Source rows at output width, made when first needed.
        int[] argb = new int[width * height];
        float[] sum = new float[4 * width];
        for (int y = 0, done = 0; y < height; y++) {
            int first = first(y, source.height(), height);
            for (; done < first; done++) narrowed[done] = null;
            Arrays.fill(sum, 0);
            for (int i = 0; i < rows[y].length; i++) {
                if (narrowed[first + i] == null) narrowed[first + i] = narrow(source, first + i, columns);
                float[] row = narrowed[first + i];
                for (int k = 0; k < sum.length; k++) sum[k] += rows[y][i] * row[k];
            }
            for (int x = 0; x < width; x++) argb[y * width + x] = pixel(sum, 4 * x);
        }
        return new Pixels(width, height, argb);
    }

    private static double reach(int inputs, int outputs) {
        return LOBES * Math.max(1, (double) inputs / outputs);
    }

    private static int first(int output, int inputs, int outputs) {
        return Math.max(0, (int) ((output + 0.5) * inputs / outputs - reach(inputs, outputs) + 0.5));
    }

    /** For each output cell of an axis, the weights of the source cells from {@link #first} on; their sum is 1. */
    private static float[][] weights(int inputs, int outputs) {
        double scale = (double) inputs / outputs, wide = Math.max(1, scale);
        float[][] weights = new float[outputs][];
        for (int o = 0; o < outputs; o++) {
            double centre = (o + 0.5) * scale;
            int first = first(o, inputs, outputs),
                last = Math.min(inputs, (int) (centre + reach(inputs, outputs) + 0.5));
            double[] heights = new double[last - first];
            double sum = 0;
            for (int i = 0; i < heights.length; i++) sum += heights[i] = lanczos((first + i + 0.5 - centre) / wide);
            weights[o] = new float[heights.length];
            for (int i = 0; i < heights.length; i++) weights[o][i] = (float) (heights[i] / sum);
        }
        return weights;
    }

    /** sinc(x) sinc(x / 3) within three lobes. */
    private static double lanczos(double x) {
        if (Math.abs(x) >= LOBES) return 0;
        double angle = Math.PI * x;
        return x == 0 ? 1 : LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
    }

    /** A source row at output width: alpha and the three colours, each times alpha. */
    private static float[] narrow(Pixels source, int row, float[][] columns) {
        float[] out = new float[4 * columns.length];
        for (int x = 0; x < columns.length; x++) {
            float alpha = 0, red = 0, green = 0, blue = 0;
            int at = row * source.width() + first(x, source.width(), columns.length);
            for (float weight : columns[x]) {
                int pixel = source.argb()[at++];
                float share = weight * (pixel >>> 24);
                alpha += share;
                red += share * (pixel >> 16 & 255);
                green += share * (pixel >> 8 & 255);
                blue += share * (pixel & 255);
            }
            out[4 * x] = alpha;
            out[4 * x + 1] = red;
            out[4 * x + 2] = green;
            out[4 * x + 3] = blue;
        }
        return out;
    }

    private static int pixel(float[] sum, int at) {
        if (sum[at] < 0.5f) return 0;
        return level(sum[at]) << 24 | level(sum[at + 1] / sum[at]) << 16 | level(sum[at + 2] / sum[at]) << 8
            | level(sum[at + 3] / sum[at]);
    }

    private static int level(float value) {
        return Math.max(0, Math.min(255, (int) (value + 0.5f)));
    }
}
