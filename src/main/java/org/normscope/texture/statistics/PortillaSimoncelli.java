package org.normscope.texture.statistics;

import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.image.plane.RankMatch;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.Knobs;
import org.normscope.node.TreeNode;
import org.normscope.optimize.Lbfgs;
import org.normscope.texture.pyramid.Decomposition;
import org.normscope.texture.pyramid.SpotNoise;
import org.normscope.texture.pyramid.SteerablePyramid;
import org.normscope.texture.pyramid.TileWindows;

/**
 * Joint statistics of bands: Portilla and Simoncelli, "A Parametric Texture Model Based on Joint Statistics of Complex
 * Wavelet Coefficients", International Journal of Computer Vision 40, 2000; which they are, {@link TextureStatistics}
 * says. Each of four groups can be left out, to see what it is for. Colours are woven along their principal axes,
 * each by itself (IPOL 2021, appendix B.2).
 *
 * <p>The paper moves white noise onto one constraint after the other. Here the sum of squared differences goes down by
 * L-BFGS, on exact gradients, from noise that has the sample's power spectrum and histogram already. Against white
 * noise the loss after 200 steps, over three seeds, is an eighth less for grass and for tissue and a seventh more for
 * brick, where the spectrum alone once stuck at nearly twice that. It ends where every group is met to 1.8 %. The
 * boundary is circular: a tile of {@code tile} pixels is woven and laid side by side. Of the sample sides that 2^scales
 * divides are used; a smaller one is mirrored on. Of a larger one count the means of the statistics of
 * {@link TileWindows}: against those of the whole a tile of 128 pixels stayed 4 to 29 % off in what repeats, since no
 * tile varies as slowly as a whole picture does.
 */
public final class PortillaSimoncelli {
    private static final int MEMORY = 40, BINS = 1024;
    /** Where so many steps take off less than this share of the loss, a tile has not the room for more. */
    private static final int PATIENCE = 20;
    private static final double LEAST_FALL = .01;
    /** A group of statistics so far off, relative to its size, is met. */
    private static final double NEAR = .018;

    public static final TreeNode NODE = TreeNode.of("portilla-simoncelli", 2000, "Portilla, Simoncelli",
        "A Parametric Texture Model Based on Joint Statistics of Complex Wavelet Coefficients, IJCV 40",
        Branch.STATISTICS, Kind.TEXTURE,
        "\\min_y\\sum_k\\left(\\frac{\\phi_k(y)-\\phi_k(x)}{s_k}\\right)^2,"
            + "\\quad\\phi=\\left\\langle b_i,b_j\\right\\rangle,"
            + "\\left\\langle|b_i|,|b_j|\\right\\rangle,\\ldots", PortillaSimoncelli::work,
        new Knob.Whole("scales", 1, 5, 4), new Knob.Whole("directions", 2, 6, 4), new Knob.Whole("window", 3, 11, 7),
        new Knob.Whole("iterations", 5, 1000, 600, 30), new Knob.Whole("tile", 32, 512, 128, 80),
        new Knob.Switch("marginals", true), new Knob.Switch("repetition", true), new Knob.Switch("magnitudes", true),
        new Knob.Switch("phases", true)).after("heeger-bergen").answering("heeger-bergen", "de-bonet")
        .of(new AtOnce.Most(1 << 20));

    private PortillaSimoncelli() { }

    private static Pixels work(Easel easel) {
        Knobs knobs = easel.knobs();
        int tile = knobs.whole("tile"), across = Math.min(tile, easel.width()), down = Math.min(tile, easel.height());
        int scales = Math.min(knobs.whole("scales"), SteerablePyramid.deepest(Math.max(16, across),
            Math.max(16, down)));
        int unit = 1 << scales, least = 4 * unit;
        across = Math.max(least, (across + unit - 1) / unit * unit);
        down = Math.max(least, (down + unit - 1) / unit * unit);
        Planes sample = divided(easel.contentPlanes(), unit, least);
        PrincipalColours colours = PrincipalColours.of(sample);
        Planes wanted = colours.turned(sample), woven = Planes.empty(across, down, 3);
        SplittableRandom chance = easel.chance();
        Measures measures = Measures.of(sample.width(), sample.height(), across, down, scales, knobs);
        for (int c = 0; c < 3; c++) {
            int channel = c;
            if (colours.flat(c)) continue; // A grey picture has one channel that says something.
            easel.at(c / 3.0);
            Weaver weaver = new Weaver(wanted.values()[c], measures, knobs);
            weaver.weave(woven.values()[c], chance, done -> easel.at((channel + done) / 3));
        }
        return laid(colours.back(woven), easel.width(), easel.height()).pixels();
    }

