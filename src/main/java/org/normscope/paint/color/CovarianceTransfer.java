package org.normscope.paint.color;

import org.normscope.image.Pixels;
import org.normscope.image.plane.ColourAxes;
import org.normscope.image.plane.Planes;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * Colour transfer by one affine map that gives RGB the style's mean and covariance: Xiao and Ma, "Color Transfer in
 * Correlated Color Space", VRCIA 2006. With C = U L U^T the covariances' axes and variances,
 * {@code x' = U_s (L_s / L_c)^1/2 U_c^T (x - mean_c) + mean_s}: the longest axis of one cloud onto the longest of the
 * other.
 *
 * <p>The paper leaves the axes' signs open; here each of the style's points the way of the content's. {@code map=monge}
 * takes, of all maps with that result, the one that moves colours least (Pitie and Kokaram 2007):
 * {@code C_c^-1/2 (C_c^1/2 C_s C_c^1/2)^1/2 C_c^-1/2}.
 */
public final class CovarianceTransfer {
    /** Variance below which an axis counts as flat; colours are 0 to 1. */
    private static final double FLAT = 1e-7;

    public static final TreeNode NODE = TreeNode.of("covariance", 2006, "Xiao, Ma",
        "Color Transfer in Correlated Color Space, VRCIA", Branch.COLOUR, Kind.PAINT_WITH_STYLE,
        "x'=U_s\\Lambda_s^{1/2}\\Lambda_c^{-1/2}U_c^\\top(x-\\mu_c)+\\mu_s", CovarianceTransfer::work,
        new Knob.Choice("map", "axes", "monge"), new Knob.Real("amount", 0, 1, 1))
        .after("reinhard").answering("reinhard").of(AtOnce.ANY);

    private CovarianceTransfer() { }

    private static Pixels work(Easel easel) {
        ColourAxes wanted = ColourAxes.of(easel.stylePlanes());
        easel.at(.3);
        Planes moved = moved(easel.contentPlanes(), wanted, easel.knobs().word("map").equals("monge"));
        easel.at(.8);
        return Fade.between(easel.content(), moved, easel.knobs().real("amount"));
    }

    /** The planes that are given, in place. */
    static Planes moved(Planes content, ColourAxes wanted, boolean monge) {
        ColourAxes own = ColourAxes.of(content);
        double[][] map = monge ? least(own, wanted) : axes(own, wanted);
        for (int i = 0; i < content.size(); i++) {
            double r = content.values()[0][i] - own.mean()[0], g = content.values()[1][i] - own.mean()[1],
                b = content.values()[2][i] - own.mean()[2];
            for (int c = 0; c < 3; c++) {
                content.values()[c][i] = (float) (map[c][0] * r + map[c][1] * g + map[c][2] * b
                    + wanted.mean()[c]);
            }
        }
        return content;
    }

    private static double[][] axes(ColourAxes own, ColourAxes wanted) {
        double[][] map = new double[3][3];
        for (int k = 0; k < 3; k++) {
            double[] from = own.axes()[k], to = wanted.axes()[k];
            double gain = own.variances()[k] > FLAT ? Math.sqrt(wanted.variances()[k] / own.variances()[k]) : 1;
            boolean opposite = from[0] * to[0] + from[1] * to[1] + from[2] * to[2] < 0;
            ColourAxes.addOuter(map, opposite ? -gain : gain, to, from);
        }
        return map;
    }

    private static double[][] least(ColourAxes own, ColourAxes wanted) {
        double[][] root = own.power(.5, FLAT), back = own.power(-.5, FLAT);
        ColourAxes middle = ColourAxes.of(ColourAxes.product(ColourAxes.product(root, wanted.power(1, 0)), root));
        return ColourAxes.product(ColourAxes.product(back, middle.power(.5, 0)), back);
    }
}
