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
 * Each channel by itself takes on the style's histogram: Gonzalez and Fittes, "Gray-Level Transformations for
 * Interactive Image Enhancement", Mechanism and Machine Theory 12, 1977. A level becomes the style's level at the
 * same share: {@code x' = F_s^-1(F_c(x))}, with F the share of pixels up to a level and F^-1 interpolated between
 * levels, as {@code numpy.interp} does; where there is one level only, its pixels take the style's middle one. In RGB
 * the channels drift apart and bring colours that neither picture has.
 */
public final class HistogramMatching {
    public static final TreeNode NODE = TreeNode.of("histogram", 1977, "Gonzalez, Fittes",
        "Gray-Level Transformations for Interactive Image Enhancement, Mechanism and Machine Theory 12", Branch.COLOUR,
        Kind.PAINT_WITH_STYLE, "x'=F_s^{-1}\\!\\left(F_c(x)\\right)", HistogramMatching::work,
        new Knob.Choice("channels", "colour", "luminance"), new Knob.Real("amount", 0, 1, 1))
        .of(AtOnce.ANY);

    private HistogramMatching() { }

    private static Pixels work(Easel easel) {
        boolean luminance = easel.knobs().word("channels").equals("luminance");
        int[][] wanted = levels(easel.stylePlanes(), luminance);
        easel.at(.2);
        Planes matched = easel.contentPlanes();
        if (luminance) {
            float[] own = matched.luminance(), map = map(levels(own), wanted[0]);
            for (float[] plane : matched.values()) {
                for (int i = 0; i < plane.length; i++) plane[i] += map[Math.round(own[i] * 255)] - own[i];
            }
        } else {
            for (int c = 0; c < 3; c++) {
                float[] plane = matched.values()[c], map = map(levels(plane), wanted[c]);
                for (int i = 0; i < plane.length; i++) plane[i] = map[Math.round(plane[i] * 255)];
                easel.at((c + 2) / 5.0);
            }
        }
        return Fade.between(easel.content(), matched, easel.knobs().real("amount"));
    }

    /** Of luminance alone or of each channel. */
    private static int[][] levels(Planes picture, boolean luminance) {
        return luminance ? new int[][] {levels(picture.luminance())}
            : Arrays.stream(picture.values()).map(HistogramMatching::levels).toArray(int[][]::new);
    }

    private static int[] levels(float[] plane) {
        int[] levels = new int[256];
        for (float value : plane) levels[Math.round(value * 255)]++;
        return levels;
    }

    /** What each of 256 levels becomes, 0 to 1. */
    static float[] map(int[] own, int[] wanted) {
        double[] from = shares(own), to = shares(wanted);
        int[] present = java.util.stream.IntStream.range(0, 256).filter(level -> wanted[level] > 0).toArray();
        float[] map = new float[256];
        boolean flat = Arrays.stream(own).filter(count -> count > 0).count() == 1;
        for (int level = 0; level < 256; level++) {
            double share = flat ? .5 : from[level];
            int above = 0;
            while (above < present.length - 1 && to[present[above]] < share) above++;
            int below = Math.max(0, above - 1);
            double low = to[present[below]], high = to[present[above]];
            double within = high > low ? Math.max(0, (share - low) / (high - low)) : 0;
            map[level] = (float) ((present[below] + Math.min(1, within) * (present[above] - present[below])) / 255);
        }
        return map;
    }

    private static double[] shares(int[] levels) {
        double[] shares = new double[levels.length];
        long sum = 0, all = Arrays.stream(levels).asLongStream().sum();
        for (int i = 0; i < levels.length; i++) shares[i] = (double) (sum += levels[i]) / all;
        return shares;
    }
}
