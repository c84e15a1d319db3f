package org.normscope.image;

import java.util.Arrays;

/**
 * Antialiased bilinear resampling: a triangle filter that is as wide as an output pixel when shrinking and as a source
 * pixel when enlarging, as in Pillow's {@code resize(size, BILINEAR, box)}. Sums are float; one rounding at the end.
 */
public final class Resampling {
    /** For each output pixel of an axis, the source pixels that make it: first[i], and weights[i] from there on. */
    private record Axis(int[] first, float[][] weights) {
        static Axis of(double start, double length, int outputs, int inputs) {
            double scale = length / outputs, reach = Math.max(scale, 1);
            int[] first = new int[outputs];
            float[][] weights = new float[outputs][];
            for (int i = 0; i < outputs; i++) {
                double centre = start + (i + 0.5) * scale;
                if (centre < 0 || centre > inputs) continue; // Outside the picture: weights stay null.
                first[i] = Math.max(0, (int) (centre - reach + 0.5));
                weights[i] = triangle(centre, reach, first[i], Math.min(inputs, (int) (centre + reach + 0.5)));
            }
            return new Axis(first, weights);
        }

        private static float[] triangle(double centre, double reach, int from, int to) {
            double[] heights = new double[to - from];
            double sum = 0;
            for (int i = 0; i < heights.length; i++) {
                heights[i] = Math.max(0, 1 - Math.abs(from + i + 0.5 - centre) / reach);
                sum += heights[i];
            }
            float[] weights = new float[heights.length];
            for (int i = 0; i < weights.length; i++) weights[i] = (float) (heights[i] / sum);
            return weights;
        }
    }

    private Resampling() { }

    /** The part of an opaque picture at {@code place}, as width x height pixels; {@code outside} beyond the picture. */
    public static Pixels resample(Pixels source, Placement place, int width, int height, int outside) {
        Axis columns = Axis.of(place.x(), place.width(), width, source.width());
        Axis rows = Axis.of(place.y(), place.height(), height, source.height());
        float[][] narrowed = new float[source.height()][]; // Source rows at output width, made when first needed.
        int[] argb = new int[width * height];
        float[] sum = new float[width * 3];
        int done = 0;
        for (int y = 0; y < height; y++) {
            float[] weights = rows.weights[y];
            if (weights != null) {
                for (; done < rows.first[y]; done++) narrowed[done] = null;
                Arrays.fill(sum, 0);
                for (int i = 0; i < weights.length; i++) {
                    int row = rows.first[y] + i;
                    if (narrowed[row] == null) narrowed[row] = narrow(source, row, columns);
                    add(sum, weights[i], narrowed[row]);
                }
            }
            for (int x = 0; x < width; x++) {
                boolean inside = weights != null && columns.weights[x] != null;
                argb[y * width + x] = inside ? pixel(sum, 3 * x) : outside;
            }
        }
        return new Pixels(width, height, argb);
    }

    private static void add(float[] sum, float weight, float[] row) {
        for (int i = 0; i < sum.length; i++) sum[i] += weight * row[i];
    }

    private static float[] narrow(Pixels source, int row, Axis columns) {
        int start = row * source.width();
        int[] argb = source.argb();
        float[] out = new float[3 * columns.first.length];
        for (int x = 0; x < columns.first.length; x++) {
            float[] weights = columns.weights[x];
            if (weights == null) continue;
            float red = 0, green = 0, blue = 0;
            for (int i = 0, at = start + columns.first[x]; i < weights.length; i++, at++) {
                int pixel = argb[at];
                red += weights[i] * (pixel >> 16 & 255);
                green += weights[i] * (pixel >> 8 & 255);
                blue += weights[i] * (pixel & 255);
            }
            out[3 * x] = red;
            out[3 * x + 1] = green;
            out[3 * x + 2] = blue;
        }
        return out;
    }

    private static int pixel(float[] sum, int at) {
        return 0xFF000000 | (int) (sum[at] + 0.5f) << 16 | (int) (sum[at + 1] + 0.5f) << 8 | (int) (sum[at + 2] + 0.5f);
    }
}
