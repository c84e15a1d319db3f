package org.normscope.texture.patch;

import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * Pixels that keep together: Ashikhmin, "Synthesizing Natural Textures", I3D 2001. The candidates for a pixel are
 * only the places from which its known neighbours came, moved on as far as they are away: patches of the sample of
 * any shape grow by themselves, and a picture takes moments. Of the candidates the one whose window differs least is
 * taken; a jump to anywhere is tried once in {@code 1 / jumps} pixels, and where a place moved on is outside the
 * sample.
 */
public final class Ashikhmin {
    public static final TreeNode NODE = TreeNode.of("ashikhmin", 2001, "Ashikhmin",
        "Synthesizing Natural Textures, Symposium on Interactive 3D Graphics", Branch.PATCHES, Kind.TEXTURE,
        "q_p=\\arg\\min_{q\\in C_p}d\\left(\\omega_p,\\omega_q\\right),\\quad C_p=\\left\\{q_r+(p-r)\\right\\}",
        Ashikhmin::work, new Knob.Whole("window", 3, 31, 7), new Knob.Real("jumps", 0, 1, .01))
        .after("efros-leung").answering("efros-leung");

    private Ashikhmin() { }

    private static Pixels work(Easel easel) {
        Pixels sample = easel.content();
        int width = easel.width(), height = easel.height(), reach = easel.knobs().whole("window") / 2,
            all = sample.argb().length;
        double jumps = easel.knobs().real("jumps");
        SplittableRandom chance = easel.chance();
        Causal window = new Causal(sample, width, height, reach, chance);
        for (int y = 0; y < height; y++) {
            if (y % 8 == 0) easel.at((double) y / height);
            for (int x = 0; x < width; x++) {
                int best = chance.nextInt(all);
                double least = x == 0 && y == 0 || chance.nextDouble() < jumps
                    ? window.error(best, x, y, Double.POSITIVE_INFINITY) : Double.POSITIVE_INFINITY;
                for (int dy = -Math.min(reach, y); dy <= 0; dy++) {
                    for (int dx = -Math.min(reach, x); dx <= (dy == 0 ? -1 : Math.min(reach, width - 1 - x)); dx++) {
                        int spot = window.movedOn(x + dx, y + dy, -dx, -dy);
                        if (spot < 0) spot = chance.nextInt(all);
                        double error = window.error(spot, x, y, least);
                        if (error < least) {
                            least = error;
                            best = spot;
                        }
                    }
                }
                window.put(x, y, best);
            }
        }
        return window.pixels();
    }
}
