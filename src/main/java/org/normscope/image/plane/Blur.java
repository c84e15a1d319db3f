package org.normscope.image.plane;

import java.util.Arrays;

/**
 * Gaussian blur of planes, separable, mirrored at the edges. The kernel reaches three deviations and sums to 1; where
 * it is wide, three box blurs stand for it (Wells 1986), whose cost does not depend on the width.
 */
public final class Blur {
    /** Deviation from which on boxes are used. */
    private static final double WIDE = 6;

    private Blur() { }

    /** Pixels that {@link #gaussian} looks around, at most. */
    public static int reach(double sigma) {
        if (sigma <= 0) return 0;
        return sigma < WIDE ? kernel(sigma).length / 2 : Arrays.stream(boxes(sigma)).sum();
    }

    /** @param sigma standard deviation in pixels; 0 gives a copy */
    public static float[] gaussian(float[] plane, int width, int height, double sigma) {
        if (sigma <= 0) return plane.clone();
        if (sigma < WIDE) {
            float[] kernel = kernel(sigma);
            return down(along(plane, width, height, kernel), width, height, kernel);
        }
        float[] blurred = plane;
        for (int radius : boxes(sigma)) blurred = columnBox(rowBox(blurred, width, height, radius), width, height,
            radius);
        return blurred;
    }

    public static Planes gaussian(Planes planes, double sigma) {
        float[][] blurred = new float[planes.values().length][];
        for (int c = 0; c < blurred.length; c++) {
            blurred[c] = gaussian(planes.values()[c], planes.width(), planes.height(), sigma);
        }
        return new Planes(planes.width(), planes.height(), blurred);
    }

    static float[] kernel(double sigma) {
        int reach = Math.max(1, (int) Math.ceil(3 * sigma));
        float[] kernel = new float[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) sum += Math.exp(-i * i / (2 * sigma * sigma));
        for (int i = -reach; i <= reach; i++) kernel[i + reach] =
            (float) (Math.exp(-i * i / (2 * sigma * sigma)) / sum);
        return kernel;
    }

    private static float[] along(float[] plane, int width, int height, float[] kernel) {
        int reach = kernel.length / 2;
        float[] result = new float[plane.length], row = new float[width + 2 * reach];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < row.length; x++) row[x] = plane[y * width + Planes.mirrored(x - reach, width)];
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int k = 0; k < kernel.length; k++) sum += kernel[k] * row[x + k];
                result[y * width + x] = sum;
            }
        }
        return result;
    }

    private static float[] down(float[] plane, int width, int height, float[] kernel) {
        int reach = kernel.length / 2;
        float[] result = new float[plane.length];
        for (int y = 0; y < height; y++) {
            for (int k = 0; k < kernel.length; k++) {
                int from = Planes.mirrored(y + k - reach, height) * width, to = y * width;
                for (int x = 0; x < width; x++) result[to + x] += kernel[k] * plane[from + x];
            }
        }
        return result;
    }

    /** Radii of three boxes whose variances sum to that of the Gaussian as nearly as whole radii can. */
    private static int[] boxes(double sigma) {
        int small = (int) Math.floor((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2);
        double each = (Math.pow(2 * small + 1, 2) - 1) / 12, next = (Math.pow(2 * small + 3, 2) - 1) / 12;
        int larger = (int) Math.max(0, Math.min(3, Math.round((sigma * sigma - 3 * each) / (next - each))));
        int[] radii = new int[3];
        for (int i = 0; i < 3; i++) radii[i] = small + (i < larger ? 1 : 0);
        return radii;
    }

    private static float[] rowBox(float[] plane, int width, int height, int radius) {
        float[] result = new float[plane.length];
        for (int y = 0; y < height; y++) {
            double sum = 0;
            for (int x = -radius; x <= radius; x++) sum += plane[y * width + Planes.mirrored(x, width)];
            for (int x = 0; x < width; x++) {
                result[y * width + x] = (float) (sum / (2 * radius + 1));
                sum += plane[y * width + Planes.mirrored(x + radius + 1, width)]
                    - plane[y * width + Planes.mirrored(x - radius, width)];
            }
        }
        return result;
    }

    private static float[] columnBox(float[] plane, int width, int height, int radius) {
        float[] result = new float[plane.length];
        double[] sums = new double[width];
        for (int y = -radius; y <= radius; y++) {
            int from = Planes.mirrored(y, height) * width;
            for (int x = 0; x < width; x++) sums[x] += plane[from + x];
        }
        for (int y = 0; y < height; y++) {
            int in = Planes.mirrored(y + radius + 1, height) * width, out = Planes.mirrored(y - radius, height) * width;
            for (int x = 0; x < width; x++) {
                result[y * width + x] = (float) (sums[x] / (2 * radius + 1));
                sums[x] += plane[in + x] - plane[out + x];
            }
        }
        return result;
    }
}
