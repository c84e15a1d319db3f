package org.normscope.tree;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.normscope.node.Branch;
import org.normscope.node.TreeNode;
import org.normscope.paint.color.CovarianceTransfer;
import org.normscope.paint.color.HistogramMatching;
import org.normscope.paint.color.Reinhard;
import org.normscope.paint.color.SlicedTransport;
import org.normscope.paint.filter.AnisotropicKuwahara;
import org.normscope.paint.filter.Cartoon;
import org.normscope.paint.filter.DifferenceOfGaussians;
import org.normscope.paint.filter.Kuwahara;
import org.normscope.paint.stroke.Haeberli;
import org.normscope.paint.stroke.Halftone;
import org.normscope.paint.stroke.Hertzmann;
import org.normscope.paint.stroke.Litwinowicz;
import org.normscope.paint.stroke.OilPainting;
import org.normscope.paint.stroke.Relief;
import org.normscope.paint.stroke.Stippling;
import org.normscope.synthesis.tree.FeedForwardNodes;
import org.normscope.synthesis.tree.FoundNodes;
import org.normscope.texture.patch.Ashikhmin;
import org.normscope.texture.patch.EfrosLeung;
import org.normscope.texture.patch.ImageAnalogies;
import org.normscope.paint.color.PortraitStyle;
import org.normscope.texture.patch.Quilting;
import org.normscope.texture.statistics.DeBonet;
import org.normscope.texture.statistics.HeegerBergen;
import org.normscope.texture.statistics.Julesz;
import org.normscope.texture.statistics.PortillaSimoncelli;

/** All nodes that NormScope knows. A new one is its file, a line here, and its words in the messages. */
public final class Tree {
    private static final List<TreeNode> NODES = List.of(
        Halftone.NODE, Haeberli.NODE, Litwinowicz.NODE, Hertzmann.NODE, Stippling.NODE, Relief.NODE, OilPainting.NODE,
        Kuwahara.NODE, DifferenceOfGaussians.NODE, Cartoon.NODE, AnisotropicKuwahara.NODE,
            DifferenceOfGaussians.EXTENDED,
        HistogramMatching.NODE, Reinhard.NODE, CovarianceTransfer.NODE, SlicedTransport.NODE, PortraitStyle.NODE,
        Julesz.NODE, HeegerBergen.NODE, DeBonet.NODE, PortillaSimoncelli.NODE,
        EfrosLeung.NODE, Ashikhmin.NODE, Quilting.NODE, Quilting.TRANSFER, ImageAnalogies.NODE,
        FoundNodes.GRAM_TEXTURE, FoundNodes.MOMENTS_TEXTURE, FoundNodes.INVERSION, FoundNodes.GATYS, FoundNodes.MARKOV,
        FeedForwardNodes.JOHNSON, FeedForwardNodes.ULYANOV, FeedForwardNodes.CONDITIONAL, FeedForwardNodes.ADAIN,
        FeedForwardNodes.WCT, FeedForwardNodes.IBN);

    private Tree() { }

    /** In the order in which they are listed, a branch after the other. */
    public static List<TreeNode> nodes() {
        return NODES;
    }

    /** Those of a branch, the oldest first. */
    public static List<TreeNode> nodes(Branch branch) {
        return NODES.stream().filter(node -> node.branch() == branch).sorted(Comparator.comparingInt(TreeNode::year))
            .toList();
    }

    /** @throws UnknownNodeException where there is none of that id; the message lists those there are */
    public static TreeNode node(String id) {
        return NODES.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow(() ->
            new UnknownNodeException(id, NODES.stream().map(TreeNode::id).collect(Collectors.joining(" "))));
    }

    /** The node that could do what this one could not: the first that says so. */
    public static Optional<TreeNode> next(TreeNode node) {
        return NODES.stream().filter(other -> other.answers().contains(node.id()))
            .min(Comparator.comparingInt(TreeNode::year));
    }
}