    /** What reads the statistics of samples, and of what is woven: for one channel after the other. */
    record Measures(int width, int height, TextureStatistics sample, TextureStatistics woven) {
        static Measures of(int width, int height, int across, int down, int scales, Knobs knobs) {
            int directions = knobs.whole("directions");
            // Bands of both have to reach as far: what the smaller one has is met.
            int far = Math.min(knobs.whole("window") / 2,
                ((Math.min(Math.min(width, height), Math.min(across, down)) >> scales) - 1) / 2);
            return new Measures(width, height,
                new TextureStatistics(new Decomposition.Filters(Math.min(width, across), Math.min(height, down), scales,
                    directions), far, false),
                new TextureStatistics(new Decomposition.Filters(across, down, scales, directions), far,
                    true));
        }
    }

    /** One channel: the sample's statistics, and the way down to them. */
    static final class Weaver {
        private final Ledger ledger;
        private final TextureStatistics statistics;
        private final int iterations;
        private final float[] wanted;
        private final SpotNoise start;

        Weaver(float[] wanted, Measures measures, Knobs knobs) {
            ledger = new Ledger(knobs.on("marginals"), knobs.on("repetition"), knobs.on("magnitudes"),
                knobs.on("phases"));
            iterations = knobs.whole("iterations");
            this.wanted = wanted;
            statistics = measures.woven;
            read(measures);
            start = SpotNoise.of(wanted, measures.width, measures.height, statistics.width(), statistics.height());
        }

        /** The sample's statistics: where it is larger than the tile, the means of those that a tile can have. */
        private void read(Measures measures) {
            TextureStatistics of = measures.sample;
            double[] none = new double[of.width() * of.height()];
            for (double[] window : TileWindows.of(wanted, measures.width, measures.height, of.width(), of.height())) {
                ledger.another();
                of.meet(window, none, ledger);
            }
        }

        void weave(float[] into, SplittableRandom chance, org.normscope.node.Watch watch) {
            int[] asked = {0};
            Lbfgs descent = new Lbfgs((place, gradient) -> {
                watch.at(Math.min(.99, asked[0]++ / (1.2 * iterations)));
                return loss(place, gradient);
            }, begun(chance), MEMORY);
            double before = descent.value();
            for (int i = 1; i <= iterations && descent.step(); i++) {
                if (ledger.isWithin(NEAR)) break;
                if (i % PATIENCE > 0) continue;
                if (descent.value() > (1 - LEAST_FALL) * before) break;
                before = descent.value();
            }
            for (int i = 0; i < into.length; i++) into[i] = (float) descent.place()[i];
        }

        /** Noise of the sample's spectrum and then of its histogram. */
        private double[] begun(SplittableRandom chance) {
            double[] begun = start.drawn(chance);
            float[] noise = new float[begun.length];
            for (int i = 0; i < noise.length; i++) noise[i] = (float) begun[i];
            RankMatch.match(noise, wanted, BINS);
            for (int i = 0; i < noise.length; i++) begun[i] = noise[i];
            return begun;
        }

        double loss(double[] plane, double[] gradient) {
            ledger.compare();
            statistics.meet(plane, gradient, ledger);
            return ledger.loss();
        }

        Ledger ledger() {
            return ledger;
        }
    }

    /** Its upper left part of sides that the unit divides, mirrored on where it is smaller than the least. */
    static Planes divided(Planes picture, int unit, int least) {
        int width = Math.max(least, picture.width() / unit * unit),
            height = Math.max(least, picture.height() / unit * unit);
        Planes part = Planes.empty(width, height, 3);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < part.size(); i++) {
                part.values()[c][i] = picture.values()[c][Planes.mirrored(i / width, picture.height()) * picture.width()
                    + Planes.mirrored(i % width, picture.width())];
            }
        }
        return part;
    }

    private static Planes laid(Planes tile, int width, int height) {
        Planes laid = Planes.empty(width, height, 3);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < laid.size(); i++) {
                laid.values()[c][i] = tile.values()[c][i / width % tile.height() * tile.width()
                    + i % width % tile.width()];
            }
        }
        return laid;
    }
}
