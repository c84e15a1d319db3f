package org.normscope.paint.stroke;

import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Blur;
import org.normscope.image.plane.Direction;
import org.normscope.image.plane.Planes;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * The impressionist brush: Haeberli, "Paint by Numbers: Abstract Image Representations", SIGGRAPH 1990. A picture as an
 * ordered list of strokes, each with a place, a colour sampled from the photo there, a size, a direction and a shape.
 * In the paper a hand places them; here chance does, with as many strokes as cover the canvas {@code cover} times.
 *
 * <p>{@code turn=edges} lays strokes along the edges (the paper's direction from the gradient of a picture), smoothed
 * by a tenth of a stroke's length at least; {@code fixed} lays all by {@code angle}, in degrees from the horizontal.
 */
public final class Haeberli {
    public static final TreeNode NODE = TreeNode.of("haeberli", 1990, "Haeberli",
        "Paint by Numbers: Abstract Image Representations, SIGGRAPH", Branch.STROKES, Kind.PAINT,
        "s_i=\\left(x_i,y_i,\\ I(x_i,y_i),\\ r,\\ \\theta_i\\right)", Haeberli::work,
        new Knob.Real("radius", 1, 24, 4), new Knob.Real("length", 0, 12, 4), new Knob.Real("cover", .25, 8, 4),
        new Knob.Choice("turn", "edges", "fixed"), new Knob.Real("angle", -90, 90, 45),
        new Knob.Real("rgb-jitter", 0, 1, .1));

    private Haeberli() { }

    private static Pixels work(Easel easel) {
        Planes picture = easel.contentPlanes();
        double radius = easel.knobs().real("radius"), length = radius * easel.knobs().real("length");
        boolean edges = easel.knobs().word("turn").equals("edges");
        Direction direction = Direction.of(picture, Math.max(1, length / 4));
        double fixed = -Math.toRadians(easel.knobs().real("angle")), jitter = easel.knobs().real("rgb-jitter");
        // Where chance lays no stroke the canvas is toned, so that no white shines through.
        Canvas canvas = new Canvas(Blur.gaussian(picture, 2 * radius));
        SplittableRandom chance = easel.chance();
        double area = Math.PI * radius * radius + 2 * radius * length;
        int strokes = (int) Math.ceil(easel.knobs().real("cover") * picture.size() / area) + 1;
        for (int i = 0; i < strokes; i++) {
            if (i % 256 == 0) easel.at((double) i / strokes);
            int at = chance.nextInt(picture.size());
            double angle = edges ? direction.tangent()[at] : fixed;
            float[] rgb = {picture.values()[0][at], picture.values()[1][at], picture.values()[2][at]};
            double x = at % picture.width(), y = (double) (at / picture.width()), dx = Math.cos(angle) * length / 2,
                dy = Math.sin(angle) * length / 2;
            canvas.stroke(new double[] {x - dx, x + dx}, new double[] {y - dy, y + dy}, 2, radius,
                Jitter.of(rgb, new double[] {0, 0, 0, jitter, jitter, jitter}, chance), 1, 0, i);
        }
        return canvas.pixels();
    }
}
