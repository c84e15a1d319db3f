package org.normscope.paint.filter;

import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * The quietest quarter: Kuwahara, Hachimura, Eiho and Kinoshita, "Processing of RI-Angiocardiographic Images", 1976.
 * Of the four squares of radius + 1 pixels that have the pixel in a corner, the one whose luminance varies least
 * gives its mean colour. Flat parts are smoothed and edges stay, in small square blocks. Mirrored at the edges; sums
 * over squares make the cost the same for every radius.
 */
public final class Kuwahara {
    public static final TreeNode NODE = TreeNode.of("kuwahara", 1976, "Kuwahara, Hachimura, Eiho, Kinoshita",
        "Processing of RI-Angiocardiographic Images, in: Digital Processing of Biomedical Images", Branch.FILTERS,
        Kind.PAINT, "y=m_k,\\quad k=\\arg\\min_{i=1..4}\\sigma_i^2", Kuwahara::work,
            new Knob.Whole("radius", 1, 24, 5))
        .of(new AtOnce.Strips(knobs -> knobs.whole("radius")));

    private Kuwahara() { }

    private static Pixels work(Easel easel) {
        Planes picture = easel.contentPlanes();
        int width = picture.width(), height = picture.height(), radius = easel.knobs().whole("radius");
        float[] luminance = picture.luminance(), squares = new float[luminance.length];
        for (int i = 0; i < squares.length; i++) squares[i] = luminance[i] * luminance[i];
        Sums[] sums = new Sums[5];
        for (int c = 0; c < 3; c++) sums[c] = new Sums(picture.values()[c], width, height, radius);
        sums[3] = new Sums(luminance, width, height, radius);
        sums[4] = new Sums(squares, width, height, radius);
        Planes result = Planes.empty(width, height, 3);
        double count = (radius + 1) * (radius + 1);
        for (int y = 0; y < height; y++) {
            if (y % 32 == 0) easel.at((double) y / height);
            for (int x = 0; x < width; x++) {
                double least = Double.POSITIVE_INFINITY;
                int left = x - radius, top = y - radius;
                for (int k = 0; k < 4; k++) {
                    int fromX = k % 2 == 0 ? x - radius : x, fromY = k / 2 == 0 ? y - radius : y;
                    double mean = sums[3].square(fromX, fromY) / count;
                    double variance = sums[4].square(fromX, fromY) / count - mean * mean;
                    if (variance < least) {
                        least = variance;
                        left = fromX;
                        top = fromY;
                    }
                }
                for (int c = 0; c < 3; c++) result.values()[c][y * width + x] =
                    (float) (sums[c].square(left, top) / count);
            }
        }
        return result.pixels();
    }

    /** Sums over squares of radius + 1 pixels, by their top left corner, of a plane mirrored for a radius around it. */
    private static final class Sums {
        private final int radius;
        private final int stride;
        private final double[] table;

        Sums(float[] plane, int width, int height, int radius) {
            this.radius = radius;
            stride = width + 2 * radius + 1;
            table = new double[stride * (height + 2 * radius + 1)];
            for (int y = 0; y < height + 2 * radius; y++) {
                double row = 0;
                int from = Planes.mirrored(y - radius, height) * width;
                for (int x = 0; x < width + 2 * radius; x++) {
                    row += plane[from + Planes.mirrored(x - radius, width)];
                    table[(y + 1) * stride + x + 1] = table[y * stride + x + 1] + row;
                }
            }
        }

        double square(int left, int top) {
            int a = (top + radius) * stride + left + radius, side = radius + 1, b = a + side * stride;
            return table[b + side] - table[b] - table[a + side] + table[a];
        }
    }
}
