package org.normscope.attribution;

/**
 * A picture turned, scaled about its middle and shifted, sampled bilinearly, its edge repeated outside; and the way
 * back, which gives each pixel what it lent.
 */
final class Warp {
    private final int height;
    private final int width;
    private final int[] from;
    private final float[] across;
    private final float[] down;

    /** @param angle radians */
    Warp(int height, int width, double angle, double scale, double shiftX, double shiftY) {
        this.height = height;
        this.width = width;
        from = new int[height * width];
        across = new float[from.length];
        down = new float[from.length];
        double c = Math.cos(angle) / scale, s = Math.sin(angle) / scale, middleX = (width - 1) / 2.0,
            middleY = (height - 1) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sourceX = clamped(c * (x - middleX) - s * (y - middleY) + middleX + shiftX, width);
                double sourceY = clamped(s * (x - middleX) + c * (y - middleY) + middleY + shiftY, height);
                int left = Math.min((int) sourceX, Math.max(0, width - 2)),
                    top = Math.min((int) sourceY, Math.max(0, height - 2));
                from[y * width + x] = top * width + left;
                across[y * width + x] = (float) (sourceX - left);
                down[y * width + x] = (float) (sourceY - top);
            }
        }
    }

    private static double clamped(double at, int extent) {
        return Math.max(0, Math.min(extent - 1, at));
    }

    /** One plane. */
    void forward(float[] source, int offset, float[] into) {
        int right = width > 1 ? 1 : 0, below = height > 1 ? width : 0;
        for (int i = 0; i < from.length; i++) {
            int at = offset + from[i];
            float top = source[at] + across[i] * (source[at + right] - source[at]);
            float bottom = source[at + below] + across[i] * (source[at + below + right] - source[at + below]);
            into[offset + i] = top + down[i] * (bottom - top);
        }
    }

    void back(float[] gradient, int offset, float[] into) {
        int right = width > 1 ? 1 : 0, below = height > 1 ? width : 0;
        for (int i = 0; i < from.length; i++) {
            int at = offset + from[i];
            float g = gradient[offset + i], top = g * (1 - down[i]), bottom = g * down[i];
            into[at] += top * (1 - across[i]);
            into[at + right] += top * across[i];
            into[at + below] += bottom * (1 - across[i]);
            into[at + below + right] += bottom * across[i];
        }
    }
}
