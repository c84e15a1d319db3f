package org.normscope.paint.place;

import java.util.function.DoubleConsumer;
import org.normscope.image.plane.Blur;
import org.normscope.image.plane.Gradient;

/**
 * Where two pictures show the same, found by itself: the smoothest field (Horn and Schunck 1981) along which directions
 * of edges agree, from coarse to fine, the second picture brought along at each step (Brox et al. 2004). Compared is
 * not light, which differs from portrait to portrait, but how strong edges of eight directions are against each other,
 * as in the descriptors of SIFT Flow (Liu et al. 2011), which the paper on portraits takes; that one seeks whole
 * matches where this one goes down a slope, so that what is half a picture away is not found.
 */
public final class DenseFlow {
    /** Longer side at which the field is sought, pixels: it is smooth. */
    private static final int LARGEST = 192;
    private static final int SMALLEST = 20, DIRECTIONS = 8, WARPS = 8, SWEEPS = 60;
    /** Of differences between neighbours of the field, against those of descriptors. */
    private static final double SMOOTH = .5;
    private static final double BLUR = 1, FLAT = .01, OVER = 1.7;

    private DenseFlow() { }

    /**
     * @param here     luminance, 0 to 1
     * @param there    of the same size
     * @param progress is told a share of 1; what it throws ends the work
     */
    public static Correspondence of(float[] here, float[] there, int width, int height, DoubleConsumer progress) {
        int longer = Math.max(width, height), levels = 1;
        double by = Math.min(1, (double) LARGEST / longer);
        while (Math.min(width, height) * by / (1 << levels) >= SMALLEST) levels++;
        Correspondence flow = Correspondence.same(1, 1);
        for (int level = levels - 1; level >= 0; level--) {
            double scale = by / (1 << level);
            int w = (int) Math.max(1, Math.round(width * scale)), h = (int) Math.max(1, Math.round(height * scale));
            flow = level == levels - 1 ? Correspondence.same(w, h) : flow.scaled(w, h);
            float[][] mine = edges(reduced(here, width, height, w, h), w, h),
                theirs = edges(reduced(there, width, height, w, h), w, h);
            for (int warp = 0; warp < WARPS; warp++) {
                progress.accept((levels - 1 - level + (double) warp / WARPS) / levels);
                step(mine, theirs, flow);
            }
        }
        return flow.scaled(width, height);
    }

    private static float[] reduced(float[] plane, int width, int height, int w, int h) {
        if (w == width && h == height) return plane;
        float[] soft = Blur.gaussian(plane, width, height, .4 * width / w), reduced = new float[w * h];
        for (int i = 0; i < reduced.length; i++) {
            reduced[i] = Correspondence.at(soft, width, height, (i % w + .5f) * width / w - .5f,
                (i / w + .5f) * height / h - .5f);
        }
        return reduced;
    }

    /** How strong edges of each direction are, against all of them: light and contrast are out of it. */
    private static float[][] edges(float[] plane, int width, int height) {
        Gradient gradient = Gradient.of(plane, width, height);
        float[][] edges = new float[DIRECTIONS][plane.length];
        for (int d = 0; d < DIRECTIONS; d++) {
            double cos = Math.cos(2 * Math.PI * d / DIRECTIONS), sin = Math.sin(2 * Math.PI * d / DIRECTIONS);
            for (int i = 0; i < plane.length; i++) {
                edges[d][i] = (float) Math.max(0, cos * gradient.x()[i] + sin * gradient.y()[i]);
            }
            edges[d] = Blur.gaussian(edges[d], width, height, BLUR);
        }
        for (int i = 0; i < plane.length; i++) {
            double square = FLAT * FLAT;
            for (float[] edge : edges) square += edge[i] * edge[i];
            for (float[] edge : edges) edge[i] /= (float) Math.sqrt(square);
        }
        return edges;
    }

    /** A step of Newton's on the descriptors' differences, the field's smoothness met by over-relaxation. */
    private static void step(float[][] mine, float[][] theirs, Correspondence flow) {
        int w = flow.width(), h = flow.height(), n = w * h;
        float[] xx = new float[n], xy = new float[n], yy = new float[n], x = new float[n], y = new float[n];
        for (int d = 0; d < DIRECTIONS; d++) {
            float[] brought = flow.brought(theirs[d]);
            Gradient slope = Gradient.of(brought, w, h);
            for (int i = 0; i < n; i++) {
                float gx = slope.x()[i], gy = slope.y()[i], off = brought[i] - mine[d][i];
                xx[i] += gx * gx;
                xy[i] += gx * gy;
                yy[i] += gy * gy;
                x[i] += gx * off;
                y[i] += gy * off;
            }
        }
        float[] fromU = shifts(flow.x(), w, true), fromV = shifts(flow.y(), w, false);
        float[] u = fromU.clone(), v = fromV.clone();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < n; i++) {
                double beside = 0, meanU = 0, meanV = 0;
                for (int k = 0; k < 4; k++) {
                    int to = neighbour(i, k, w, h);
                    if (to < 0) continue;
                    beside += SMOOTH;
                    meanU += SMOOTH * u[to];
                    meanV += SMOOTH * v[to];
                }
                double a = xx[i] + beside + 1e-9, b = xy[i], c = yy[i] + beside + 1e-9,
                    p = xx[i] * fromU[i] + b * fromV[i] - x[i] + meanU,
                    q = b * fromU[i] + yy[i] * fromV[i] - y[i] + meanV, determinant = a * c - b * b;
                u[i] += (float) (OVER * ((c * p - b * q) / determinant - u[i]));
                v[i] += (float) (OVER * ((a * q - b * p) / determinant - v[i]));
            }
        }
        for (int i = 0; i < n; i++) {
            flow.x()[i] = i % w + u[i];
            flow.y()[i] = i / w + v[i];
        }
    }

    private static float[] shifts(float[] places, int width, boolean across) {
        float[] shifts = new float[places.length];
        for (int i = 0; i < shifts.length; i++) shifts[i] = places[i] - (across ? i % width : i / width);
        return shifts;
    }

    /** Left, right, above, below; -1 beyond the edge. */
    private static int neighbour(int at, int side, int width, int height) {
        int x = at % width, y = at / width;
        return switch (side) {
            case 0 -> x > 0 ? at - 1 : -1;
            case 1 -> x + 1 < width ? at + 1 : -1;
            case 2 -> y > 0 ? at - width : -1;
            default -> y + 1 < height ? at + width : -1;
        };
    }
}
