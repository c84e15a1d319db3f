package org.normscope.paint.filter;

import org.normscope.image.Pixels;
import org.normscope.image.plane.Blur;
import org.normscope.image.plane.Direction;
import org.normscope.image.plane.Planes;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * Kuwahara's idea along the picture's flow: Kyprianidis, Kang and Doellner, "Image and Video Abstraction by Anisotropic
 * Kuwahara Filtering", Pacific Graphics 2009. Eight soft sectors of an ellipse that lies along the edges; each sector's
 * mean counts by {@code 1 / (1 + (255 sigma^2)^(q/2))}, sigma^2 the sum of its variances in red, green and blue. The
 * ellipse's axes are {@code r clamp((alpha + A) / alpha, .1, 2)} and r by the inverse of that factor, A the
 * anisotropy of the structure tensor.
 *
 * <p>Sector weights are the polynomial ones of the authors' later work ("Anisotropic Kuwahara Filtering with Polynomial
 * Weighting Functions", 2010), {@code ((x + zeta) - eta y^2)^2} with zeta = 2 / radius and eta chosen so that
 * neighbouring sectors meet: no table has to be blurred.
 */
public final class AnisotropicKuwahara {
    private static final int SECTORS = 8;
    private static final double ALPHA = 1;
    /** exp(-3.125 i / 256): how much a place counts by its squared distance from the middle. */
    private static final float[] NEAR = new float[257];

    static {
        for (int i = 0; i < NEAR.length; i++) NEAR[i] = (float) Math.exp(-3.125 * i / 256);
    }

    public static final TreeNode NODE = TreeNode.of("anisotropic-kuwahara", 2009, "Kyprianidis, Kang, Döllner",
        "Image and Video Abstraction by Anisotropic Kuwahara Filtering, Pacific Graphics", Branch.FILTERS, Kind.PAINT,
        "y=\\frac{\\sum_i\\alpha_i m_i}{\\sum_i\\alpha_i},"
            + "\\quad\\alpha_i=\\frac{1}{1+\\left(255\\,\\sigma_i^2\\right)^{q/2}}",
        AnisotropicKuwahara::work, new Knob.Whole("radius", 2, 12, 6), new Knob.Real("sharpness", 1, 16, 8),
        new Knob.Real("smoothing", .5, 8, 2)).after("kuwahara").answering("kuwahara")
        .of(new AtOnce.Strips(knobs -> Math.max(2 * knobs.whole("radius"), 1 + Blur.reach(knobs.real("smoothing")))));

    private AnisotropicKuwahara() { }

    private static Pixels work(Easel easel) {
        Planes picture = easel.contentPlanes();
        int width = picture.width(), height = picture.height();
        double radius = easel.knobs().whole("radius"), power = easel.knobs().real("sharpness") / 2;
        Direction flow = Direction.of(picture, easel.knobs().real("smoothing"));
        Planes result = Planes.empty(width, height, 3);
        Sector sector = new Sector(picture, radius);
        for (int y = 0; y < height; y++) {
            easel.at((double) y / height);
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                double stretch = Math.max(.1, Math.min(2, (ALPHA + flow.anisotropy()[at]) / ALPHA));
                sector.gather(x, y, flow.tangent()[at], radius * stretch, radius / stretch);
                sector.mix(power, result, at);
            }
        }
        return result.pixels();
    }

    /** The eight sectors around one pixel: sums of weights, colours and squares. */
    private static final class Sector {
        private final Planes picture;
        private final float zeta;
        private final float eta;
        private final float[] weight = new float[SECTORS];
        private final float[] sums = new float[SECTORS * 3];
        private final float[] squares = new float[SECTORS * 3];
        private final float[] share = new float[SECTORS];

        Sector(Planes picture, double radius) {
            this.picture = picture;
            zeta = (float) (2 / radius);
            double gamma = Math.PI / SECTORS;
            eta = (float) ((zeta + Math.cos(gamma)) / Math.pow(Math.sin(gamma), 2));
        }

        void gather(int atX, int atY, double tangent, double along, double across) {
            java.util.Arrays.fill(weight, 0);
            java.util.Arrays.fill(sums, 0);
            java.util.Arrays.fill(squares, 0);
            int width = picture.width(), height = picture.height();
            float cos = (float) Math.cos(tangent), sin = (float) Math.sin(tangent);
            int reachX = (int) Math.sqrt(along * along * cos * cos + across * across * sin * sin),
                reachY = (int) Math.sqrt(along * along * sin * sin + across * across * cos * cos);
            float perAlong = (float) (1 / along), perAcross = (float) (1 / across);
            float[] red = picture.values()[0], green = picture.values()[1], blue = picture.values()[2];
            for (int dy = -reachY; dy <= reachY; dy++) {
                int row = Planes.mirrored(atY + dy, height) * width;
                for (int dx = -reachX; dx <= reachX; dx++) {
                    float u = (cos * dx + sin * dy) * perAlong, v = (cos * dy - sin * dx) * perAcross, far = u * u
                        + v * v;
                    if (far > 1) continue;
                    float sum = shares(u, v);
                    float near = NEAR[(int) (256 * far)] / sum;
                    int from = row + Planes.mirrored(atX + dx, width);
                    float r = red[from], g = green[from], b = blue[from];
                    for (int k = 0; k < SECTORS; k++) {
                        float w = share[k] * near;
                        if (w == 0) continue;
                        weight[k] += w;
                        sums[3 * k] += w * r;
                        sums[3 * k + 1] += w * g;
                        sums[3 * k + 2] += w * b;
                        squares[3 * k] += w * r * r;
                        squares[3 * k + 1] += w * g * g;
                        squares[3 * k + 2] += w * b * b;
                    }
                }
            }
        }

        /** How much a place of the unit circle belongs to each sector; returns the sum. */
        private float shares(float u, float v) {
            float vxx = zeta - eta * u * u, vyy = zeta - eta * v * v, sum = 0;
            sum += share[0] = squared(v + vxx);
            sum += share[2] = squared(-u + vyy);
            sum += share[4] = squared(-v + vxx);
            sum += share[6] = squared(u + vyy);
            float a = (float) Math.sqrt(.5) * (u - v), b = (float) Math.sqrt(.5) * (u + v);
            vxx = zeta - eta * a * a;
            vyy = zeta - eta * b * b;
            sum += share[1] = squared(b + vxx);
            sum += share[3] = squared(-a + vyy);
            sum += share[5] = squared(-b + vxx);
            sum += share[7] = squared(a + vyy);
            return sum;
        }

        private static float squared(float value) {
            return value > 0 ? value * value : 0;
        }

        void mix(double power, Planes result, int at) {
            double all = 0, red = 0, green = 0, blue = 0;
            for (int k = 0; k < SECTORS; k++) {
                if (weight[k] <= 0) continue;
                float r = sums[3 * k] / weight[k], g = sums[3 * k + 1] / weight[k], b = sums[3 * k + 2] / weight[k];
                float variance = Math.abs(squares[3 * k] / weight[k] - r * r)
                    + Math.abs(squares[3 * k + 1] / weight[k] - g * g)
                    + Math.abs(squares[3 * k + 2] / weight[k] - b * b);
                double counts = 1 / (1 + Math.pow(255 * variance, power));
                all += counts;
                red += counts * r;
                green += counts * g;
                blue += counts * b;
            }
            result.values()[0][at] = (float) (red / all);
            result.values()[1][at] = (float) (green / all);
            result.values()[2][at] = (float) (blue / all);
        }
    }
}
