package org.normscope.image.plane;

/**
 * Derivatives by Sobel's 3 x 3 masks over 8: change a pixel, mirrored at the edges.
 *
 * @param x to the right
 * @param y down
 */
public record Gradient(float[] x, float[] y) {
    public static Gradient of(float[] plane, int width, int height) {
        float[] dx = new float[plane.length], dy = new float[plane.length];
        for (int row = 0; row < height; row++) {
            int up = Math.max(0, row - 1) * width, here = row * width, down = Math.min(height - 1, row + 1) * width;
            for (int col = 0; col < width; col++) {
                int left = Math.max(0, col - 1), right = Math.min(width - 1, col + 1);
                float a = plane[up + left], b = plane[up + right], c = plane[down + left], d = plane[down + right];
                dx[here + col] = (b + d - a - c + 2 * (plane[here + right] - plane[here + left])) / 8;
                dy[here + col] = (c + d - a - b + 2 * (plane[down + col] - plane[up + col])) / 8;
            }
        }
        return new Gradient(dx, dy);
    }
}
