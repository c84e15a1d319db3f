package org.normscope.network;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;

/**
 * Tells whether an exporter multiplied BatchNormalizations into the convolutions before them. Certain where the weights
 * still bear the name that the folding gave them; probable where a classifier has what nobody trains without
 * normalization, residual or depthwise blocks in depth, no normalization at all, and a bias at every convolution; and
 * where half of the convolutions or more have a factor and an offset of each channel behind them, as frozen ones. A
 * network without normalization, as SqueezeNet or VGG, is neither; nor is one whose manifest says that it never had
 * any.
 */
final class FoldedBatchNorm {
    /**
     * torch.onnx.export renames what it computes (onnx::Conv_497): weights and bias where it folds a
     * BatchNormalization, weights alone where it folds a weight normalization. ONNX Runtime's offline optimizer puts
     * ConvBnFusion_ before the name, tf2onnx keeps the TensorFlow scope (FusedBatchNormV3) and adds _fused_bn.
     */
    private static final Pattern COMPUTED = Pattern.compile("onnx::Conv_\\d+"),
        FOLDED = Pattern.compile("ConvBnFusion_.*|.*_fused_bn|.*FusedBatchNorm.*");
    private static final int DEEP = 8;

    private FoldedBatchNorm() { }

    static Optional<Network.Remark> in(Graph graph, List<Layer> layers, Shape output, boolean normless) {
        List<Node> convolutions = graph.nodes().stream().filter(node -> node.operator().equals("Conv")).toList();
        if (convolutions.stream().anyMatch(FoldedBatchNorm::renamed)) {
            return Optional.of(Network.Remark.BATCH_NORM_FOLDED);
        }
        boolean normalized = layers.stream().anyMatch(layer -> layer.kind() == LayerKind.NORMALIZATION);
        boolean probable = !normless && !normalized && output.rank() == 2 && convolutions.size() >= DEEP
            && convolutions.stream().noneMatch(node -> node.input(2).isEmpty())
            && (residual(graph, layers) || convolutions.stream().anyMatch(node -> node.integer("group", 1) > 1));
        if (probable) return Optional.of(Network.Remark.BATCH_NORM_PROBABLY_FOLDED);
        long scaled = convolutions.stream().filter(node -> scaled(graph, node)).count();
        boolean frozen = !normalized && scaled > 0 && 2 * scaled >= convolutions.size();
        return frozen ? Optional.of(Network.Remark.BATCH_NORM_SCALED) : Optional.empty();
    }

    /** Whether a factor and an offset of each channel stand behind it, and nobody reads what is between. */
    private static boolean scaled(Graph graph, Node convolution) {
        return next(graph, convolution, "Mul").flatMap(times -> next(graph, times, "Add")).isPresent();
    }

    private static Optional<Node> next(Graph graph, Node before, String operator) {
        return graph.onlyReader(before.output()).filter(node -> node.operator().equals(operator))
            .filter(node -> graph.constantExtents(node.input(node.input(0).equals(before.output()) ? 1 : 0))
                .filter(FoldedBatchNorm::isOneEachChannel).isPresent());
    }

    /** [..., C, 1, 1] with more than one channel. */
    private static boolean isOneEachChannel(int[] extents) {
        int last = extents.length - 1;
        return last > 1 && extents[last - 2] > 1 && extents[last - 1] == 1 && extents[last] == 1;
    }

    private static boolean renamed(Node convolution) {
        String weights = convolution.input(1), bias = convolution.input(2);
        return COMPUTED.matcher(weights).matches() && COMPUTED.matcher(bias).matches() || !bias.isEmpty()
            && (FOLDED.matcher(weights).matches() || FOLDED.matcher(bias).matches());
    }

    /** Two values that both depend on the picture are added. */
    private static boolean residual(Graph graph, List<Layer> layers) {
        return layers.stream().filter(layer -> layer.kind() == LayerKind.ADD && layer.shape().rank() == 4)
            .flatMap(layer -> graph.maker(layer.output()).stream())
            .anyMatch(add -> add.inputs().stream().allMatch(value -> graph.writer(value).isPresent()
                && graph.constant(value).isEmpty()));
    }
}
