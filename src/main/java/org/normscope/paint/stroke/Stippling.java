package org.normscope.paint.stroke;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * Points that keep their distance: Secord, "Weighted Voronoi Stippling", NPAR 2002. Points fall by chance, the more the
 * darker; then each is moved to the centre of mass of its Voronoi cell, weighted by darkness, again and again (Lloyd's
 * method), until they lie evenly and dense where it is dark.
 *
 * <p>Cells are made of the picture's own pixels, the nearest point found by buckets. A point without a pixel stays
 * where it is. {@code size} is a dot's radius where points lie as dense as the picture is black on average.
 */
public final class Stippling {
    public static final TreeNode NODE = TreeNode.of("stippling", 2002, "Secord", "Weighted Voronoi Stippling, NPAR",
        Branch.STROKES, Kind.PAINT,
        "c_i=\\frac{\\int_{V_i}x\\,\\rho(x)\\,dx}{\\int_{V_i}\\rho(x)\\,dx},\\quad\\rho=1-L",
        Stippling::work, new Knob.Whole("points", 100, 20000, 6000), new Knob.Whole("iterations", 0, 60, 20),
        new Knob.Real("size", .3, 4, 1), new Knob.Switch("coloured", false)).after("halftone").answering("halftone");

    private Stippling() { }

    private static Pixels work(Easel easel) {
        Planes picture = easel.contentPlanes();
        int width = picture.width(), height = picture.height(), iterations = easel.knobs().whole("iterations");
        float[] dark = picture.luminance();
        double mass = 0;
        for (int i = 0; i < dark.length; i++) mass += dark[i] = Math.max(0, 1 - dark[i]);
        int points = (int) Math.min(easel.knobs().whole("points"), Math.ceil(mass));
        Canvas canvas = new Canvas(width, height, 1, 1, 1);
        if (points == 0) return canvas.pixels();
        double[] xs = new double[points], ys = new double[points];
        scatter(dark, width, mass, xs, ys, easel.chance());
        for (int i = 0; i < iterations; i++) {
            easel.at((double) i / (iterations + 1));
            move(dark, width, height, xs, ys);
        }
        easel.at((double) iterations / (iterations + 1));
        double radius = easel.knobs().real("size") * Math.sqrt(mass / points / Math.PI);
        for (int i = 0; i < points; i++) {
            int at = (int) Math.round(ys[i]) * width + (int) Math.round(xs[i]);
            float[] rgb = easel.knobs().on("coloured")
                ? new float[] {picture.values()[0][at], picture.values()[1][at], picture.values()[2][at]}
                : new float[3];
            canvas.stroke(new double[] {xs[i]}, new double[] {ys[i]}, 1, radius, rgb, 1, 0, i);
        }
        return canvas.pixels();
    }

    /** By chance, as dense as it is dark. */
    private static void scatter(float[] dark, int width, double mass, double[] xs, double[] ys,
        SplittableRandom chance) {
        double[] wanted = chance.doubles(xs.length, 0, mass).sorted().toArray();
        double sum = 0;
        int next = 0;
        for (int i = 0; i < dark.length && next < wanted.length; i++) {
            sum += dark[i];
            for (; next < wanted.length && wanted[next] < sum; next++) {
                xs[next] = i % width;
                ys[next] = (double) (i / width);
            }
        }
        for (; next < wanted.length; next++) { // What rounding has left at the end.
            xs[next] = (dark.length - 1) % width;
            ys[next] = (double) ((dark.length - 1) / width);
        }
    }

    /** Each point to the weighted centre of its cell. */
    static void move(float[] dark, int width, int height, double[] xs, double[] ys) {
        Nearest nearest = new Nearest(xs, ys, width, height);
        double[] mass = new double[xs.length], sumX = new double[xs.length], sumY = new double[xs.length];
        for (int y = 0; y < height; y++) {
            int last = -1;
            for (int x = 0; x < width; x++) {
                float weight = dark[y * width + x];
                if (weight == 0) continue;
                last = nearest.of(x, y, last);
                mass[last] += weight;
                sumX[last] += weight * x;
                sumY[last] += weight * y;
            }
        }
        for (int i = 0; i < xs.length; i++) {
            if (mass[i] == 0) continue;
            xs[i] = sumX[i] / mass[i];
            ys[i] = sumY[i] / mass[i];
        }
    }

    /** Points in buckets that hold about two each. */
    static final class Nearest {
        private final double[] xs;
        private final double[] ys;
        private final double side;
        private final int columns;
        private final int rows;
        private final int[] first;
        private final int[] order;

        Nearest(double[] xs, double[] ys, int width, int height) {
            this.xs = xs;
            this.ys = ys;
            side = Math.max(1, Math.sqrt(2.0 * width * height / xs.length));
            columns = (int) Math.ceil(width / side);
            rows = (int) Math.ceil(height / side);
            first = new int[columns * rows + 1];
            order = new int[xs.length];
            for (int i = 0; i < xs.length; i++) first[bucket(i) + 1]++;
            for (int b = 0; b < columns * rows; b++) first[b + 1] += first[b];
            int[] next = Arrays.copyOf(first, first.length);
            for (int i = 0; i < xs.length; i++) order[next[bucket(i)]++] = i;
        }

        private int bucket(int point) {
            return (int) (ys[point] / side) * columns + (int) (xs[point] / side);
        }

        /** @param guess a point that may be near, or -1 */
        int of(double x, double y, int guess) {
            int best = guess;
            double least = guess < 0 ? Double.POSITIVE_INFINITY : square(guess, x, y);
            int column = (int) (x / side), row = (int) (y / side);
            for (int ring = 0; ring <= Math.max(columns, rows); ring++) {
                // All that is nearer than the next ring's edge has been seen.
                double edge = (ring - 1) * side + Math.min(Math.min(x - column * side, (column + 1) * side - x),
                    Math.min(y - row * side, (row + 1) * side - y));
                if (best >= 0 && ring > 0 && edge * edge > least) break;
                for (int r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
                    int step = Math.abs(r - row) == ring ? 1 : 2 * ring;
                    for (int c = column - ring; c <= column + ring; c += Math.max(1, step)) {
                        if (c < 0 || c >= columns) continue;
                        for (int k = first[r * columns + c]; k < first[r * columns + c + 1]; k++) {
                            double far = square(order[k], x, y);
                            if (far < least || far == least && order[k] < best) {
                                least = far;
                                best = order[k];
                            }
                        }
                    }
                }
            }
            return best;
        }

        private double square(int point, double x, double y) {
            double dx = xs[point] - x, dy = ys[point] - y;
            return dx * dx + dy * dy;
        }
    }
}
