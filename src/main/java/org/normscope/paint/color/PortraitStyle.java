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
import org.normscope.node.Landmarks;
import org.normscope.node.TreeNode;
import org.normscope.paint.place.Correspondence;
import org.normscope.paint.place.DenseFlow;

/**
 * The light of a portrait: Shih, Paris, Barnes, Freeman and Durand, "Style Transfer for Headshot Portraits", SIGGRAPH
 * 2014. Both pictures are taken apart into a Laplacian stack, {@code L_l = G(2^l) - G(2^(l+1))} at full size; each
 * level of the content is multiplied by the root of the ratio of local energies, {@code S_l = G(2^(l+1)) * L_l^2},
 * the gain held between .9 and 2.8 and, where places are told or sought, blurred by {@code G(3 2^l)}; what is left
 * below all levels is the style's. Three steps: the style brought to the content's place, the levels' gains, the tones.
 *
 * <p>What lies where is told by landmarks, where there are any: the style, stretched to the content's size, is bent so
 * that they meet. Without them {@code place=flow} seeks it, {@code place=same} takes both faces to lie at the same
 * place, and {@code place=any} asks for none: each level's energy over the whole style, and the tones' mean and
 * deviation. The paper bends by landmarks first and seeks from there, by SIFT Flow; here it is one or the other. As
 * there it is the energies and tones that are bent, not the picture. Channels are Y, Cb and Cr (BT.601).
 */
public final class PortraitStyle {
    private static final double LEAST_GAIN = .9, MOST_GAIN = 2.8, FLAT = 1e-4;
    /** Deviation of the gains' blur over the level's own: a mole or a hair that one face alone has makes no spot. */
    private static final double SOFT = 3;
    /** What of the work seeking where things lie is. */
    private static final double SOUGHT = .3;

    public static final TreeNode NODE = TreeNode.of("shih", 2014, "Shih, Paris, Barnes, Freeman, Durand",
        "Style Transfer for Headshot Portraits, SIGGRAPH", Branch.COLOUR, Kind.PAINT_WITH_STYLE,
        "L'_l=L_l\\sqrt{\\frac{S_l[style]}{S_l[content]+\\varepsilon}}", PortraitStyle::work,
        new Knob.Choice("place", "any", "flow", "same"), new Knob.Marks("landmarks"),
        new Knob.Whole("levels", 1, 8, 6), new Knob.Real("tones", 0, 1, 1))
        .after("sliced-transport").answering("sliced-transport").stepping("place", "gains", "tones");

    private PortraitStyle() { }

    private static Pixels work(Easel easel) {
        Landmarks landmarks = easel.knobs().landmarks("landmarks");
        boolean same = !easel.knobs().word("place").equals("any") || !landmarks.pairs().isEmpty();
        int width = easel.width(), height = easel.height(), levels = easel.knobs().whole("levels");
        Pixels placed = same ? Lanczos.scaled(easel.style(), width, height) : easel.style();
        Correspondence where = same ? correspondence(easel, landmarks, placed) : Correspondence.same(width, height);
        easel.step("place", () -> same ? bent(Planes.of(placed), where) : Lanczos.scaled(placed, width, height));
        float[][] content = Ycc.of(easel.contentPlanes()), style = Ycc.of(Planes.of(placed));
        float[][] gained = new float[3][], toned = new float[3][];
        for (int c = 0; c < 3; c++) {
            gained[c] = new float[content[c].length];
            float[] rest = content[c], theirs = style[c];
            for (int level = 0; level < levels; level++) {
                easel.at(SOUGHT + (1 - SOUGHT) * (c + (double) level / levels) / 3);
                double sigma = Math.pow(2, level + 1);
                float[] below = Blur.gaussian(content[c], width, height, sigma),
                    theirBelow = Blur.gaussian(style[c], placed.width(), placed.height(), sigma);
                float[] detail = difference(rest, below), own = energy(detail, width, height, sigma),
                    wanted = energy(difference(theirs, theirBelow), placed.width(), placed.height(), sigma);
                if (same) wanted = where.brought(wanted);
                float[] gains = gains(own, wanted, same);
                if (same) gains = Blur.gaussian(gains, width, height, SOFT * sigma / 2);
                for (int i = 0; i < detail.length; i++) gained[c][i] += detail[i] * gains[i];
                rest = below;
                theirs = theirBelow;
            }
            toned[c] = tones(rest, same ? where.brought(theirs) : theirs, same, easel.knobs().real("tones"));
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

    /** @param style of the content's size */
    private static Correspondence correspondence(Easel easel, Landmarks landmarks, Pixels style) {
        if (!landmarks.pairs().isEmpty()) return Correspondence.of(landmarks, easel.width(), easel.height());
        if (!easel.knobs().word("place").equals("flow")) return Correspondence.same(easel.width(), easel.height());
        return DenseFlow.of(easel.contentPlanes().luminance(), Planes.of(style).luminance(), easel.width(),
            easel.height(), done -> easel.at(SOUGHT * done));
    }

    private static Pixels bent(Planes style, Correspondence where) {
        float[][] bent = new float[3][];
        for (int c = 0; c < 3; c++) bent[c] = where.brought(style.values()[c]);
        return new Planes(style.width(), style.height(), bent).pixels();
    }

    private static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) difference[i] = a[i] - b[i];
        return difference;
    }

    /** Roots of the energies' ratios, of pixels or of the whole, within bounds. */
    private static float[] gains(float[] own, float[] wanted, boolean same) {
        double mean = same ? 0 : mean(wanted), ownMean = mean(own);
        float[] gains = new float[own.length];
        for (int i = 0; i < gains.length; i++) {
            double ratio = same ? wanted[i] / (own[i] + FLAT) : mean / (ownMean + FLAT);
            gains[i] = (float) Math.max(LEAST_GAIN, Math.min(MOST_GAIN, Math.sqrt(ratio)));
        }
        return gains;
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
