package org.normscope.texture.patch;

import java.util.SplittableRandom;
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
 * Texture from whole blocks: Efros and Freeman, "Image Quilting for Texture Synthesis and Transfer", SIGGRAPH 2001; how
 * blocks are sewn is {@link Quilt}'s. {@link #NODE} weaves. {@link #TRANSFER} paints a content with the style's blocks:
 * a block has to fit its neighbours, by alpha, and the content's blurred luminance by the rest; in each of {@code
 * turns} turns blocks are a third smaller, have to be like what was quilted before, and alpha grows, with the knob at
 * one half as in the paper from 0.1 to 0.9: {@code alpha_i = 0.8 (i - 1) / (N - 1) + 0.1}. Before, the style's
 * luminance takes on the content's distribution.
 */
public final class Quilting {
    private static final int BINS = 1024;

    public static final TreeNode NODE = TreeNode.of("quilting", 2001, "Efros, Freeman",
        "Image Quilting for Texture Synthesis and Transfer, SIGGRAPH", Branch.PATCHES, Kind.TEXTURE,
        "E_{i,j}=e_{i,j}+\\min\\left(E_{i-1,j-1},E_{i-1,j},E_{i-1,j+1}\\right)", Quilting::woven,
        new Knob.Whole("block", 4, 96, 36)).after("efros-leung").answering("efros-leung", "ashikhmin");

    public static final TreeNode TRANSFER = TreeNode.of("texture-transfer", 2001, "Efros, Freeman",
        "Image Quilting for Texture Synthesis and Transfer, SIGGRAPH", Branch.PATCHES, Kind.PAINT_WITH_STYLE,
        "\\alpha\\left\\|b-y\\right\\|^2+(1-\\alpha)\\left\\|L_b-L_c\\right\\|^2", Quilting::transferred,
        new Knob.Whole("block", 4, 64, 24), new Knob.Whole("turns", 1, 5, 3), new Knob.Real("alpha", 0, 1, .5))
        .after("quilting").answering("quilting").of(new AtOnce.Most(1 << 20));

    private Quilting() { }

    private static Pixels woven(Easel easel) {
        easel.at(0);
        return new Quilt(easel.contentPlanes(), easel.width(), easel.height(), easel.knobs().whole("block"), null,
            easel.chance()).sewn(easel::at, 0, 1).pixels();
    }

    private static Pixels transferred(Easel easel) {
        easel.at(0);
        Planes content = easel.contentPlanes(), style = easel.stylePlanes();
        float[] wanted = Blur.gaussian(content.luminance(), content.width(), content.height(), 1),
            offered = Blur.gaussian(style.luminance(), style.width(), style.height(), 1);
        RankMatch.match(offered, wanted, BINS);
        int turns = easel.knobs().whole("turns"), block = easel.knobs().whole("block");
        double own = easel.knobs().real("alpha");
        SplittableRandom chance = easel.chance();
        Planes made = null;
        for (int turn = 0; turn < turns; turn++, block = Math.max(3, 2 * block / 3)) {
            double alpha = turns == 1 ? own : Math.min(1, 2 * own * (.8 * turn / (turns - 1) + .1));
            made = new Quilt(style, content.width(), content.height(), block,
                new Quilt.Guide(wanted, offered, made, alpha), chance)
                .sewn(easel::at, (double) turn / turns, (turn + 1.0) / turns);
        }
        return java.util.Objects.requireNonNull(made).pixels();
    }
}
