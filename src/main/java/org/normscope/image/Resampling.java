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

    /** Levels of 16 bits to one of 8. */
    private static final int DEEP = 257;

    private Resampling() { }

    /**
     * The part of an opaque picture at {@code place}, as width x height pixels; {@code outside} beyond the picture. Of
     * one with 16 bits, with 16 bits.
     */
    public static Pixels resample(Pixels source, Placement place, int width, int height, int outside) {
        Axis columns = Axis.of(place.x(), place.width(), width, source.width());
        Axis rows = Axis.of(place.y(), place.height(), height, source.height());
        float[][] narrowed = new float[source.height()][]; // Source rows at output width, made when first needed.
        int[] argb = new int[width * height];
        short[] deep = source.deep() == null ? null : new short[3 * argb.length];
        float[] sum = new float[width * 3];
        int done = 0;
        for (int y = 0; y < height; y++) {
            float[] weights = rows.weights[y];
            if (weights != null) {
                for (; done < rows.first[y]; done++) narrowed[done] = null;
                Arrays.fill(sum, 0);
                int first = rows.first[y];
                for (int row = first; row < first + weights.length; row++) {
                    if (narrowed[row] == null) narrowed[row] = narrow(source, row, columns);
                }
                // Two at a time: where a picture is enlarged there are no more.
                for (int i = 0; i < weights.length; i += 2) {
                    boolean two = i + 1 < weights.length;
                    add(sum, weights[i], narrowed[first + i], two ? weights[i + 1] : 0,
                        narrowed[first + (two ? i + 1 : i)]);
                }
            }
            for (int x = 0; x < width; x++) {
                boolean inside = weights != null && columns.weights[x] != null;
                int at = y * width + x;
                argb[at] = !inside ? outside : deep == null ? pixel(sum, 3 * x, 1) : pixel(sum, 3 * x, DEEP);
                for (int c = 0; deep != null && c < 3; c++) {
                    deep[3 * at + c] = (short) (inside ? sum[3 * x + c] + 0.5f : DEEP * (outside >> 16 - 8 * c & 255));
                }
            }
        }
        return new Pixels(width, height, argb, deep);
    }

    private static void add(float[] sum, float weight, float[] row, float next, float[] nextRow) {
        for (int i = 0; i < sum.length; i++) sum[i] = sum[i] + weight * row[i] + next * nextRow[i];
    }

    private static float[] narrow(Pixels source, int row, Axis columns) {
        int start = row * source.width();
        int[] argb = source.argb();
        short[] deep = source.deep();
        float[] out = new float[3 * columns.first.length];
        for (int x = 0; x < columns.first.length; x++) {
            float[] weights = columns.weights[x];
            if (weights == null) continue;
            float red = 0, green = 0, blue = 0;
            int at = start + columns.first[x];
            if (deep != null) {
                for (int i = 0, sample = 3 * at; i < weights.length; i++, sample += 3) {
                    red += weights[i] * (deep[sample] & 0xFFFF);
                    green += weights[i] * (deep[sample + 1] & 0xFFFF);
                    blue += weights[i] * (deep[sample + 2] & 0xFFFF);
                }
            } else {
                for (float weight : weights) {
                    int pixel = argb[at++];
                    red += weight * (pixel >> 16 & 255);
                    green += weight * (pixel >> 8 & 255);
                    blue += weight * (pixel & 255);
                }
            }
            out[3 * x] = red;
            out[3 * x + 1] = green;
            out[3 * x + 2] = blue;
        }
        return out;
    }

    /** @param step of the sums, for one of 8 bits */
    private static int pixel(float[] sum, int at, int step) {
        int red = (int) (sum[at] / step + 0.5f), green = (int) (sum[at + 1] / step + 0.5f);
        return 0xFF000000 | red << 16 | green << 8 | (int) (sum[at + 2] / step + 0.5f);
    }
}
