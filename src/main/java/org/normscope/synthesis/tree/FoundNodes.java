package org.normscope.synthesis.tree;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.network.LayerList;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.node.AtOnce;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;
import org.normscope.onnx.BadNetworkException;
import org.normscope.synthesis.Course;
import org.normscope.synthesis.DescentMethod;
import org.normscope.synthesis.Found;
import org.normscope.synthesis.Gatys;
import org.normscope.synthesis.Inversion;
import org.normscope.synthesis.LossNetwork;
import org.normscope.synthesis.MarkovPatches;
import org.normscope.synthesis.Progress;
import org.normscope.synthesis.UsualLayers;

/**
 * Nodes whose picture is sought by descent. Each works at a longer side of "work" pixels at most, and enlarges what it
 * found to the size that is asked for: descent takes so many runs of a network as it has steps.
 */
public final class FoundNodes {
    private static final Knob NETWORK = new Knob.Origin("network", "builtin:explorer", false);
    private static final Knob.Layers STYLE = layers("layers", true, network ->
        new Knob.Offer(network.picturesAndMaps(), network.style()));
    private static final Knob.Layers CONTENT = layers("content-layers", true, network ->
        new Knob.Offer(network.maps(), network.content()));
    private static final Knob.Layers PATCHES = layers("layers", true, network ->
        new Knob.Offer(network.picturesAndMaps(), patched(network)));
    private static final Knob.Layers INVERTED = layers("layers", false, network ->
        new Knob.Offer(network.maps(), List.of()));
    private static final Knob STEPS = new Knob.Whole("steps", 1, 1000, 40, 15);
    private static final Knob WORK = new Knob.Whole("work", 32, 1024, 320, 128);
    /** Of a texture, which begins with noise: fewer pixels rather than fewer steps, else noise is what is left. */
    private static final Knob FROM_NOISE = new Knob.Whole("steps", 1, 1000, 40, 20);
    private static final Knob OF_NOISE = new Knob.Whole("work", 32, 1024, 320, 80);
    private static final Knob SMOOTH = new Knob.Real("smooth", 0, 200, 10);
    private static final Knob WEIGHT = new Knob.Real("style-weight", 0, 1000, Gatys.USUAL_WEIGHT);
    /** Of the content; the weight of the style stands beside it, so that either can be left out. */
    private static final Knob CONTENT_WEIGHT = new Knob.Real("content-weight", 0, 10, 1),
        PATCHES_CONTENT_WEIGHT = new Knob.Real("content-weight", 0, 10, .3);
    /** Each costs as much as the first; a thumbnail does with one. */
    private static final Knob LOOKS = new Knob.Whole("looks", 1, 2, 2, 1);
    private static final Knob START = new Knob.Choice("start", "content", "noise", "style");
    private static final Knob DESCENT = new Knob.Choice("descent", "lbfgs", "adam");
    /** Features of a sample larger than that fill memory; more of it says little more. */
    private static final AtOnce SAMPLED = new AtOnce.Most(1 << 20);
    private static final String GRAM = "G_{ij}=\\frac{1}{M}\\sum_k F_{ik}F_{jk}";

    public static final TreeNode GRAM_TEXTURE = TreeNode.of("gram-texture", 2015, "Gatys, Ecker, Bethge",
        "Texture Synthesis Using Convolutional Neural Networks, NeurIPS 2015", Branch.NETWORKS, Kind.TEXTURE, GRAM,
        easel -> woven(easel, Gatys.Statistic.GRAM), NETWORK, STYLE, FROM_NOISE, OF_NOISE, LOOKS, SMOOTH, DESCENT)
        .after("portilla-simoncelli").answering("portilla-simoncelli").of(SAMPLED);

    public static final TreeNode MOMENTS_TEXTURE = TreeNode.of("moments-texture", 2017, "Li, Wang, Liu, Hou",
        "Demystifying Neural Style Transfer, IJCAI 2017", Branch.NETWORKS, Kind.TEXTURE,
        "\\mu_i=\\frac{1}{M}\\sum_k F_{ik}\\qquad\\sigma_i^2=\\frac{1}{M}\\sum_k(F_{ik}-\\mu_i)^2",
        easel -> woven(easel, Gatys.Statistic.MOMENTS), NETWORK, STYLE, FROM_NOISE, OF_NOISE, LOOKS, SMOOTH,
        DESCENT).after("gram-texture").of(SAMPLED);

    public static final TreeNode INVERSION = TreeNode.of("inversion", 2015, "Mahendran, Vedaldi",
        "Understanding Deep Image Representations by Inverting Them, CVPR 2015", Branch.NETWORKS, Kind.PAINT,
        "\\min_x\\ \\frac{\\|F(x)-F(x_0)\\|^2}{\\|F(x_0)\\|^2}+\\lambda\\,\\mathrm{TV}(x)", FoundNodes::inverted,
        NETWORK, INVERTED, new Knob.Real("layer", 0, 1, .5), STEPS, WORK, LOOKS, new Knob.Real("smooth", 0, 200, 2))
        .of(AtOnce.ANY);

    public static final TreeNode GATYS = TreeNode.of("gatys", 2016, "Gatys, Ecker, Bethge",
        "Image Style Transfer Using Convolutional Neural Networks, CVPR 2016", Branch.NETWORKS, Kind.PAINT_WITH_STYLE,
        "\\min_x\\ \\alpha\\|F(x)-F(c)\\|^2+\\beta\\sum_l\\|G^l(x)-G^l(s)\\|^2", FoundNodes::styled, NETWORK, STYLE,
        CONTENT, CONTENT_WEIGHT, WEIGHT, STEPS, WORK, LOOKS, SMOOTH, START, DESCENT).after("gram-texture", "inversion")
        .answering("gram-texture", "oil", "anisotropic-kuwahara", "shih").of(AtOnce.ANY);

