package org.normscope.texture.patch;

import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * Pixel by pixel, each from where its neighbourhood occurs in the sample: Efros and Leung, "Texture Synthesis by
 * Non-parametric Sampling", ICCV 1999. A pixel is one of those whose surrounding window differs, weighted by a
 * Gaussian of window / 6.4, at most 1.1 times as much as the best's. Rows are made from the top here, so that the
 * known part of a window has one shape, as in Wei and Levoy (2000); the paper grows in rings around a seed.
 *
 * <p>The paper compares with every pixel of the sample, hours in its day. Here with so many, by chance, that all
 * together are {@value #WORK} comparisons, {@value #LEAST} a pixel at least, and with all where there are fewer; a
 * comparison ends as soon as it is lost. Beyond the top and the sides noise of the sample's pixels is assumed.
 */
public final class EfrosLeung {
    static final int WORK = 40_000_000, LEAST = 200;
    private static final double TOLERANCE = .1;

    public static final TreeNode NODE = TreeNode.of("efros-leung", 1999, "Efros, Leung",
        "Texture Synthesis by Non-parametric Sampling, ICCV", Branch.PATCHES, Kind.TEXTURE,
        "p\\sim\\left\\{q:"
            + "\\;d\\left(\\omega_p,\\omega_q\\right)\\leq 1.1\\min_q d\\left(\\omega_p,\\omega_q\\right)\\right\\}",
        EfrosLeung::work, new Knob.Whole("window", 3, 31, 11, 7)).after("heeger-bergen").answering("heeger-bergen");

    private EfrosLeung() { }

    private static Pixels work(Easel easel) {
        Pixels sample = easel.content();
        int width = easel.width(), height = easel.height(), reach = easel.knobs().whole("window") / 2;
        Causal window = new Causal(sample, width, height, reach, easel.chance());
        int all = sample.width() * sample.height(),
            tried = (int) Math.min(all, Math.max(LEAST, WORK / ((long) width * height)));
        SplittableRandom chance = easel.chance();
        int[] spots = new int[tried];
        double[] errors = new double[tried];
        for (int y = 0; y < height; y++) {
            easel.at((double) y / height);
            for (int x = 0; x < width; x++) {
                double best = Double.POSITIVE_INFINITY;
                for (int k = 0; k < tried; k++) {
                    // The left neighbour's place moved on is the likeliest: with it the others are soon lost.
                    int near = k == 0 && x > 0 ? window.movedOn(x - 1, y, 1, 0) : -1;
                    spots[k] = near >= 0 ? near : tried == all ? k : chance.nextInt(all);
                    errors[k] = window.error(spots[k], x, y, best * (1 + TOLERANCE) + 1e-9);
                    best = Math.min(best, errors[k]);
                }
                int good = 0, spot = spots[0];
                for (int k = 0; k < tried; k++) {
                    // One of the good ones, each as likely: the n-th replaces what was chosen once in n.
                    if (errors[k] <= best * (1 + TOLERANCE) + 1e-9 && chance.nextInt(++good) == 0) spot = spots[k];
                }
                window.put(x, y, spot);
            }
        }
        return window.pixels();
    }
}
