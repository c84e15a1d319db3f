package org.normscope.paint.stroke;

import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Blur;
import org.normscope.image.plane.Gradient;
import org.normscope.image.plane.Planes;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.Knobs;
import org.normscope.node.TreeNode;

/**
 * Strokes that end at edges: Litwinowicz, "Processing Images and Video for an Impressionist Effect", SIGGRAPH 1997.
 * On a grid of {@code spacing} pixels short strokes run across the gradient of the blurred luminance; each grows from
 * its middle both ways until the Sobel magnitude has passed its peak, or until half of {@code length}. Colour,
 * brightness and angle are a little off, by chance (the paper: +-15 levels, 0.85 to 1.15, +-15 degrees), and the
 * order is random.
 *
 * <p>Where the gradient vanishes the paper interpolates it by a thin plate. Here the field is blurred wider and wider
 * until it says something; what says nothing at all is at {@code angle}.
 */
public final class Litwinowicz {
    private static final double VANISHED = 3.0 / 255;

    public static final TreeNode NODE = TreeNode.of("litwinowicz", 1997, "Litwinowicz",
        "Processing Images and Video for an Impressionist Effect, SIGGRAPH", Branch.STROKES, Kind.PAINT,
        "\\theta=\\arctan\\frac{\\partial_y L}{\\partial_x L}+90^\\circ,"
            + "\\quad\\mathrm{clipped\\ at}\\ \\max\\left|\\nabla L\\right|",
        Litwinowicz::work, new Knob.Real("radius", .5, 8, 2), new Knob.Real("length", 2, 60, 20),
        new Knob.Whole("spacing", 1, 12, 3), new Knob.Switch("clip", true), new Knob.Real("angle", -90, 90, 45),
        new Knob.Real("rgb-jitter", 0, 1, .12)).after("haeberli").answering("haeberli");

    private Litwinowicz() { }

    private static Pixels work(Easel easel) {
        Knobs knobs = easel.knobs();
        Planes picture = easel.contentPlanes();
        int width = picture.width(), height = picture.height();
        float[] luminance = Blur.gaussian(picture.luminance(), width, height, 1.5);
        Gradient slope = Gradient.of(luminance, width, height);
        float[] edge = new float[luminance.length];
        for (int i = 0; i < edge.length; i++) edge[i] = (float) Math.hypot(slope.x()[i], slope.y()[i]);
        float[] angles = angles(slope, edge, width, height, Math.PI / 2 - Math.toRadians(knobs.real("angle")));
        easel.at(.2);
        double[] jitter = new double[] {0, 0, .3, knobs.real("rgb-jitter"), knobs.real("rgb-jitter"),
            knobs.real("rgb-jitter")};
        Canvas canvas = new Canvas(picture);
        SplittableRandom chance = easel.chance();
        int[] order = order(width, height, knobs.whole("spacing"), chance);
        double radius = knobs.real("radius");
        for (int i = 0; i < order.length; i++) {
            if (i % 512 == 0) easel.at(.2 + .8 * i / order.length);
            int at = order[i];
            double angle = angles[at] + Math.PI / 2 + (chance.nextDouble() - .5) * Math.PI / 6;
            double half = knobs.real("length") / 2 * (.6 + .4 * chance.nextDouble()), x = at % width,
                y = (double) (at / width), dx = Math.cos(angle), dy = Math.sin(angle);
            double ahead = knobs.on("clip") ? reach(edge, width, height, x, y, dx, dy, half) : half,
                behind = knobs.on("clip") ? reach(edge, width, height, x, y, -dx, -dy, half) : half;
            float[] rgb = {picture.values()[0][at], picture.values()[1][at], picture.values()[2][at]};
            jitter[2] = .3 * Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
            canvas.stroke(new double[] {x - behind * dx, x + ahead * dx},
                new double[] {y - behind * dy, y + ahead * dy}, 2,
                radius, Jitter.of(rgb, jitter, chance), 1, .4, i);
        }
        return canvas.pixels();
    }

    /** The gradient's direction at each pixel, from the narrowest blur that has one. */
    private static float[] angles(Gradient slope, float[] edge, int width, int height, double none) {
        float[] angles = new float[edge.length];
        boolean[] known = new boolean[edge.length];
        float[] dx = slope.x(), dy = slope.y(), cosine = new float[edge.length], sine = new float[edge.length];
        for (int i = 0; i < edge.length; i++) { // Doubled angles: opposite sides of a line do not cancel.
            if (edge[i] > VANISHED) {
                cosine[i] = (dx[i] * dx[i] - dy[i] * dy[i]) / edge[i];
                sine[i] = 2 * dx[i] * dy[i] / edge[i];
            }
        }
        int left = edge.length;
        for (double sigma = 0; left > 0 && sigma < Math.max(width, height); sigma = sigma == 0 ? 2 : 3 * sigma) {
            float[] c = Blur.gaussian(cosine, width, height, sigma), s = Blur.gaussian(sine, width, height, sigma);
            for (int i = 0; i < edge.length; i++) {
                if (known[i] || Math.hypot(c[i], s[i]) < VANISHED / 4) continue;
                angles[i] = (float) (Math.atan2(s[i], c[i]) / 2);
                known[i] = true;
                left--;
            }
        }
        for (int i = 0; i < edge.length; i++) if (!known[i]) angles[i] = (float) none;
        return angles;
    }

    /** How far a stroke goes: to where the edge's magnitude begins to fall after it has risen. */
    private static double reach(float[] edge, int width, int height, double x, double y, double dx, double dy,
                                double most) {
        float last = at(edge, width, height, x, y);
        for (double gone = 1; gone <= most; gone++) {
            float now = at(edge, width, height, x + gone * dx, y + gone * dy);
            if (now < last && last > VANISHED) return gone - 1;
            last = now;
        }
        return most;
    }

    private static float at(float[] plane, int width, int height, double x, double y) {
        int column = (int) Math.max(0, Math.min(width - 1, Math.round(x))),
            row = (int) Math.max(0, Math.min(height - 1, Math.round(y)));
        return plane[row * width + column];
    }

    private static int[] order(int width, int height, int spacing, SplittableRandom chance) {
        int columns = (width + spacing - 1) / spacing, rows = (height + spacing - 1) / spacing;
        int[] order = new int[columns * rows];
        for (int i = 0; i < order.length; i++) order[i] = i / columns * spacing * width + i % columns * spacing;
        for (int i = order.length - 1; i > 0; i--) {
            int other = chance.nextInt(i + 1), swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }
}
