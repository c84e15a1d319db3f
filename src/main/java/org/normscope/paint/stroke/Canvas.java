package org.normscope.paint.stroke;

import java.util.Arrays;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;

/**
 * What strokes are laid on, one over the other, with soft edges; it also counts up how thick the paint lies, for
 * relief. Colours are planes of 0 to 1.
 */
final class Canvas {
    private final int width;
    private final int height;
    private final Planes paint;
    private final float[] thickness;
    /** How much of the present stroke lies on a pixel, so that a stroke does not darken where it crosses itself. */
    private final float[] cover;
    private final int[] touched;
    private int count;

    Canvas(int width, int height, float red, float green, float blue) {
        this.width = width;
        this.height = height;
        paint = Planes.empty(width, height, 3);
        Arrays.fill(paint.values()[0], red);
        Arrays.fill(paint.values()[1], green);
        Arrays.fill(paint.values()[2], blue);
        thickness = new float[width * height];
        cover = new float[width * height];
        touched = new int[width * height];
    }

    /** That begins as a picture. */
    Canvas(Planes ground) {
        this(ground.width(), ground.height(), 0, 0, 0);
        for (int c = 0; c < 3; c++) System.arraycopy(ground.values()[c], 0, paint.values()[c], 0, width * height);
    }

    Planes paint() {
        return paint;
    }

    /** How thick the paint lies: 0 where there is none, up to about 1 and a half. */
    float[] thickness() {
        return thickness;
    }

    Pixels pixels() {
        return paint.pixels();
    }

    /**
     * One stroke along a line of points: a brush of that radius pulled along it, its edge a pixel soft.
     *
     * @param xs      places of the points, the centre of the first pixel at 0
     * @param opacity 0 to 1
     * @param bristle how deep the grooves of its bristles are, 0 to 1: they lighten and darken its colour and its
     *                thickness across the stroke
     */
    void stroke(double[] xs, double[] ys, int points, double radius, float[] rgb, double opacity, double bristle,
                long hair) {
        double along = 0;
        for (int i = 0; i < Math.max(1, points - 1); i++) {
            int next = Math.min(points - 1, i + 1);
            segment(xs[i], ys[i], xs[next], ys[next], radius);
            along += Math.hypot(xs[next] - xs[i], ys[next] - ys[i]);
        }
        double dx = xs[points - 1] - xs[0], dy = ys[points - 1] - ys[0], length = Math.hypot(dx, dy);
        double nx = length > 0 ? -dy / length : 0, ny = length > 0 ? dx / length : 1;
        boolean grooved = bristle > 0 && along > 0;
        for (int k = 0; k < count; k++) {
            int at = touched[k];
            double amount = cover[at] * opacity, groove = 0;
            cover[at] = 0;
            if (grooved) groove = bristle * groove(((at % width) - xs[0]) * nx + ((at / width) - ys[0]) * ny, radius,
                hair);
            for (int c = 0; c < 3; c++) {
                float[] plane = paint.values()[c];
                plane[at] += amount * (rgb[c] + .12 * groove - plane[at]);
            }
            thickness[at] += amount * (.6 + .4 * groove - .35 * thickness[at]);
        }
        count = 0;
    }

    /** -1 to 1, across a stroke: hairs of two pixels or a quarter of the brush, different for each stroke. */
    private static double groove(double across, double radius, long hair) {
        double place = (across + radius) / Math.max(1.8, radius / 4);
        long cell = (long) Math.floor(place);
        double within = place - cell;
        return (1 - within) * noise(cell + hair * 131) + within * noise(cell + 1 + hair * 131);
    }

    private static double noise(long n) {
        long mixed = n * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return (mixed >>> 40) / (double) (1 << 23) - 1;
    }

    private void segment(double ax, double ay, double bx, double by, double radius) {
        int left = (int) Math.max(0, Math.floor(Math.min(ax, bx) - radius - 1)),
            right = (int) Math.min(width - 1, Math.ceil(Math.max(ax, bx) + radius + 1)),
            top = (int) Math.max(0, Math.floor(Math.min(ay, by) - radius - 1)),
            bottom = (int) Math.min(height - 1, Math.ceil(Math.max(ay, by) + radius + 1));
        double dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy, outer = (radius + .5) * (radius + .5);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double t = square > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
                double ex = x - ax - t * dx, ey = y - ay - t * dy, distance = ex * ex + ey * ey;
                if (distance >= outer) continue;
                float inside = (float) Math.min(1, radius + .5 - Math.sqrt(distance));
                int at = y * width + x;
                if (inside > cover[at]) {
                    if (cover[at] == 0) touched[count++] = at;
                    cover[at] = inside;
                }
            }
        }
    }
}
