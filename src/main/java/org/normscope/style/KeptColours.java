package org.normscope.style;

import org.normscope.image.Pixels;
import org.normscope.image.plane.ColourAxes;

/**
 * Gives a painted picture the colours of its content: the two ways of Gatys, Bethge, Hertzmann and Shechtman,
 * "Preserving Color in Neural Artistic Style Transfer" (arXiv 1606.05897). Luminance is .299 R + .587 G + .114 B
 * (BT.601).
 */
public final class KeptColours {
    private static final float[] LUMINANCE = {.299f, .587f, .114f};
    /** Levels squared: what a flat picture's covariance is taken for. */
    private static final double LEAST = 1e-2;

    private KeptColours() { }

    /**
     * The painted picture's luminance with the content's chroma: to every pixel of the content the same is added in R,
     * G and B. Where that leaves 0 to 255 it is cut.
     *
     * @param content of the painted picture's size
     */
    public static Pixels luminanceOnly(Pixels content, Pixels painted) {
        int[] argb = new int[painted.argb().length];
        for (int i = 0; i < argb.length; i++) {
            int from = content.argb()[i];
            float step = luminance(painted.argb()[i]) - luminance(from);
            argb[i] = painted.argb()[i] & 0xFF000000 | level((from >> 16 & 255) + step) << 16
                | level((from >> 8 & 255) + step) << 8 | level((from & 255) + step);
        }
        return new Pixels(painted.width(), painted.height(), argb);
    }

    /**
     * The painted picture's colours moved by one affine map so that their mean and covariance are the content's: with
     * the Cholesky factors C of the content's and P of the painted picture's covariance, x becomes C P^-1 (x - mean) +
     * the content's mean.
     */
    public static Pixels matched(Pixels content, Pixels painted) {
        double[] to = mean(content), from = mean(painted);
        double[][] map = ColourAxes.product(factor(content, to), inverse(factor(painted, from)));
        int[] argb = new int[painted.argb().length];
        for (int i = 0; i < argb.length; i++) {
            int pixel = painted.argb()[i], moved = pixel >>> 24;
            double r = (pixel >> 16 & 255) - from[0], g = (pixel >> 8 & 255) - from[1], b = (pixel & 255) - from[2];
            for (int c = 0; c < 3; c++) {
                moved = moved << 8 | level((float) (to[c] + map[c][0] * r + map[c][1] * g + map[c][2] * b));
            }
            argb[i] = moved;
        }
        return new Pixels(painted.width(), painted.height(), argb);
    }

    private static float luminance(int pixel) {
        return LUMINANCE[0] * (pixel >> 16 & 255) + LUMINANCE[1] * (pixel >> 8 & 255) + LUMINANCE[2] * (pixel & 255);
    }

    private static int level(float value) {
        return Math.max(0, Math.min(255, Math.round(value)));
    }

    private static double[] mean(Pixels picture) {
        long[] sum = new long[3];
        for (int pixel : picture.argb()) for (int c = 0; c < 3; c++) sum[c] += pixel >> 16 - 8 * c & 255;
        double count = picture.argb().length;
        return new double[] {sum[0] / count, sum[1] / count, sum[2] / count};
    }

    /** The lower triangular L with L L^T = covariance. */
    private static double[][] factor(Pixels picture, double[] mean) {
        double[][] covariance = new double[3][3];
        for (int pixel : picture.argb()) {
            for (int i = 0; i < 3; i++) {
                double away = (pixel >> 16 - 8 * i & 255) - mean[i];
                for (int j = 0; j <= i; j++) covariance[i][j] += away * ((pixel >> 16 - 8 * j & 255) - mean[j]);
            }
        }
        double[][] factor = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double left = covariance[i][j] / picture.argb().length;
                for (int k = 0; k < j; k++) left -= factor[i][k] * factor[j][k];
                factor[i][j] = i == j ? Math.sqrt(Math.max(LEAST, left)) : left / factor[j][j];
            }
        }
        return factor;
    }

    /** Of a lower triangular matrix. */
    private static double[][] inverse(double[][] l) {
        double[][] inverse = new double[3][3];
        for (int j = 0; j < 3; j++) {
            inverse[j][j] = 1 / l[j][j];
            for (int i = j + 1; i < 3; i++) {
                double sum = 0;
                for (int k = j; k < i; k++) sum -= l[i][k] * inverse[k][j];
                inverse[i][j] = sum / l[i][i];
            }
        }
        return inverse;
    }
}
