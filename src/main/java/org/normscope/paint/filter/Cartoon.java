package org.normscope.paint.filter;

import org.normscope.image.Pixels;
import org.normscope.image.plane.Blur;
import org.normscope.image.plane.Planes;
import org.normscope.image.plane.Ycc;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.Knobs;
import org.normscope.node.TreeNode;

/**
 * Flat tones with lines: Winnemoeller, Olsen and Gooch, "Real-Time Video Abstraction", SIGGRAPH 2006. A bilateral
 * filter, again and again, in rows and columns by turns as in the paper; luminance in {@code levels} soft steps;
 * lines by a difference of Gaussians of the smoothed picture: white where {@code S_narrow - tau S_wide > 0}, else
 * {@code 1 + tanh(phi (...))} of that.
 *
 * <p>The paper works in CIELAB; here in Y, Cb, Cr (BT.601), 0 to 100 a channel, so that its numbers stand.
 */
public final class Cartoon {
    private static final int SCALE = 100;
    private static final double TAU = .98, PHI = 1.2, LINE = 1;

    public static final TreeNode NODE = TreeNode.of("cartoon", 2006, "Winnemöller, Olsen, Gooch",
        "Real-Time Video Abstraction, SIGGRAPH", Branch.FILTERS, Kind.PAINT,
        "y(p)=\\frac{\\sum_q x(q)\\,g_d(p-q)\\,g_r(x(p)-x(q))}{\\sum_q g_d(p-q)\\,g_r(x(p)-x(q))}", Cartoon::work,
        new Knob.Real("sigma", 1, 10, 3), new Knob.Real("range", 1, 40, 7), new Knob.Whole("iterations", 1, 8, 4),
        new Knob.Whole("levels", 2, 24, 8), new Knob.Real("slope", .5, 15, 4),
            new Knob.Real("lines", 0, 1, 1)).after("dog").of(new AtOnce.Strips(knobs ->
                knobs.whole("iterations") * reach(knobs.real("sigma")) + Blur.reach(1.6 * LINE)));

    private Cartoon() { }

    private static Pixels work(Easel easel) {
        Knobs knobs = easel.knobs();
        Planes content = easel.contentPlanes();
        int width = content.width(), height = content.height(), turns = knobs.whole("iterations");
        Planes seen = new Planes(width, height, Ycc.of(content));
        for (float[] plane : seen.values()) for (int i = 0; i < plane.length; i++) plane[i] *= SCALE;
        for (int i = 0; i < turns; i++) {
            seen = bilateral(seen, knobs.real("sigma"), knobs.real("range"), true, easel, .9 * i / turns);
            seen = bilateral(seen, knobs.real("sigma"), knobs.real("range"), false, easel, .9 * (i + .5) / turns);
        }
        float[] light = seen.values()[0], narrow = Blur.gaussian(light, width, height, LINE),
            wide = Blur.gaussian(light, width, height, 1.6 * LINE);
        double step = 100.0 / knobs.whole("levels"), slope = knobs.real("slope") / 10, lines = knobs.real("lines");
        float[] toned = new float[light.length];
        for (int i = 0; i < toned.length; i++) {
            double nearest = step * (Math.floor(light[i] / step) + .5);
            double tone = nearest + step / 2 * Math.tanh(slope * (light[i] - nearest));
            double difference = narrow[i] - TAU * wide[i];
            double line = difference > 0 ? 1 : 1 + Math.tanh(PHI * difference / 2);
            toned[i] = (float) (tone * (1 - lines * (1 - line)));
        }
        float[][] shown = {toned, seen.values()[1], seen.values()[2]};
        for (float[] plane : shown) for (int i = 0; i < plane.length; i++) plane[i] /= SCALE;
        return Ycc.back(shown, width, height).pixels();
    }

    private static int reach(double sigma) {
        return (int) Math.ceil(2 * sigma);
    }

    /** Along rows or columns, of a picture mirrored at its edges. */
    private static Planes bilateral(Planes seen, double sigma, double range, boolean rows, Easel easel, double done) {
        int width = seen.width(), height = seen.height(), reach = reach(sigma);
        float[] near = new float[reach + 1];
        for (int i = 0; i <= reach; i++) near[i] = (float) Math.exp(-i * i / (2 * sigma * sigma));
        float[] like = new float[1024]; // Of squared differences up to 16 ranges squared.
        for (int i = 0; i < like.length; i++) like[i] = (float) Math.exp(-8.0 * i / like.length);
        float scale = (float) (like.length / (16 * range * range));
        Planes result = Planes.empty(width, height, 3);
        float[] a = seen.values()[0], b = seen.values()[1], c = seen.values()[2];
        for (int y = 0; y < height; y++) {
            if (y % 64 == 0) easel.at(done);
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                float all = 0, sumA = 0, sumB = 0, sumC = 0;
                for (int k = -reach; k <= reach; k++) {
                    int from = rows ? y * width + Planes.mirrored(x + k, width)
                        : Planes.mirrored(y + k, height) * width + x;
                    float da = a[from] - a[at], db = b[from] - b[at], dc = c[from] - c[at];
                    int bin = (int) ((da * da + db * db + dc * dc) * scale);
                    if (bin >= like.length) continue;
                    float weight = near[Math.abs(k)] * like[bin];
                    all += weight;
                    sumA += weight * a[from];
                    sumB += weight * b[from];
                    sumC += weight * c[from];
                }
                result.values()[0][at] = sumA / all;
                result.values()[1][at] = sumB / all;
                result.values()[2][at] = sumC / all;
            }
        }
        return result;
    }
}
