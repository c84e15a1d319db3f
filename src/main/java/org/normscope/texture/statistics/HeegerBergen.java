package org.normscope.texture.statistics;

import java.util.ArrayList;
import java.util.List;
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
import org.normscope.texture.pyramid.SteerablePyramid;

/**
 * Histograms of bands: Heeger and Bergen, "Pyramid-Based Texture Analysis/Synthesis", SIGGRAPH 1995, after the
 * article of Briand, Vacher, Galerne and Rabin in IPOL (2014). Noise takes on the sample's histogram, then, in turns,
 * the histogram of each band of the sample's steerable pyramid, and of the pixels again. Colours are worked on along
 * their principal axes, each by itself.
 *
 * <p>The pyramid's boundary is circular, so what is woven tiles; the sample is mirrored on and its bands cut back to
 * it, so that its own edges make no bands (IPOL, section 3.4).
 */
public final class HeegerBergen {
    private static final int BINS = 2048;

    public static final TreeNode NODE = TreeNode.of("heeger-bergen", 1995, "Heeger, Bergen",
        "Pyramid-Based Texture Analysis/Synthesis, SIGGRAPH", Branch.STATISTICS, Kind.TEXTURE,
        "H\\left(b_{s,\\theta}(y)\\right)=H\\left(b_{s,\\theta}(x)\\right)\\quad\\forall s,\\theta", HeegerBergen::work,
        new Knob.Whole("scales", 1, 6, 4), new Knob.Whole("directions", 1, 8, 4),
            new Knob.Whole("iterations", 1, 15, 5, 3))
        .after("julesz").answering("julesz").of(new AtOnce.Most(1 << 20));

    private HeegerBergen() { }

    private static Pixels work(Easel easel) {
        int width = easel.width(), height = easel.height();
        Planes sample = easel.contentPlanes();
        PrincipalColours colours = PrincipalColours.of(sample);
        Planes wanted = colours.turned(sample), woven = Planes.empty(width, height, 3);
        int scales = Math.min(easel.knobs().whole("scales"), Math.min(SteerablePyramid.deepest(width, height),
            SteerablePyramid.deepest(sample.width(), sample.height())));
        int directions = easel.knobs().whole("directions"), iterations = easel.knobs().whole("iterations");
        SplittableRandom chance = easel.chance();
        SteerablePyramid.Filters filters = new SteerablePyramid.Filters(width, height, scales, directions, false);
        List<List<float[]>> bands = bands(wanted, scales, directions, easel);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < woven.size(); i++) woven.values()[c][i] = (float) chance.nextGaussian();
            RankMatch.match(woven.values()[c], wanted.values()[c], BINS);
            for (int turn = 0; turn < iterations; turn++) {
                easel.at((c * iterations + turn) / (3.0 * iterations));
                SteerablePyramid pyramid = filters.part(woven.values()[c]);
                List<float[]> own = flat(pyramid);
                for (int b = 0; b < own.size(); b++) RankMatch.match(own.get(b), bands.get(c).get(b), BINS);
                woven.values()[c] = filters.together(pyramid);
                RankMatch.match(woven.values()[c], wanted.values()[c], BINS);
            }
        }
        return colours.back(woven).pixels();
    }

    private static List<float[]> flat(SteerablePyramid pyramid) {
        List<float[]> bands = new ArrayList<>(List.of(pyramid.high()));
        pyramid.bands().forEach(scale -> bands.addAll(List.of(scale)));
        bands.add(pyramid.low());
        return bands;
    }

    /** Of planes mirrored on to twice their size, cut back to the planes; of each, some last rows and columns less. */
    private static List<List<float[]>> bands(Planes sample, int scales, int directions, Easel easel) {
        int width = SteerablePyramid.quick(sample.width()), height = SteerablePyramid.quick(sample.height());
        SteerablePyramid.Filters filters = new SteerablePyramid.Filters(2 * width, 2 * height, scales, directions,
            false);
        List<List<float[]>> all = new ArrayList<>();
        float[] mirrored = new float[4 * width * height];
        for (float[] plane : sample.values()) {
            easel.at(0);
            for (int y = 0; y < 2 * height; y++) {
                for (int x = 0; x < 2 * width; x++) {
                    mirrored[y * 2 * width + x] = plane[Planes.mirrored(y, height) * sample.width()
                        + Planes.mirrored(x, width)];
                }
            }
            SteerablePyramid pyramid = filters.part(mirrored);
            List<float[]> bands = new ArrayList<>(List.of(corner(pyramid.high(), 2 * width, 2 * height)));
            for (int scale = 0; scale < scales; scale++) {
                int[] shape = pyramid.shapes().get(scale);
                for (float[] band : pyramid.bands().get(scale)) bands.add(corner(band, shape[0], shape[1]));
            }
            bands.add(corner(pyramid.low(), pyramid.shapes().get(scales)[0], pyramid.shapes().get(scales)[1]));
            all.add(bands);
        }
        return all;
    }

    private static float[] corner(float[] band, int width, int height) {
        int narrow = Math.max(1, width / 2), low = Math.max(1, height / 2);
        float[] corner = new float[narrow * low];
        for (int y = 0; y < low; y++) System.arraycopy(band, y * width, corner, y * narrow, narrow);
        return corner;
    }
}
