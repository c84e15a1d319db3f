package org.normscope.paint.stroke;

import org.normscope.image.Pixels;
import org.normscope.image.plane.Blur;
import org.normscope.image.plane.Gradient;
import org.normscope.image.plane.Planes;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * Paint as a landscape under a lamp: Hertzmann, "Fast Paint Texture", NPAR 2002. A height map gives normals, and
 * light from the upper left gives each pixel a diffuse part and a gloss (Blinn 1977), relative to a flat canvas,
 * which stays as it was. Strokes' own heights are {@link OilPainting}'s; here the height is the picture's fine
 * luminance, light paint lying thick, and the weave of a canvas of {@code cell} pixels a thread.
 */
public final class Relief {
    private static final double[] LAMP = {-.5, -.6, .62}, HALFWAY = halfway();
    private static final double GLOSS = 40, SHINE = .35, BASE = 6;

    public static final TreeNode NODE = TreeNode.of("relief", 2002, "Hertzmann", "Fast Paint Texture, NPAR",
        Branch.STROKES,
        Kind.PAINT, "y=x\\,\\frac{n\\cdot l}{n_0\\cdot l}+k_s\\left((n\\cdot h)^{s}-(n_0\\cdot h)^{s}\\right)",
            Relief::work,
        new Knob.Real("depth", 0, 8, 2), new Knob.Real("weave", 0, 4, .6), new Knob.Real("cell", 2, 16, 4))
        .after("hertzmann").answering("hertzmann").of(new AtOnce.Strips(knobs -> 1 + Blur.reach(BASE)));

    private Relief() { }

    private static Pixels work(Easel easel) {
        Planes picture = easel.contentPlanes();
        int width = picture.width(), height = picture.height();
        float[] light = picture.luminance(), base = Blur.gaussian(light, width, height, BASE),
            map = new float[light.length];
        easel.at(.4);
        double depth = 4 * easel.knobs().real("depth"), weave = easel.knobs().real("weave"),
            cell = easel.knobs().real("cell");
        float[] fine = Blur.gaussian(light, width, height, .8);
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) (depth * (fine[i] - base[i]) + weave * weave(i % width, easel.top() + i / width, cell));
        }
        return lit(picture, map, 1).pixels();
    }

    /** A plain weave: threads over and under each other, heights around 0. */
    static double weave(int x, int y, double cell) {
        double u = x / cell, v = y / cell;
        boolean over = ((int) Math.floor(u) + (int) Math.floor(v)) % 2 == 0;
        double across = over ? u - Math.floor(u) : v - Math.floor(v), along = over ? v - Math.floor(v) : u
            - Math.floor(u);
        return .5 * Math.sin(Math.PI * across) * (.7 + .3 * Math.sin(Math.PI * along)) - .3;
    }

    /** @param heights in pixels */
    static Planes lit(Planes picture, float[] heights, double strength) {
        Gradient slope = Gradient.of(heights, picture.width(), picture.height());
        Planes lit = Planes.empty(picture.width(), picture.height(), 3);
        double flatGloss = Math.pow(HALFWAY[2], GLOSS);
        for (int i = 0; i < heights.length; i++) {
            double nx = -slope.x()[i] * strength, ny = -slope.y()[i] * strength,
                length = Math.sqrt(nx * nx + ny * ny + 1);
            double diffuse = Math.max(0, nx * LAMP[0] + ny * LAMP[1] + LAMP[2]) / length / LAMP[2];
            double shine = Math.pow(Math.max(0, nx * HALFWAY[0] + ny * HALFWAY[1] + HALFWAY[2]) / length, GLOSS)
                - flatGloss;
            for (int c = 0; c < 3; c++) {
                lit.values()[c][i] = (float) (picture.values()[c][i] * (.35 + .65 * diffuse)
                    + SHINE * Math.max(0, shine));
            }
        }
        return lit;
    }

    /** Between the lamp and the eye, which is straight above. */
    private static double[] halfway() {
        double length = Math.sqrt(LAMP[0] * LAMP[0] + LAMP[1] * LAMP[1] + (LAMP[2] + 1) * (LAMP[2] + 1));
        return new double[] {LAMP[0] / length, LAMP[1] / length, (LAMP[2] + 1) / length};
    }
}
