package org.normscope.paint.color;

import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.image.plane.RankMatch;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;

/**
 * The whole cloud of colours moved onto the style's, one direction after the other: Pitie, Kokaram and Dahyot,
 * "Automated Colour Grading using Colour Distribution Transfer", Computer Vision and Image Understanding 107, 2007.
 * Again and again the clouds are turned by a rotation, each axis is matched in rank, and the cloud is turned back:
 * {@code x' = x + R^T (t(R x) - R x)}; with all rotations the clouds become the same.
 *
 * <p>Rotations are random, from the seed; distributions have {@value #BINS} bins. The paper's second part, which takes
 * out the grain that stretching makes, is left out: {@code amount} fades the whole change.
 */
public final class SlicedTransport {
    static final int BINS = 1024;

    public static final TreeNode NODE = TreeNode.of("sliced-transport", 2007, "Pitié, Kokaram, Dahyot",
        "Automated Colour Grading using Colour Distribution Transfer, Computer Vision and Image Understanding 107",
        Branch.COLOUR, Kind.PAINT_WITH_STYLE, "x\\leftarrow x+R^\\top\\!\\left(t_R(Rx)-Rx\\right)",
            SlicedTransport::work,
        new Knob.Whole("iterations", 1, 40, 12), new Knob.Real("amount", 0, 1, 1))
        .after("covariance").answering("reinhard", "covariance", "histogram").of(AtOnce.ANY);

    private SlicedTransport() { }

    private static Pixels work(Easel easel) {
        Planes style = easel.stylePlanes(), moved = easel.contentPlanes();
        SplittableRandom chance = easel.chance();
        int iterations = easel.knobs().whole("iterations");
        for (int i = 0; i < iterations; i++) {
            double begun = i;
            turn(moved, style, i == 0 ? new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}} : rotation(chance),
                done -> easel.at((begun + done) / iterations));
        }
        return Fade.between(easel.content(), moved, easel.knobs().real("amount"));
    }

    /** One rotation's step, in place. */
    static void turn(Planes moved, Planes style, double[][] rotation, Watch watch) {
        RankMatch[] matches = new RankMatch[3];
        for (int axis = 0; axis < 3; axis++) {
            watch.at(axis / 4.0);
            matches[axis] = RankMatch.of(along(moved, rotation[axis]), along(style, rotation[axis]), BINS);
        }
        watch.at(.75);
        float[] changes = new float[3];
        for (int i = 0; i < moved.size(); i++) {
            for (int axis = 0; axis < 3; axis++) {
                float before = along(moved, rotation[axis], i);
                changes[axis] = matches[axis].of(before) - before;
            }
            for (int axis = 0; axis < 3; axis++) {
                for (int c = 0; c < 3; c++) moved.values()[c][i] += (float) rotation[axis][c] * changes[axis];
            }
        }
    }

    private static float[] along(Planes picture, double[] axis) {
        float[] along = new float[picture.size()];
        for (int i = 0; i < along.length; i++) along[i] = along(picture, axis, i);
        return along;
    }

    private static float along(Planes picture, double[] axis, int i) {
        return (float) axis[0] * picture.values()[0][i] + (float) axis[1] * picture.values()[1][i]
            + (float) axis[2] * picture.values()[2][i];
    }

    /** Evenly distributed: a random unit quaternion (Shoemake 1992). */
    private static double[][] rotation(SplittableRandom chance) {
        double[] q = new double[4];
        double length = 0;
        for (int i = 0; i < 4; i++) length += (q[i] = chance.nextGaussian()) * q[i];
        double s = 2 / length, w = q[0], x = q[1], y = q[2], z = q[3];
        return new double[][] {
            {1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)},
            {s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)},
            {s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)}};
    }
}
