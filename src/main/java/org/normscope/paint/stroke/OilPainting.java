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
import org.normscope.node.Knobs;
import org.normscope.node.TreeNode;

/**
 * A pipeline made by hand for one style, as there was one for every style before 2015: seven steps from a photo to an
 * oil painting. Painter and relief are Hertzmann's (1998, 2002); the order - prepare the canvas, see the directions,
 * block in, refine where it matters, let the paint stand, light it - is that of Hays and Essa, "Image and Video Based
 * Painterly Animation", NPAR 2004.
 *
 * <ol><li>ground: a canvas toned in the photo's mean colour, its weave; <li>directions: edges and their flow, strokes
 * will follow; <li>block-in: broad strokes of the blurred photo; <li>middle and <li>fine strokes, where the canvas is
 * still off; <li>heights: thickness of the paint, with the brush's grooves; <li>light: lit from the upper left.</ol>
 */
public final class OilPainting {
    public static final TreeNode NODE = TreeNode.of("oil", 2004, "Hays, Essa",
        "Image and Video Based Painterly Animation, NPAR", Branch.STROKES, Kind.PAINT,
        "I\\rightarrow\\mathrm{ground}\\rightarrow\\mathrm{flow}"
            + "\\rightarrow s_{4r}\\rightarrow s_{2r}\\rightarrow s_{r}\\rightarrow h\\rightarrow y",
        OilPainting::work, new Knob.Whole("radius", 1, 8, 2), new Knob.Real("detail", 0, 1, .6),
        new Knob.Real("depth", 0, 8, 2), new Knob.Real("weave", 0, 4, .5), new Knob.Real("rgb-jitter", 0, 1, .06))
        .after("hertzmann", "relief").answering("relief")
        .stepping("ground", "directions", "block-in", "middle", "fine", "heights", "light");

    private OilPainting() { }

    private static Pixels work(Easel easel) {
        Knobs knobs = easel.knobs();
        Planes picture = easel.contentPlanes();
        int width = picture.width(), height = picture.height(), radius = knobs.whole("radius");
        double weave = knobs.real("weave"), jitter = knobs.real("rgb-jitter");
        SplittableRandom chance = easel.chance();
        Canvas canvas = ground(picture);
        float[] threads = new float[picture.size()];
        for (int i = 0; i < threads.length; i++) threads[i] = (float) (weave * Relief.weave(i % width, i / width, 4));
        easel.step("ground", () -> Relief.lit(canvas.paint(), threads, 1).pixels());
        easel.at(.03);
        easel.step("directions", () -> directions(Direction.of(picture, 2 * radius)));
        double threshold = 20 + 110 * (1 - knobs.real("detail"));
        String[] steps = {"block-in", "middle", "fine"};
        for (int layer = 0; layer < 3; layer++) {
            Brushwork.Hand hand = new Brushwork.Hand(layer == 0 ? 0 : threshold, .8, .5, layer == 0 ? 1 : .9, 1, 3, 12,
                new double[] {jitter / 4, jitter, jitter, jitter, jitter, jitter}, 1);
            Brushwork.layer(canvas, picture, radius << 2 - layer, hand, layer == 0, chance, easel::at, .05
                + .28 * layer,
                .05 + .28 * (layer + 1));
            easel.step(steps[layer], canvas::pixels);
        }
        float[] heights = heights(canvas, threads, width, height, knobs.real("depth"));
        easel.step("heights", () -> shown(heights, width, height));
        easel.at(.95);
        Pixels lit = Relief.lit(canvas.paint(), heights, 1).pixels();
        easel.step("light", () -> lit);
        return lit;
    }

    private static Canvas ground(Planes picture) {
        float[] mean = new float[3];
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            for (float value : picture.values()[c]) sum += value;
            mean[c] = (float) (.25 + .75 * sum / picture.size());
        }
        return new Canvas(picture.width(), picture.height(), mean[0], mean[1], mean[2]);
    }

    /** The flow as a hand would sketch it: short lines along it, the darker the stronger the edge. */
    private static Pixels directions(Direction flow) {
        Canvas sketch = new Canvas(flow.width(), flow.height(), 1, 1, 1);
        int apart = 7;
        for (int y = apart / 2; y < flow.height(); y += apart) {
            for (int x = apart / 2; x < flow.width(); x += apart) {
                int at = y * flow.width() + x;
                double dx = 4.5 * Math.cos(flow.tangent()[at]), dy = 4.5 * Math.sin(flow.tangent()[at]);
                float ink = (float) Math.max(0, .8 - 8 * flow.strength()[at]);
                sketch.stroke(new double[] {x - dx, x + dx}, new double[] {y - dy, y + dy}, 2, .5,
                    new float[] {ink, ink, ink}, 1, 0, 0);
            }
        }
        return sketch.pixels();
    }

    private static float[] heights(Canvas canvas, float[] threads, int width, int height, double depth) {
        float[] paint = Blur.gaussian(canvas.thickness(), width, height, .9), heights = new float[paint.length];
        for (int i = 0; i < heights.length; i++) {
            // Paint fills the weave where it lies thick.
            heights[i] = (float) (depth * paint[i] + threads[i] * Math.max(0, 1 - .5 * paint[i]));
        }
        return heights;
    }

    private static Pixels shown(float[] heights, int width, int height) {
        float least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
        for (float value : heights) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        float[] grey = new float[heights.length];
        for (int i = 0; i < grey.length; i++) grey[i] = most > least ? (heights[i] - least) / (most - least) : .5f;
        return Planes.grey(width, height, grey);
    }
}
