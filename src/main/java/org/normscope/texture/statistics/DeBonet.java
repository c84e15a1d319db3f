package org.normscope.texture.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Gradient;
import org.normscope.image.plane.Planes;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * A pyramid shuffled where it does not show: De Bonet, "Multiresolution Sampling Procedure for Analysis and Synthesis
 * of Texture Images", SIGGRAPH 1997. The sample becomes a Laplacian pyramid (Burt and Adelson 1983). From its coarsest
 * level down a pixel is taken from one of the places of the sample above which, at every coarser level, lies the same
 * as above the pixel: no feature there differs by more than {@code tolerance} deviations of its own. Features are a
 * level's luminance and its change to the right and down; the paper takes more directions, and a threshold a level.
 *
 * <p>The coarsest level is anything of the sample's. Of the four pixels below a place only the one in the same corner
 * is taken, else lines would shift by a pixel. Where more than {@value #MOST} places are alike, so many of them are
 * looked at.
 */
public final class DeBonet {
    static final int MOST = 256;

    public static final TreeNode NODE = TreeNode.of("de-bonet", 1997, "De Bonet",
        "Multiresolution Sampling Procedure for Analysis and Synthesis of Texture Images, SIGGRAPH", Branch.STATISTICS,
        Kind.TEXTURE, "q_p\\in\\left\\{q:\\;\\left|F_j^i(q)-F_j^i(p)\\right|\\leq T\\ \\ \\forall j,\\ i>l\\right\\}",
        DeBonet::work, new Knob.Whole("scales", 1, 6, 5, 4), new Knob.Real("tolerance", 0, 3, .3))
        .after("heeger-bergen").answering("heeger-bergen").of(new AtOnce.Most(1 << 20));

    private DeBonet() { }

    private static Pixels work(Easel easel) {
        int scales = easel.knobs().whole("scales"), unit = 1 << scales, width = easel.width(), height = easel.height();
        List<Level> levels = levels(PortillaSimoncelli.divided(easel.contentPlanes(), unit, unit), scales);
        easel.at(0);
        int columns = (width + unit - 1) / unit, rows = (height + unit - 1) / unit;
        Shuffle shuffle = new Shuffle(levels, columns, rows, easel.knobs().real("tolerance"), MOST, easel.chance());
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                easel.at(.95 * (y * columns + x) / (columns * rows));
                shuffle.fill(x, y);
            }
        }
        Planes made = joined(shuffle.woven), cut = Planes.empty(width, height, 3);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(made.values()[c], y * made.width(), cut.values()[c], y * width, width);
            }
        }
        return cut.pixels();
    }

    /**
     * One of a pyramid.
     *
     * @param band     what is lost from it to the next coarser one, or what is left of the coarsest
     * @param features over their deviations, each height rows of width values
     */
    record Level(Planes band, float[][] features) { }

    /** The finest first; the coarsest is left without the others. */
    static List<Level> levels(Planes sample, int scales) {
        List<Level> levels = new ArrayList<>();
        for (int scale = 0; scale <= scales; scale++) {
            Planes coarser = scale == scales ? sample : halved(sample), band = sample;
            if (scale < scales) {
                band = doubled(coarser);
                for (int c = 0; c < 3; c++) {
                    for (int i = 0; i < band.size(); i++) band.values()[c][i] = sample.values()[c][i]
                        - band.values()[c][i];
                }
            }
            float[] light = band.luminance();
            Gradient slope = Gradient.of(light, band.width(), band.height());
            levels.add(new Level(band, new float[][] {overDeviation(light), overDeviation(slope.x()),
                overDeviation(slope.y())}));
            sample = coarser;
        }
        return levels;
    }

    private static float[] overDeviation(float[] plane) {
        double sum = 0, squares = 0;
        for (float value : plane) sum += value;
        for (float value : plane) squares += Math.pow(value - sum / plane.length, 2);
        double deviation = Math.sqrt(squares / plane.length);
        for (int i = 0; i < plane.length; i++) plane[i] = deviation > 1e-6 ? (float) (plane[i] / deviation) : 0;
        return plane;
    }

    /** The means of each four pixels. */
    private static Planes halved(Planes fine) {
        Planes coarse = Planes.empty(fine.width() / 2, fine.height() / 2, 3);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < fine.size(); i++) {
                coarse.values()[c][i / fine.width() / 2 * coarse.width() + i % fine.width() / 2]
                    += fine.values()[c][i] / 4;
            }
        }
        return coarse;
    }

    /** Between four pixels in proportion; beyond the edges lies the edge. */
    private static Planes doubled(Planes coarse) {
        Planes fine = Planes.empty(2 * coarse.width(), 2 * coarse.height(), 3);
        for (int i = 0; i < fine.size(); i++) {
            int x = i % fine.width(), y = i / fine.width(), nearX = x / 2, nearY = y / 2,
                farX = Math.max(0, Math.min(coarse.width() - 1, nearX + (x % 2 == 0 ? -1 : 1))),
                farY = Math.max(0, Math.min(coarse.height() - 1, nearY + (y % 2 == 0 ? -1 : 1)));
            for (int c = 0; c < 3; c++) {
                float[] plane = coarse.values()[c];
                fine.values()[c][i] = (9 * plane[nearY * coarse.width() + nearX]
                    + 3 * plane[nearY * coarse.width() + farX] + 3 * plane[farY * coarse.width() + nearX]
                    + plane[farY * coarse.width() + farX]) / 16;
            }
        }
        return fine;
    }

    /** The picture that a pyramid's bands make together. */
    static Planes joined(List<Planes> bands) {
        Planes made = bands.get(bands.size() - 1);
        for (int level = bands.size() - 2; level >= 0; level--) {
            made = doubled(made);
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < made.size(); i++) made.values()[c][i] += bands.get(level).values()[c][i];
            }
        }
        return made;
    }

    /** A pyramid of what is woven, filled from the coarsest level down. */
    static final class Shuffle {
        private final List<Level> sample;
        private final List<Planes> woven = new ArrayList<>();
        /** Of each level from which place of the sample a pixel came. */
        private final List<int[]> sources = new ArrayList<>();
        private final double tolerance;
        private final int most;
        private final SplittableRandom chance;
        private final int[] anywhere;

        /** @param columns of the coarsest level */
        Shuffle(List<Level> sample, int columns, int rows, double tolerance, int most, SplittableRandom chance) {
            this.sample = sample;
            this.tolerance = tolerance;
            this.most = most;
            this.chance = chance;
            int top = sample.size() - 1;
            for (int level = 0; level <= top; level++) {
                woven.add(Planes.empty(columns << top - level, rows << top - level, 3));
                sources.add(new int[woven.get(level).size()]);
            }
            anywhere = new int[sample.get(top).band.size()];
            Arrays.setAll(anywhere, i -> i);
        }

        /** A pixel of the coarsest level, and all below it. */
        void fill(int x, int y) {
            fill(sample.size() - 1, x, y, anywhere);
        }

        /** @param offered places of the sample's level above which lies what lies above the pixel */
        private void fill(int level, int x, int y, int[] offered) {
            Planes from = sample.get(level).band, to = woven.get(level);
            int source = offered[chance.nextInt(offered.length)], at = y * to.width() + x;
            sources.get(level)[at] = source;
            for (int c = 0; c < 3; c++) to.values()[c][at] = from.values()[c][source];
            if (level == 0) return;
            int[] alike = alike(level, source, offered);
            int finer = sample.get(level - 1).band.width();
            for (int corner = 0; corner < 4; corner++) {
                int[] below = new int[alike.length];
                for (int i = 0; i < below.length; i++) {
                    below[i] = (alike[i] / from.width() * 2 + corner / 2) * finer + alike[i] % from.width() * 2
                        + corner % 2;
                }
                fill(level - 1, 2 * x + corner % 2, 2 * y + corner / 2, below);
            }
        }

        /** Of the places offered those that are like the source: one of them always. */
        private int[] alike(int level, int source, int[] offered) {
            float[][] features = sample.get(level).features;
            int[] alike = new int[Math.min(most, offered.length)];
            int count = 0, begin = offered.length > most ? chance.nextInt(offered.length) : 0;
            for (int i = 0; i < offered.length && count < alike.length; i++) {
                int place = offered[(begin + i) % offered.length];
                boolean near = true;
                for (float[] feature : features) near &= Math.abs(feature[place] - feature[source]) <= tolerance;
                if (near) alike[count++] = place;
            }
            return Arrays.copyOf(alike, count);
        }

        int[] sources(int level) {
            return sources.get(level);
        }
    }
}
