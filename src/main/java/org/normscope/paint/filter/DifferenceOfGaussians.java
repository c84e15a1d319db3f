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
import org.normscope.node.Knobs;
import org.normscope.node.TreeNode;

/**
 * Lines where two blurs differ. {@link #NODE}: Marr and Hildreth, "Theory of Edge Detection", Proceedings of the Royal
 * Society B 207, 1980, with the ratio 1.6 of deviations at which the difference is nearest to a Laplacian; dark where
 * the narrow blur is below the wide one.
 *
 * <p>{@link #EXTENDED}: Winnemoeller, Kyprianidis and Olsen, "XDoG: An eXtended Difference-of-Gaussians Compendium",
 * Computers and Graphics 36, 2012: {@code S = (1 + p) G_sigma - p G_k sigma}, white from epsilon on, below it
 * {@code 1 + tanh(phi (S - epsilon))}. With {@code flow} the difference is smoothed along the edges by line integrals
 * of the structure tensor's flow, as flow-based differences are (Kang, Lee and Chui 2007).
 */
public final class DifferenceOfGaussians {
    private static final double RATIO = 1.6;

    public static final TreeNode NODE = TreeNode.of("dog", 1980, "Marr, Hildreth",
        "Theory of Edge Detection, Proceedings of the Royal Society of London B 207", Branch.FILTERS, Kind.PAINT,
        "D=G_{\\sigma}*L-G_{1.6\\sigma}*L", DifferenceOfGaussians::plain, new Knob.Real("sigma", .3, 8, 1),
        new Knob.Real("gain", 1, 60, 20)).of(new AtOnce.Strips(DifferenceOfGaussians::reach));

    public static final TreeNode EXTENDED = TreeNode.of("xdog", 2012, "Winnemöller, Kyprianidis, Olsen",
        "XDoG: An eXtended Difference-of-Gaussians Compendium, Computers and Graphics 36", Branch.FILTERS, Kind.PAINT,
        "S=(1+p)\\,G_{\\sigma}*L-p\\,G_{1.6\\sigma}*L,"
            + "\\quad y=1\\ \\mathrm{if}\\ S\\geq\\varepsilon,\\ 1+\\tanh\\varphi(S-\\varepsilon)",
        DifferenceOfGaussians::extended, new Knob.Real("sigma", .3, 8, 1.4), new Knob.Real("sharpness", 0, 60, 20),
        new Knob.Real("epsilon", 0, 1.5, .55), new Knob.Real("phi", .5, 60, 10), new Knob.Real("flow", 0, 12, 3))
        .after("dog", "cartoon").answering("dog", "cartoon").of(new AtOnce.Strips(knobs -> FlowBlur.reach(
            knobs.real("flow")) + Math.max(reach(knobs), 1 + Blur.reach(2 * knobs.real("sigma")))));

    private DifferenceOfGaussians() { }

    private static int reach(Knobs knobs) {
        return Blur.reach(RATIO * knobs.real("sigma"));
    }

    private static Pixels plain(Easel easel) {
        Planes picture = easel.contentPlanes();
        double sigma = easel.knobs().real("sigma"), gain = easel.knobs().real("gain");
        float[] narrow = blurred(picture, sigma), wide = blurred(picture, RATIO * sigma),
            lines = new float[narrow.length];
        easel.at(.8);
        for (int i = 0; i < lines.length; i++) lines[i] = (float) (1 + gain * Math.min(0, narrow[i] - wide[i]));
        return Planes.grey(picture.width(), picture.height(), lines);
    }

    private static float[] blurred(Planes picture, double sigma) {
        return Blur.gaussian(picture.luminance(), picture.width(), picture.height(), sigma);
    }

    private static Pixels extended(Easel easel) {
        Planes picture = easel.contentPlanes();
        Knobs knobs = easel.knobs();
        double sigma = knobs.real("sigma"), p = knobs.real("sharpness"), epsilon = knobs.real("epsilon"),
            phi = knobs.real("phi"), along = knobs.real("flow");
        float[] narrow = blurred(picture, sigma), wide = blurred(picture, RATIO * sigma),
            sharp = new float[narrow.length];
        easel.at(.2);
        for (int i = 0; i < sharp.length; i++) sharp[i] = (float) ((1 + p) * narrow[i] - p * wide[i]);
        if (along > 0) sharp = FlowBlur.along(sharp, Direction.of(picture, 2 * sigma), along, easel);
        for (int i = 0; i < sharp.length; i++) {
            sharp[i] = sharp[i] >= epsilon ? 1 : (float) (1 + Math.tanh(phi * (sharp[i] - epsilon)));
        }
        return Planes.grey(picture.width(), picture.height(), sharp);
    }
}