    public static final TreeNode MARKOV = TreeNode.of("markov", 2016, "Li, Wand",
        "Combining Markov Random Fields and Convolutional Neural Networks for Image Synthesis, CVPR 2016",
        Branch.NETWORKS, Kind.PAINT_WITH_STYLE,
        "\\min_x\\ \\alpha\\|F(x)-F(c)\\|^2+\\beta\\sum_i\\|\\Psi_i(x)-\\Psi_{NN(i)}(s)\\|^2", FoundNodes::patched,
        NETWORK, PATCHES, CONTENT, PATCHES_CONTENT_WEIGHT, WEIGHT, STEPS, WORK, LOOKS, SMOOTH)
        .after("gatys", "analogies")
        .answering("gatys", "analogies").of(AtOnce.ANY);

    private FoundNodes() { }

    private static LossNetwork network(Easel easel) {
        Network network = new ModelLibrary(easel.runner()).open(easel.knobs().word("network"), Map.of());
        easel.at(0);
        return new LossNetwork(network, easel.runner());
    }

    private static Knob.Layers layers(String key, boolean several, Function<UsualLayers, Knob.Offer> offer) {
        return new Knob.Layers(key, "network", several, network -> offer.apply(new UsualLayers(network)));
    }

    /** What the layers give that were chosen, else the usual ones. */
    private static List<String> values(Easel easel, LossNetwork network, Knob.Layers knob) {
        String said = easel.knobs().word(knob.key());
        return network.values(said.isEmpty() ? knob.offer().apply(network.network()).usual()
            : LayerList.names(network.network(), said));
    }

    private static Course course(Easel easel, DescentMethod way) {
        return new Course(way, true, easel.knobs().whole("looks"), 1, easel.knobs().whole("steps"),
            easel.knobs().real("smooth"));
    }

    private static Progress told(Easel easel) {
        return (done, loss, picture) -> {
            easel.at(Math.min(1, done));
            easel.sought(loss, picture);
        };
    }

    private static Pixels atWork(Easel easel, Pixels picture) {
        int most = easel.knobs().whole("work");
        return Math.max(picture.width(), picture.height()) <= most ? picture : Lanczos.scaled(picture, most);
    }

    private static Pixels enlarged(Easel easel, Found found) {
        return Lanczos.scaled(found.picture(), easel.width(), easel.height());
    }

    private static Gatys gatys(Easel easel, LossNetwork network, List<String> content, Gatys.Statistic statistic,
                               double contentWeight, double weight, Gatys.Start start) {
        DescentMethod way = easel.knobs().word("descent").equals("adam") ? DescentMethod.ADAM : DescentMethod.LBFGS;
        return new Gatys(values(easel, network, STYLE), content, statistic, contentWeight, weight, start, easel.seed(),
            course(easel, way));
    }

    private static Pixels woven(Easel easel, Gatys.Statistic statistic) {
        LossNetwork network = network(easel);
        double by = Math.min(1, easel.knobs().whole("work") / (double) Math.max(easel.width(), easel.height()));
        Pixels sample = Lanczos.scaled(easel.content(), (int) Math.max(1, Math.round(easel.content().width() * by)),
            (int) Math.max(1, Math.round(easel.content().height() * by)));
        return enlarged(easel, gatys(easel, network, List.of(), statistic, 1, 100, Gatys.Start.NOISE).weave(network,
            sample, (int) Math.max(1, Math.round(easel.width() * by)),
            (int) Math.max(1, Math.round(easel.height() * by)), told(easel)));
    }

    private static Pixels styled(Easel easel) {
        LossNetwork network = network(easel);
        Gatys.Start start = Gatys.Start.valueOf(easel.knobs().word("start").toUpperCase(Locale.ROOT));
        return enlarged(easel, gatys(easel, network, values(easel, network, CONTENT), Gatys.Statistic.GRAM,
            easel.knobs().real("content-weight"), easel.knobs().real("style-weight"), start)
            .paint(network, atWork(easel, easel.content()), easel.style(), told(easel)));
    }

    private static Pixels inverted(Easel easel) {
        LossNetwork network = network(easel);
        List<String> chosen = values(easel, network, INVERTED), all = network.layers().maps();
        if (chosen.size() > 1) throw new BadNetworkException("synthesis.layer.one", easel.knobs().word("layers"));
        String value = chosen.isEmpty() ? network.values(List.of(all.get((int) Math.round(easel.knobs().real("layer")
            * (all.size() - 1))))).get(0) : chosen.get(0);
        Inversion inversion = new Inversion(value, easel.seed(), course(easel, DescentMethod.LBFGS));
        return enlarged(easel, inversion.of(network, atWork(easel, easel.content()), told(easel)));
    }

    private static Pixels patched(Easel easel) {
        LossNetwork network = network(easel);
        MarkovPatches patches = new MarkovPatches(values(easel, network, PATCHES), values(easel, network, CONTENT),
            easel.knobs().real("content-weight"), easel.knobs().real("style-weight"),
            course(easel, DescentMethod.LBFGS));
        return enlarged(easel, patches.paint(network, atWork(easel, easel.content()), easel.style(), told(easel)));
    }

    /** The paper's two depths: where content is usually read, and the one above it. */
    private static List<String> patched(UsualLayers network) {
        List<String> names = network.style();
        int last = names.indexOf(network.content().get(0));
        return names.subList(Math.max(1, last - 1), last + 1);
    }
}
