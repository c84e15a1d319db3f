package org.normscope.synthesis.tree;

import org.normscope.image.Pixels;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;
import org.normscope.style.ArbitraryStyle;
import org.normscope.style.FeatureTransform;
import org.normscope.style.FullSize;
import org.normscope.style.Mixing;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;

/**
 * Nodes that paint in one run of a style network, the built-in one or, where they have the knob, one of the user's:
 * they differ in which statistics they set, and where.
 */
public final class FeedForwardNodes {
    private static final Knob NETWORK = new Knob.Origin("network", StyleLibrary.BUILT_IN, true);
    /** Pixels of a style whose own maps are counted. */
    private static final long READ = 1 << 20;
    private static final Knob AMOUNT = new Knob.Real("amount", 0, 1, 1);

    public static final TreeNode JOHNSON = TreeNode.of("johnson", 2016, "Johnson, Alahi, Fei-Fei",
        "Perceptual Losses for Real-Time Style Transfer and Super-Resolution, ECCV 2016", Branch.NETWORKS,
        Kind.PAINT_WITH_STYLE, "\\min_W\\ E_c\\ \\alpha\\|F(f_W(c))-F(c)\\|^2+\\beta\\sum_l\\|G^l(f_W(c))-G^l(s)\\|^2",
        easel -> painted(easel, 1), NETWORK).after("gatys").answering("markov").of(AtOnce.ANY);

    public static final TreeNode ULYANOV = TreeNode.of("ulyanov", 2016, "Ulyanov, Vedaldi, Lempitsky",
        "Instance Normalization: The Missing Ingredient for Fast Stylization, arXiv 1607.08022", Branch.NETWORKS,
        Kind.PAINT_WITH_STYLE, "y_{nc}=\\frac{x_{nc}-\\mu_{nc}}{\\sqrt{\\sigma_{nc}^2+\\epsilon}}",
        easel -> painted(easel, 0), NETWORK).after("johnson").answering("johnson").of(AtOnce.ANY);

    public static final TreeNode CONDITIONAL = TreeNode.of("conditional", 2017, "Dumoulin, Shlens, Kudlur",
        "A Learned Representation For Artistic Style, ICLR 2017", Branch.NETWORKS, Kind.PAINT_WITH_STYLE,
        "y=\\gamma_s\\frac{x-\\mu(x)}{\\sigma(x)}+\\beta_s", FeedForwardNodes::conditional, AMOUNT).after("ulyanov")
        .answering("ulyanov").of(AtOnce.ANY);

    public static final TreeNode ADAIN = TreeNode.of("adain", 2017, "Huang, Belongie",
        "Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization, ICCV 2017", Branch.NETWORKS,
        Kind.PAINT_WITH_STYLE, "y=\\sigma(s)\\frac{x-\\mu(x)}{\\sigma(x)}+\\mu(s)",
        easel -> transformed(easel, FeatureTransform.ADAIN), AMOUNT).after("conditional", "moments-texture")
        .answering("conditional").of(AtOnce.ANY);

    public static final TreeNode WCT = TreeNode.of("wct", 2017, "Li, Fang, Yang, Wang, Lu, Yang",
        "Universal Style Transfer via Feature Transforms, NeurIPS 2017", Branch.NETWORKS, Kind.PAINT_WITH_STYLE,
        "y=\\Sigma_s^{1/2}\\Sigma_c^{-1/2}(x-\\mu_c)+\\mu_s", easel -> transformed(easel, FeatureTransform.WCT), AMOUNT)
        .after("adain").answering("adain", "moments-texture").of(AtOnce.ANY);

    public static final TreeNode IBN = TreeNode.of("ibn", 2018, "Pan, Luo, Shi, Tang",
        "Two at Once: Enhancing Learning and Generalization Capacities via IBN-Net, ECCV 2018", Branch.NETWORKS,
        Kind.PAINT_WITH_STYLE, "y=\\rho\\,\\mathrm{BN}(x)+(1-\\rho)\\,\\mathrm{IN}(x)",
        easel -> painted(easel, (float) easel.knobs().real("rho")), new Knob.Real("rho", 0, 1, .5), NETWORK)
        .after("ulyanov").of(AtOnce.ANY);

    private FeedForwardNodes() { }

    private static StyleNetwork network(Easel easel, String origin) {
        StyleNetwork network = new StyleLibrary(easel.runner()).open(origin);
        easel.at(0);
        return network;
    }

    /** @param rho share of batch normalization at every site */
    private static Pixels painted(Easel easel, float rho) {
        StyleNetwork network = network(easel, easel.knobs().word("network"));
        StyleCode code = network.takesStyles()
            ? StyleCode.between(network.code(easel.content()), network.code(easel.style()), 1) : StyleCode.NONE;
        return painted(easel, network, code, Mixing.all(Mixing.Mode.BLEND, rho));
    }

    /** The code of the content gives the content back; between the two codes lies the style's strength. */
    private static Pixels conditional(Easel easel) {
        StyleNetwork network = network(easel, StyleLibrary.BUILT_IN);
        StyleCode code = StyleCode.between(network.code(easel.content()), network.code(easel.style()),
            easel.knobs().real("amount"));
        return painted(easel, network, code, Mixing.INSTANCE);
    }

    /** Large pictures by tiles: in bounded memory, and soon at an end where nobody waits. */
    private static Pixels painted(Easel easel, StyleNetwork network, StyleCode code, Mixing mixing) {
        return new FullSize(easel.runner(), easel.stop()).paint(network, easel.content(), code, mixing,
            done -> easel.at(Math.min(1, done)));
    }

    private static Pixels transformed(Easel easel, FeatureTransform transform) {
        ArbitraryStyle network = new StyleLibrary(easel.runner()).builtIn();
        easel.at(0);
        return new FullSize(easel.runner(), easel.stop()).paint(network, easel.content(), easel.style(READ), transform,
            easel.knobs().real("amount"), done -> easel.at(Math.min(1, done)));
    }
}
