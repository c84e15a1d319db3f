package org.normscope.paint.place;

import org.normscope.node.Landmarks;

/**
 * For each pixel of a picture the place in another one of the same size that shows the same.
 *
 * @param x from the left, a pixel's middle at its whole number; height rows of width, as y
 */
public record Correspondence(int width, int height, float[] x, float[] y) {
    /** Every pixel lies where it lies. */
    public static Correspondence same(int width, int height) {
        float[] x = new float[width * height], y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % width;
            y[i] = i / width;
        }
        return new Correspondence(width, height, x, y);
    }

    /**
     * Through landmarks, by moving least squares (Schaefer, McPhail and Warren 2006, section 2.2, "Image Deformation
     * Using Moving Least Squares"): about each pixel the turn, growth and shift that take the landmarks best to where
     * they belong, each landmark counting by the inverse of its square distance. A landmark is hit exactly; one alone
     * shifts the whole, two turn it and make it larger or smaller.
     */
    public static Correspondence of(Landmarks landmarks, int width, int height) {
        int count = landmarks.pairs().size();
        double[] px = new double[count], py = new double[count], qx = new double[count], qy = new double[count];
        for (int i = 0; i < count; i++) {
            Landmarks.Pair pair = landmarks.pairs().get(i);
            px[i] = pair.x() * width - .5;
            py[i] = pair.y() * height - .5;
            qx[i] = pair.styleX() * width - .5;
            qy[i] = pair.styleY() * height - .5;
        }
        Correspondence made = same(width, height);
        double[] weights = new double[count];
        for (int i = 0; i < width * height && count > 0; i++) {
            double atX = i % width, atY = i / width, sum = 0, pX = 0, pY = 0, qX = 0, qY = 0;
            for (int k = 0; k < count; k++) {
                double dx = px[k] - atX, dy = py[k] - atY;
                weights[k] = 1 / Math.max(1e-12, dx * dx + dy * dy);
                sum += weights[k];
                pX += weights[k] * px[k];
                pY += weights[k] * py[k];
                qX += weights[k] * qx[k];
                qY += weights[k] * qy[k];
            }
            pX /= sum;
            pY /= sum;
            qX /= sum;
            qY /= sum;
            double spread = 0, along = 0, across = 0;
            for (int k = 0; k < count; k++) {
                double a = px[k] - pX, b = py[k] - pY, c = qx[k] - qX, d = qy[k] - qY;
                spread += weights[k] * (a * a + b * b);
                along += weights[k] * (a * c + b * d);
                across += weights[k] * (a * d - b * c);
            }
            // Landmarks in one place say nothing of turns.
            double cos = spread > 1e-9 ? along / spread : 1, sin = spread > 1e-9 ? across / spread : 0;
            double dx = atX - pX, dy = atY - pY;
            made.x[i] = (float) (qX + cos * dx - sin * dy);
            made.y[i] = (float) (qY + sin * dx + cos * dy);
        }
        return made;
    }

    /** A plane of the other picture brought here: what lies beyond its edges is its edge. */
    public float[] brought(float[] plane) {
        float[] brought = new float[plane.length];
        for (int i = 0; i < brought.length; i++) brought[i] = at(plane, width, height, x[i], y[i]);
        return brought;
    }

    /** Between four pixels in proportion. */
    static float at(float[] plane, int width, int height, float x, float y) {
        float inX = Math.max(0, Math.min(width - 1, x)), inY = Math.max(0, Math.min(height - 1, y));
        int left = (int) inX, top = (int) inY, right = Math.min(left + 1, width - 1),
            below = Math.min(top + 1, height - 1);
        float a = inX - left, b = inY - top;
        return (1 - b) * ((1 - a) * plane[top * width + left] + a * plane[top * width + right])
            + b * ((1 - a) * plane[below * width + left] + a * plane[below * width + right]);
    }

    /** The same of pictures of another size. */
    Correspondence scaled(int toWidth, int toHeight) {
        Correspondence scaled = same(toWidth, toHeight);
        float growX = (float) toWidth / width, growY = (float) toHeight / height;
        for (int i = 0; i < scaled.x.length; i++) {
            // A pixel's middle lies half a pixel from its edge in both sizes.
            float fromX = (i % toWidth + .5f) / growX - .5f, fromY = (i / toWidth + .5f) / growY - .5f;
            scaled.x[i] += growX * (at(x, width, height, fromX, fromY) - inside(fromX, width));
            scaled.y[i] += growY * (at(y, width, height, fromX, fromY) - inside(fromY, height));
        }
        return scaled;
    }

    private static float inside(float at, int size) {
        return Math.max(0, Math.min(size - 1, at));
    }
}
