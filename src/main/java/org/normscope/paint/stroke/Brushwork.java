package org.normscope.paint.stroke;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.normscope.image.plane.Blur;
import org.normscope.image.plane.Gradient;
import org.normscope.image.plane.Planes;
import org.normscope.node.Watch;

/**
 * Layers of curved strokes from a large brush to a small one: the painter of Hertzmann, "Painterly Rendering with
 * Curved Brush Strokes of Multiple Sizes", SIGGRAPH 1998. Each layer looks at the picture blurred as far as its brush
 * is wide; where a cell of its grid is further than the threshold from what is painted, a stroke begins at the worst
 * pixel and runs across the gradient of luminance, until the canvas beneath is nearer to the picture than its colour
 * is, or it is as long as it may be. Its points are a cubic B-spline's.
 *
 * <p>Where the gradient vanishes the paper leaves the direction open. Here a stroke keeps the direction that it has;
 * one that has none yet is a dot.
 */
final class Brushwork {
    /**
     * How a layer is painted.
     *
     * @param threshold  error from which on a cell is painted, in the paper's units: Euclidean distance of RGB, 0 to
     *                   441
     * @param curvature  share of the new direction, 0 to 1 (f_c)
     * @param blur       of the picture, in brush radii (f_sigma)
     * @param opacity    0 to 1
     * @param grid       width of a cell in brush radii (f_g)
     * @param shortest   points a stroke has at least before its colour may end it
     * @param longest    points a stroke has at most; 0 paints dots
     * @param jitter     of hue, saturation, value, red, green, blue: 0 to 1
     * @param bristle    as {@link Canvas#stroke}
     */
    record Hand(double threshold, double curvature, double blur, double opacity, double grid, int shortest, int longest,
                double[] jitter, double bristle) { }

    /** One stroke: its points in pixels, and its colour. */
    record Pull(double[] xs, double[] ys, double radius, float[] rgb) { }

    private static final double VANISHED = 1e-4;

    private Brushwork() { }

    /** Paints a layer's strokes onto the canvas, in random order; returns them in that order. */
    static List<Pull> layer(Canvas canvas, Planes picture, int radius, Hand hand, boolean first,
        SplittableRandom chance,
                            Watch watch, double from, double to) {
        Planes seen = Blur.gaussian(picture, hand.blur * radius);
        watch.at(from);
        float[] luminance = seen.luminance();
        Gradient slope = Gradient.of(luminance, seen.width(), seen.height());
        List<Pull> pulls = begun(canvas, seen, slope, radius, hand, first, chance);
        for (int i = pulls.size() - 1; i > 0; i--) {
            int other = chance.nextInt(i + 1);
            Pull swapped = pulls.get(i);
            pulls.set(i, pulls.get(other));
            pulls.set(other, swapped);
        }
        for (int i = 0; i < pulls.size(); i++) {
            if (i % 256 == 0) watch.at(from + (to - from) * (.3 + .7 * i / pulls.size()));
            Pull pull = pulls.get(i);
            Curve curve = Curve.through(pull.xs, pull.ys);
            canvas.stroke(curve.xs(), curve.ys(), curve.xs().length, radius, pull.rgb, hand.opacity, hand.bristle, i);
        }
        return pulls;
    }

    private static List<Pull> begun(Canvas canvas, Planes seen, Gradient slope, int radius, Hand hand, boolean first,
                                    SplittableRandom chance) {
        int width = seen.width(), height = seen.height(), cell = (int) Math.max(1, Math.round(hand.grid * radius));
        List<Pull> pulls = new ArrayList<>();
        for (int top = 0; top < height; top += cell) {
            for (int left = 0; left < width; left += cell) {
                // Where all are as bad, as of one colour, from the middle: from a corner edges would stay bare.
                int at = Math.min(height - 1, top + cell / 2) * width + Math.min(width - 1, left + cell / 2);
                double sum = 0, worst = distance(seen, canvas.paint(), at);
                int pixels = 0;
                for (int y = top; y < Math.min(height, top + cell); y++) {
                    for (int x = left; x < Math.min(width, left + cell); x++, pixels++) {
                        double error = distance(seen, canvas.paint(), y * width + x);
                        sum += error;
                        if (error > worst) {
                            worst = error;
                            at = y * width + x;
                        }
                    }
                }
                if (first || sum / pixels > hand.threshold) pulls.add(pull(canvas, seen, slope, at, radius, hand,
                    chance));
            }
        }
        return pulls;
    }

    private static Pull pull(Canvas canvas, Planes seen, Gradient slope, int start, int radius, Hand hand,
                             SplittableRandom chance) {
        int width = seen.width(), height = seen.height();
        double[] xs = new double[Math.max(1, hand.longest)], ys = new double[xs.length];
        double x = start % width, y = (double) (start / width), lastX = 0, lastY = 0;
        float[] own = {seen.values()[0][start], seen.values()[1][start], seen.values()[2][start]};
        xs[0] = x;
        ys[0] = y;
        int count = 1;
        for (; count < hand.longest; count++) {
            int at = (int) Math.round(y) * width + (int) Math.round(x);
            if (count > hand.shortest && distance(seen, canvas.paint(), at) < distance(seen, own, at)) break;
            double dx = -slope.y()[at], dy = slope.x()[at], length = Math.hypot(dx, dy);
            if (length < VANISHED) {
                if (lastX == 0 && lastY == 0) break;
                dx = lastX;
                dy = lastY;
            } else {
                dx /= length;
                dy /= length;
                if (lastX * dx + lastY * dy < 0) {
                    dx = -dx;
                    dy = -dy;
                }
                dx = hand.curvature * dx + (1 - hand.curvature) * lastX;
                dy = hand.curvature * dy + (1 - hand.curvature) * lastY;
                length = Math.hypot(dx, dy);
                if (length < VANISHED) break;
                dx /= length;
                dy /= length;
            }
            x += radius * dx;
            y += radius * dy;
            if (!(x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1)) break;
            lastX = dx;
            lastY = dy;
            xs[count] = x;
            ys[count] = y;
        }
        return new Pull(java.util.Arrays.copyOf(xs, count), java.util.Arrays.copyOf(ys, count), radius,
            Jitter.of(own, hand.jitter, chance));
    }

    /** Of RGB in levels of 255. */
    private static double distance(Planes a, Planes b, int at) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            double difference = a.values()[c][at] - b.values()[c][at];
            sum += difference * difference;
        }
        return 255 * Math.sqrt(sum);
    }

    private static double distance(Planes a, float[] rgb, int at) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            double difference = a.values()[c][at] - rgb[c];
            sum += difference * difference;
        }
        return 255 * Math.sqrt(sum);
    }
}
