package org.normscope.texture.patch;

import java.util.SplittableRandom;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Blur;
import org.normscope.image.plane.Planes;
import org.normscope.image.plane.RankMatch;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * A is to A' as B is to B': Hertzmann, Jacobs, Oliver, Curless and Salesin, "Image Analogies", SIGGRAPH 2001. A' is the
 * style; A, which a style picture does not bring along, is its blurred luminance, as in the paper's artistic filters,
 * moved to the content's distribution; B the content's. From a coarse picture to the fine one each patch of B and of
 * what B' is so far looks for a patch that is like it in A and A' together, and B' becomes what these patches of A'
 * make.
 *
 * <p>The paper makes B' pixel by pixel by trees of neighbours; here by {@link PatchMatch} (2009) and by averaging
 * overlapping patches, with the middles of the patches alone at the end, which keeps brush marks sharp.
 */
public final class ImageAnalogies {
    private static final int BINS = 1024, COARSEST = 48, TURNS = 3;

    public static final TreeNode NODE = TreeNode.of("analogies", 2001, "Hertzmann, Jacobs, Oliver, Curless, Salesin",
        "Image Analogies, SIGGRAPH", Branch.PATCHES, Kind.PAINT_WITH_STYLE,
        "A:A'::B:B',\\quad\\min_q\\;\\kappa\\left\\|A_q-B_p\\right\\|^2+\\left\\|A'_q-B'_p\\right\\|^2",
            ImageAnalogies::work,
        new Knob.Real("content-weight", 0, 4, 1), new Knob.Whole("patch", 3, 11, 5), new Knob.Real("sigma", 0, 6, 1.5))
        .after("ashikhmin").answering("texture-transfer", "hertzmann").of(new AtOnce.Most(1 << 20));

    private ImageAnalogies() { }

    private static Pixels work(Easel easel) {
        int reach = easel.knobs().whole("patch") / 2;
        SplittableRandom chance = easel.chance();
        int levels = 1;
        while (Math.min(side(easel.content()), side(easel.style())) >> levels >= COARSEST) levels++;
        Planes made = null;
        int[] match = new int[0];
        Planes last = null;
        for (int level = levels - 1; level >= 0; level--) {
            Level here = Level.of(easel, level);
            int[] begin = last == null ? PatchMatch.anywhere(here.style, here.content, chance)
                : finer(match, last, here);
            match = begin;
            if (last == null) here.byLight(reach, match, chance, easel);
            made = copied(match, here);
            for (int turn = 0; turn < TURNS; turn++) {
                double from = Math.pow(4, -level) * (turn + .1) / TURNS, to = Math.pow(4, -level) * (turn + 1) / TURNS;
                new PatchMatch(here.features(here.style, here.offered), here.features(made, here.wanted), reach, match)
                    .improve(2, chance, easel::at, from, to);
                made = level == 0 && turn == TURNS - 1 ? copied(match, here) : voted(match, here, reach);
            }
            last = here.content;
        }
        return java.util.Objects.requireNonNull(made).pixels();
    }

    private static int side(Pixels picture) {
        return Math.min(picture.width(), picture.height());
    }

    /** Both pictures at one size; A and B are planes of luminance. */
    private record Level(Planes content, Planes style, float[] wanted, float[] offered, float weight) {
        static Level of(Easel easel, int level) {
            Planes content = Planes.of(halved(easel.content(), level)), style = Planes.of(halved(easel.style(), level));
            double blur = easel.knobs().real("sigma");
            float[] wanted = Blur.gaussian(content.luminance(), content.width(), content.height(), blur / 2),
                offered = Blur.gaussian(style.luminance(), style.width(), style.height(), blur);
            RankMatch.match(offered, wanted, BINS);
            return new Level(content, style, wanted, offered,
                (float) Math.sqrt(3 * easel.knobs().real("content-weight")));
        }

        private static Pixels halved(Pixels picture, int level) {
            return Lanczos.scaled(picture, Math.max(1, picture.width() >> level),
                Math.max(1, picture.height() >> level));
        }

        /** The first matches, while nothing has been painted yet. */
        void byLight(int reach, int[] match, SplittableRandom chance, Easel easel) {
            Planes from = new Planes(style.width(), style.height(), new float[][] {offered}),
                to = new Planes(content.width(), content.height(), new float[][] {wanted});
            new PatchMatch(from, to, reach, match).improve(3, chance, easel::at, 0, 0);
        }

        Planes features(Planes colours, float[] light) {
            float[] weighted = new float[light.length];
            for (int i = 0; i < weighted.length; i++) weighted[i] = weight * light[i];
            return new Planes(colours.width(), colours.height(), new float[][] {weighted, colours.values()[0],
                colours.values()[1], colours.values()[2]});
        }
    }

    /** Matches of a level of half the size, each for four pixels. */
    private static int[] finer(int[] match, Planes coarse, Level here) {
        Planes content = here.content, style = here.style;
        int coarseStyle = Math.max(1, style.width() / 2);
        int[] finer = new int[content.size()];
        for (int i = 0; i < finer.length; i++) {
            int x = i % content.width(), y = i / content.width();
            int from = match[Math.min(coarse.height() - 1, y / 2) * coarse.width()
                + Math.min(coarse.width() - 1, x / 2)];
            int sx = Math.min(style.width() - 1, 2 * (from % coarseStyle) + x % 2),
                sy = Math.min(style.height() - 1, 2 * (from / coarseStyle) + y % 2);
            finer[i] = sy * style.width() + sx;
        }
        return finer;
    }

    private static Planes copied(int[] match, Level here) {
        Planes made = Planes.empty(here.content.width(), here.content.height(), 3);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < match.length; i++) made.values()[c][i] = here.style.values()[c][match[i]];
        }
        return made;
    }

    /** Each pixel the mean of what the patches over it say. */
    private static Planes voted(int[] match, Level here, int reach) {
        int width = here.content.width(), height = here.content.height(), styleWidth = here.style.width(),
            styleHeight = here.style.height();
        Planes made = Planes.empty(width, height, 3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int count = 0, at = y * width + x;
                for (int dy = -Math.min(reach, y); dy <= Math.min(reach, height - 1 - y); dy++) {
                    for (int dx = -Math.min(reach, x); dx <= Math.min(reach, width - 1 - x); dx++) {
                        int from = match[at + dy * width + dx], sx = from % styleWidth - dx, sy = from / styleWidth
                            - dy;
                        if (sx < 0 || sy < 0 || sx >= styleWidth || sy >= styleHeight) continue;
                        count++;
                        for (int c = 0; c < 3; c++) made.values()[c][at] += here.style.values()[c][sy * styleWidth
                            + sx];
                    }
                }
                for (int c = 0; c < 3; c++) made.values()[c][at] /= count; // Its own patch is always one of them.
            }
        }
        return made;
    }
}
