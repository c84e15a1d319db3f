package org.normscope.paint.stroke;

import java.util.Arrays;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Blur;
import org.normscope.image.plane.Planes;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * Dots in a screen, as newspapers print: amplitude modulation, after Meisenbach (1882); digital screens as in Ulichney,
 * "Digital Halftoning", MIT Press 1987. In each cell of a turned grid ink lies where the cell's threshold, two crossed
 * cosines, is below the share of ink that the picture asks for, so that dots grow, touch and turn into holes. Four inks
 * at 15, 75, 0 and 45 degrees (cyan, magenta, yellow, black), so that their dots make rosettes and no stripes.
 *
 * <p>Thresholds go by rank: the share of a cell below threshold t is t, so that grey stays as light as it was.
 */
public final class Halftone {
    private static final double[] DEGREES = {15, 75, 0, 45};
    /** Deviations of the blur in a cell. */
    private static final int SOFT = 3;

    public static final TreeNode NODE = TreeNode.of("halftone", 1987, "Ulichney",
        "Digital Halftoning, MIT Press", Branch.STROKES, Kind.PAINT,
        "y=\\left[\\,\\mathrm{rank}\\left(\\cos 2\\pi u+\\cos 2\\pi v\\right)>1-k\\,\\right]", Halftone::work,
        new Knob.Real("cell", 2, 32, 6), new Knob.Choice("inks", "four", "black"), new Knob.Real("angle", -90, 90, 0))
        .of(new AtOnce.Strips(knobs -> Blur.reach(knobs.real("cell") / SOFT)));

    private Halftone() { }

    private static Pixels work(Easel easel) {
        double cell = easel.knobs().real("cell"), turn = Math.toRadians(easel.knobs().real("angle"));
        boolean black = easel.knobs().word("inks").equals("black");
        // A dot shows the mean of its cell: finer detail would tear it.
        Planes seen = Blur.gaussian(easel.contentPlanes(), cell / SOFT);
        int width = seen.width(), height = seen.height();
        float[] light = seen.luminance();
        Screen screen = new Screen(cell);
        Planes result = Planes.empty(width, height, 3);
        for (int y = 0; y < height; y++) {
            if (y % 16 == 0) easel.at((double) y / height);
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                float r = seen.values()[0][at], g = seen.values()[1][at], b = seen.values()[2][at];
                double key = black ? 1 - light[at] : 1 - Math.max(r, Math.max(g, b));
                double[] inks = {1 - r - key, 1 - g - key, 1 - b - key, key}, paper = {1, 1, 1};
                for (int k = black ? 3 : 0; k < 4; k++) {
                    double share = k == 3 ? key : key < 1 ? inks[k] / (1 - key) : 0;
                    double left = 1 - screen.ink(x, easel.top() + y, Math.toRadians(DEGREES[k]) + turn, share);
                    for (int c = 0; c < 3; c++) if (k == 3 || k == c) paper[c] *= left;
                }
                for (int c = 0; c < 3; c++) result.values()[c][at] = (float) paper[c];
            }
        }
        return result.pixels();
    }

    /** A cell's places by rank: the share of the cell that gets ink later than this place does. */
    static final class Screen {
        private static final int SIDE = 128, PARTS = 3;
        private final double cell;
        private final float[] ranks = new float[SIDE * SIDE];

        Screen(double cell) {
            this.cell = cell;
            double[] heights = new double[SIDE * SIDE];
            for (int i = 0; i < heights.length; i++) {
                heights[i] = Math.cos(2 * Math.PI * (i % SIDE + .5) / SIDE)
                    + Math.cos(2 * Math.PI * (i / SIDE + .5) / SIDE);
            }
            double[] sorted = heights.clone();
            Arrays.sort(sorted);
            for (int i = 0; i < heights.length; i++) {
                ranks[i] = (Arrays.binarySearch(sorted, heights[i]) + .5f) / heights.length;
            }
        }

        /** The share of a pixel that gets ink, of nine places in it. */
        double ink(int x, int y, double angle, double share) {
            if (share <= 0 || share >= 1) return Math.max(0, Math.min(1, share));
            double cos = Math.cos(angle) * SIDE / cell, sin = Math.sin(angle) * SIDE / cell;
            int inked = 0;
            for (int part = 0; part < PARTS * PARTS; part++) {
                double px = x + (part % PARTS + .5) / PARTS, py = y + (part / PARTS + .5) / PARTS;
                int u = (int) Math.floor(px * cos - py * sin) & SIDE - 1,
                    v = (int) Math.floor(px * sin + py * cos) & SIDE - 1;
                if (ranks[v * SIDE + u] > 1 - share) inked++;
            }
            return (double) inked / (PARTS * PARTS);
        }
    }
}
