package org.normscope.paint.color;

import java.util.Arrays;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * Colour transfer by means and deviations in l-alpha-beta: Reinhard, Ashikhmin, Gooch and Shirley, "Color Transfer
 * between Images", IEEE Computer Graphics and Applications 21(5), 2001. The space of Ruderman, Cronin and Chiao (1998),
 * logarithms of cone answers turned by a fixed matrix, has channels that hardly depend on each other in natural
 * pictures, so each is moved by itself: {@code x' = (x - mean) sd_style / sd + mean_style}.
 *
 * <p>As in the paper's own pictures, RGB is taken as it stands in the file, gamma not undone. Zero has no logarithm:
 * what is below 1/255 is taken for 1/255. A channel that does not vary is only moved, not stretched.
 */
public final class Reinhard {
    private static final float[][] LMS = {
        {.3811f, .5783f, .0402f}, {.1967f, .7244f, .0782f}, {.0241f, .1288f, .8444f}};
    private static final float[][] BACK = {
        {4.4679f, -3.5873f, .1193f}, {-1.2186f, 2.3809f, -.1624f}, {.0497f, -.2439f, 1.2045f}};
    private static final float LEAST = 1f / 255;
    private static final int OFTEN = 1 << 20;
    private static final float A = (float) (1 / Math.sqrt(3)), B = (float) (1 / Math.sqrt(6)),
        C = (float) (1 / Math.sqrt(2));

    public static final TreeNode NODE = TreeNode.of("reinhard", 2001, "Reinhard, Ashikhmin, Gooch, Shirley",
        "Color Transfer between Images, IEEE Computer Graphics and Applications 21(5)", Branch.COLOUR,
        Kind.PAINT_WITH_STYLE, "x'=\\frac{\\sigma_s}{\\sigma_c}(x-\\mu_c)+\\mu_s\\quad\\mathrm{in}\\ l\\alpha\\beta",
        Reinhard::work, new Knob.Real("amount", 0, 1, 1)).after("histogram").of(AtOnce.ANY);

    private Reinhard() { }

    private static Pixels work(Easel easel) {
        // The style's planes are not kept: those of a large picture leave no room for others.
        double[][] wanted = Arrays.stream(toLab(easel.stylePlanes(), () -> easel.at(.1)).values())
            .map(Reinhard::meanAndDeviation).toArray(double[][]::new);
        easel.at(.3);
        Planes lab = toLab(easel.contentPlanes(), () -> easel.at(.4));
        easel.at(.6);
        for (int c = 0; c < 3; c++) move(lab.values()[c], wanted[c]);
        easel.at(.7);
        return Fade.between(easel.content(), fromLab(lab, () -> easel.at(.8)), easel.knobs().real("amount"));
    }

    private static void move(float[] plane, double[] wanted) {
        double[] own = meanAndDeviation(plane);
        double gain = own[1] > 1e-6 ? wanted[1] / own[1] : 1;
        for (int i = 0; i < plane.length; i++) plane[i] = (float) ((plane[i] - own[0]) * gain + wanted[0]);
    }

    static double[] meanAndDeviation(float[] plane) {
        double sum = 0, squares = 0;
        for (float value : plane) sum += value;
        double mean = sum / plane.length;
        for (float value : plane) squares += (value - mean) * (value - mean);
        return new double[] {mean, Math.sqrt(squares / plane.length)};
    }

    /** @param asked every now and then; what it throws ends the work */
    private static Planes toLab(Planes rgb, Runnable asked) {
        Planes lab = Planes.empty(rgb.width(), rgb.height(), 3);
        float[] log = new float[3];
        for (int i = 0; i < rgb.size(); i++) {
            if (i % OFTEN == 0) asked.run();
            float r = Math.max(LEAST, rgb.values()[0][i]), g = Math.max(LEAST, rgb.values()[1][i]),
                b = Math.max(LEAST, rgb.values()[2][i]);
            for (int c = 0; c < 3; c++) log[c] = (float) Math.log10(LMS[c][0] * r + LMS[c][1] * g + LMS[c][2] * b);
            lab.values()[0][i] = A * (log[0] + log[1] + log[2]);
            lab.values()[1][i] = B * (log[0] + log[1] - 2 * log[2]);
            lab.values()[2][i] = C * (log[0] - log[1]);
        }
        return lab;
    }

    private static Planes fromLab(Planes lab, Runnable asked) {
        Planes rgb = Planes.empty(lab.width(), lab.height(), 3);
        for (int i = 0; i < lab.size(); i++) {
            if (i % OFTEN == 0) asked.run();
            float l = A * lab.values()[0][i], a = B * lab.values()[1][i], b = C * lab.values()[2][i];
            float cl = power(l + a + b), cm = power(l + a - b), cs = power(l - 2 * a);
            for (int c = 0; c < 3; c++) rgb.values()[c][i] = BACK[c][0] * cl + BACK[c][1] * cm + BACK[c][2] * cs;
        }
        return rgb;
    }

    private static float power(float exponent) {
        return (float) Math.exp(exponent * Math.log(10));
    }
}
