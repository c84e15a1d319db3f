package org.normscope.paint.color;

import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Blur;
import org.normscope.image.plane.Planes;
import org.normscope.image.plane.Ycc;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * The light of a portrait: Shih, Paris, Barnes, Freeman and Durand, "Style Transfer for Headshot Portraits", SIGGRAPH
 * 2014. Both pictures are taken apart into a Laplacian stack, {@code L_l = G(2^l) - G(2^(l+1))} at full size; each
 * level of the content is multiplied by the root of the ratio of local energies, {@code S_l = G(2^(l+1)) * L_l^2},
 * the gain held between .9 and 2.8; what is left below all levels is the style's. Three steps: the style brought to
 * the content's place, the levels' gains, the tones.
 *
 * <p>{@code place=same} takes both pictures' faces to lie at the same place, the style stretched to the content's size;
 * the paper brings them there by landmarks and dense flow, which is not done here. {@code place=any} asks for no
 * place: each level's energy over the whole style, and the tones' mean and deviation. Channels are Y, Cb and Cr
 * (BT.601).
 */
public final class PortraitStyle {
    private static final double LEAST_GAIN = .9, MOST_GAIN = 2.8, FLAT = 1e-4;

    public static final TreeNode NODE = TreeNode.of("shih", 2014, "Shih, Paris, Barnes, Freeman, Durand",
        "Style Transfer for Headshot Portraits, SIGGRAPH", Branch.COLOUR, Kind.PAINT_WITH_STYLE,
        "L'_l=L_l\\sqrt{\\frac{S_l[style]}{S_l[content]+\\varepsilon}}", PortraitStyle::work,
        new Knob.Choice("place", "any", "same"), new Knob.Whole("levels", 1, 8, 6), new Knob.Real("tones", 0, 1, 1))
        .after("sliced-transport").answering("sliced-transport").stepping("place", "gains", "tones");

    private PortraitStyle() { }

    private static Pixels work(Easel easel) {
        boolean same = easel.knobs().word("place").equals("same");
        int width = easel.width(), height = easel.height(), levels = easel.knobs().whole("levels");
        Pixels placed = same ? Lanczos.scaled(easel.style(), width, height) : easel.style();
        easel.step("place", () -> Lanczos.scaled(placed, width, height));
        float[][] content = Ycc.of(easel.contentPlanes()), style = Ycc.of(Planes.of(placed));
        float[][] gained = new float[3][], toned = new float[3][];
        for (int c = 0; c < 3; c++) {
            gained[c] = new float[content[c].length];
            float[] rest = content[c], theirs = style[c];
            for (int level = 0; level < levels; level++) {
                easel.at((c + (double) level / levels) / 3);
                double sigma = Math.pow(2, level + 1);
                float[] below = Blur.gaussian(content[c], width, height, sigma),
                    theirBelow = Blur.gaussian(style[c], placed.width(), placed.height(), sigma);
                float[] detail = difference(rest, below), own = energy(detail, width, height, sigma),
                    wanted = energy(difference(theirs, theirBelow), placed.width(), placed.height(), sigma);
                double mean = same ? 0 : mean(wanted), ownMean = mean(own);
                for (int i = 0; i < detail.length; i++) {
                    double ratio = same ? wanted[i] / (own[i] + FLAT) : mean / (ownMean + FLAT);
                    gained[c][i] += detail[i] * (float) Math.max(LEAST_GAIN, Math.min(MOST_GAIN, Math.sqrt(ratio)));
                }
                rest = below;
                theirs = theirBelow;
            }
            toned[c] = tones(rest, theirs, same, easel.knobs().real("tones"));
            for (int i = 0; i < rest.length; i++) {
                toned[c][i] += gained[c][i];
                gained[c][i] += rest[i];
            }
        }
        easel.step("gains", () -> Ycc.back(gained, width, height).pixels());
        Pixels painted = Ycc.back(toned, width, height).pixels();
        easel.step("tones", () -> painted);
        return painted;
    }

    private static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) difference[i] = a[i] - b[i];
        return difference;
    }

    private static float[] energy(float[] detail, int width, int height, double sigma) {
        float[] squares = new float[detail.length];
        for (int i = 0; i < squares.length; i++) squares[i] = detail[i] * detail[i];
        return Blur.gaussian(squares, width, height, sigma);
    }

    /** What is left below all levels, moved to the style's. */
    private static float[] tones(float[] own, float[] style, boolean same, double amount) {
        double ownMean = mean(own), mean = mean(style), ownSpread = spread(own, ownMean), spread = spread(style, mean);
        double gain = ownSpread > FLAT ? spread / ownSpread : 1;
        float[] toned = new float[own.length];
        for (int i = 0; i < own.length; i++) {
            double wanted = same ? style[i] : (own[i] - ownMean) * gain + mean;
            toned[i] = (float) (own[i] + amount * (wanted - own[i]));
        }
        return toned;
    }

    private static double mean(float[] plane) {
        double sum = 0;
        for (float value : plane) sum += value;
        return sum / plane.length;
    }

    private static double spread(float[] plane, double mean) {
        double sum = 0;
        for (float value : plane) sum += (value - mean) * (value - mean);
        return Math.sqrt(sum / plane.length);
    }
}
