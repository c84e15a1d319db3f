package org.normscope.paint.stroke;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.Knobs;
import org.normscope.node.TreeNode;

/**
 * Curved strokes in layers: Hertzmann, "Painterly Rendering with Curved Brush Strokes of Multiple Sizes", SIGGRAPH
 * 1998; how a stroke runs is {@link Brushwork}'s. The paper's four styles are presets with its parameters (threshold;
 * brushes R; curvature f_c; blur f_sigma; opacity; grid f_g; lengths; jitter); its pictures are some 500 to 800
 * pixels wide.
 *
 * <p>Brushes halve from layer to layer, from {@code largest} on. As in the paper the first layer covers the canvas.
 */
public final class Hertzmann {
    private static final Map<String, Map<String, String>> STYLES = Map.of(
        "impressionist", Map.of(),
        "expressionist", Map.of("threshold", "50", "curvature", "0.25", "blur", "0.5", "opacity", "0.7", "shortest",
            "10", "value-jitter", "0.5"),
        "wash", Map.of("threshold", "200", "opacity", "0.5", "rgb-jitter", "0.3"),
        "pointillist", Map.of("layers", "2", "largest", "4", "grid", "0.5", "shortest", "0", "longest", "0",
            "value-jitter", "1", "hue-jitter", "0.3"));

    public static final TreeNode NODE = TreeNode.of("hertzmann", 1998, "Hertzmann",
        "Painterly Rendering with Curved Brush Strokes of Multiple Sizes, SIGGRAPH", Branch.STROKES, Kind.PAINT,
        "\\left(dx_i,dy_i\\right)=f_c\\,\\nabla^{\\perp}L+(1-f_c)\\left(dx_{i-1},dy_{i-1}\\right)", Hertzmann::work,
        new Knob.Choice("manner", List.of("impressionist", "expressionist", "wash", "pointillist"), "impressionist",
            STYLES),
        new Knob.Whole("largest", 1, 32, 8), new Knob.Whole("layers", 1, 5, 3), new Knob.Real("threshold", 0, 300, 100),
        new Knob.Real("curvature", 0, 1, 1), new Knob.Real("blur", 0, 3, .5), new Knob.Real("opacity", .05, 1, 1),
        new Knob.Real("grid", .25, 3, 1), new Knob.Whole("shortest", 0, 40, 4), new Knob.Whole("longest", 0, 60, 16),
        new Knob.Real("hue-jitter", 0, 1, 0), new Knob.Real("value-jitter", 0, 1, 0),
        new Knob.Real("rgb-jitter", 0, 1, 0)).after("litwinowicz").answering("haeberli", "litwinowicz");

    private Hertzmann() { }

    private static Pixels work(Easel easel) {
        Knobs knobs = easel.knobs();
        Planes picture = easel.contentPlanes();
        Canvas canvas = new Canvas(picture.width(), picture.height(), 1, 1, 1);
        SplittableRandom chance = easel.chance();
        Brushwork.Hand hand = hand(knobs);
        int layers = knobs.whole("layers"), radius = knobs.whole("largest");
        for (int layer = 0; layer < layers && radius > 0; layer++, radius /= 2) {
            Brushwork.layer(canvas, picture, radius, hand, layer == 0, chance, easel::at, (double) layer / layers,
                (layer + 1.0) / layers);
        }
        return canvas.pixels();
    }

    private static Brushwork.Hand hand(Knobs knobs) {
        double rgb = knobs.real("rgb-jitter");
        return new Brushwork.Hand(knobs.real("threshold"), knobs.real("curvature"), knobs.real("blur"),
            knobs.real("opacity"), knobs.real("grid"), knobs.whole("shortest"), knobs.whole("longest"),
            new double[] {knobs.real("hue-jitter"), 0, knobs.real("value-jitter"), rgb, rgb, rgb}, 0);
    }
}
