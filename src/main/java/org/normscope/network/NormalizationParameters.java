package org.normscope.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Arranged;
import org.normscope.onnx.BatchNorm;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Graph;
import org.normscope.onnx.MixedNorm;
import org.normscope.onnx.Node;
import org.normscope.onnx.norm.DecomposedNorm;
import org.normscope.onnx.norm.Epsilon;
import org.normscope.onnx.norm.NormSearch;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * What a normalization layer of a network holds.
 *
 * @param gamma    scale by channel; null where it has none, or none that is one for each channel
 * @param beta     offset by channel; null as gamma
 * @param guard    the operator's own epsilon, and where it stands
 * @param groups   of a GroupNormalization, else 1
 * @param mean     running mean by channel of a BatchNormalization, else null
 * @param variance running variance by channel of a BatchNormalization, else null
 */
public record NormalizationParameters(float @Nullable [] gamma, float @Nullable [] beta, Epsilon guard, int groups,
                                      float @Nullable [] mean, float @Nullable [] variance) {

    private static final Epsilon USUAL = Epsilon.under(1e-5f);

    /** The operator's own, wherever it stands. */
    public float epsilon() {
        return guard.value();
    }

    /**
     * The channels in which running statistics divide by nothing or less, so that what the layer writes is no number
     * there: a variance of 0 and an epsilon of 0.
     */
    public List<Integer> undefined() {
        if (variance == null) return List.of();
        return IntStream.range(0, variance.length).filter(c -> !(variance[c] + epsilon() > 0)).boxed().toList();
    }

    /** @return empty where the layer is no normalization */
    static Optional<NormalizationParameters> of(Graph graph, Layer layer) {
        if (layer.kind() != LayerKind.NORMALIZATION) return Optional.empty();
        Node node = graph.maker(layer.output()).orElseThrow();
        if (LayerKind.of(node.operator()) != LayerKind.NORMALIZATION) {
            return Optional.of(writtenOut(graph, layer).map(norm -> decomposed(norm, layer.shape().c(),
                !Arranged.of(graph, layer.output()).equals(layer.output()) || layer.shape().rank() == 2))
                .orElseGet(() -> mixed(graph, layer)));
        }
        int channels = layer.shape().c();
        boolean arranged = !Arranged.of(graph, layer.output()).equals(layer.output());
        boolean ofChannels = node.footprint() != Footprint.FROM_AXIS || (arranged
            ? graph.constant(node.input(1)).filter(gamma -> gamma.shape().rank() == 1).isPresent()
            : axis(node, layer.shape().rank()) == 1);
        float[] gamma = ofChannels ? byChannel(graph, node, 1, channels) : null;
        float[] beta = ofChannels ? byChannel(graph, node, 2, channels) : null;
        boolean recorded = BatchNorm.of(graph, node).isPresent();
        float[] mean = recorded ? byChannel(graph, node, 3, channels) : null;
        float[] variance = recorded ? byChannel(graph, node, 4, channels) : null;
        if (gamma != null && beta == null) beta = new float[channels];
        return Optional.of(new NormalizationParameters(gamma, beta, guard(node),
            (int) node.integer("num_groups", 1), mean, variance));
    }

    /**
     * ONNX MeanVarianceNormalization-13 has 1e-9 beside the root, in its function body (ONNX Runtime's kernel leaves it
     * out); LpNormalization-22 and LRN have none.
     */
    static Epsilon guard(Node node) {
        return switch (node.operator()) {
            case "MeanVarianceNormalization" -> new Epsilon(1e-9f, Epsilon.Place.BESIDE);
            case "LpNormalization", "LRN" -> Epsilon.NONE;
            default -> Epsilon.under(node.real("epsilon", USUAL.value()));
        };
    }

    /** The layer where an exporter wrote it out in other operators. */
    static Optional<DecomposedNorm> writtenOut(Graph graph, Layer layer) {
        Map<String, Shape> shapes = Arranged.unmapped(graph, layer.input(), layer.shape())
            .map(shape -> Map.of(Arranged.of(graph, layer.input()), shape)).orElse(Map.of());
        return graph.maker(layer.output()).flatMap(node -> NormSearch.of(graph, node.output(), shapes));
    }

    /**
     * Of a layer that mixes batch and instance normalization, put together from both: gamma and beta of the whole, and
     * BN's running statistics. Those of an IBN-a that was trained so cover a part of its channels only, so there are
     * none.
     */
    private static NormalizationParameters mixed(Graph graph, Layer layer) {
        return MixedNorm.of(graph, layer.output())
            .map(norm -> new NormalizationParameters(norm.gamma(), norm.beta(),
                Epsilon.under(norm.batchEpsilon()), 1,
                norm.covered() ? norm.mean() : null, norm.covered() ? norm.variance() : null))
            .orElse(new NormalizationParameters(null, null, USUAL, 1, null, null));
    }

    /** gamma and beta are read where each channel has one. */
    private static NormalizationParameters decomposed(DecomposedNorm norm, int channels, boolean last) {
        float[] gamma = byChannel(norm.gamma(), channels, last), beta = byChannel(norm.beta(), channels, last);
        boolean told = (norm.gamma() == null) == (gamma == null) && (norm.beta() == null) == (beta == null);
        if (told && gamma == null && beta != null) {
            gamma = new float[channels];
            Arrays.fill(gamma, 1);
        }
        if (told && beta == null && gamma != null) beta = new float[channels];
        DecomposedNorm.Recorded recorded = norm.recorded();
        return new NormalizationParameters(told ? gamma : null, told ? beta : null, norm.epsilon(), norm.groups(),
            recorded == null ? null : recorded.mean().data(), recorded == null ? null : recorded.variance().data());
    }

    /** @param last whether channels may lie on the last axis; else it is another's, as many as its cells may be */
    private static float @Nullable [] byChannel(@Nullable Tensor constant, int channels, boolean last) {
        if (constant == null) return null;
        float[] values = constant.data();
        int rank = constant.shape().rank();
        if (values.length == channels && (last || rank > 1 && constant.shape().extent(rank - 1) == 1)) return values;
        float[] same = new float[channels];
        if (values.length == 1) Arrays.fill(same, values[0]);
        return values.length == 1 ? same : null;
    }

    private static int axis(Node node, int rank) {
        int axis = (int) node.integer("axis", -1);
        return axis < 0 ? axis + rank : axis;
    }

    /**
     * One for each channel; GroupNormalization-18 has one for each group, LayerNormalization may have one for each
     * cell.
     */
    private static float @Nullable [] byChannel(Graph graph, Node node, int input, int channels) {
        Optional<Tensor> constant = graph.constant(node.input(input));
        if (constant.isEmpty()) return null;
        float[] values = constant.get().data();
        if (constant.get().shape().rank() > 1) return cellsByChannel(values, channels);
        if (values.length == channels) return values;
        int groups = (int) node.integer("num_groups", 1);
        if (values.length != groups || groups == 1) return null;
        float[] expanded = new float[channels];
        for (int c = 0; c < channels; c++) expanded[c] = values[c / (channels / groups)];
        return expanded;
    }

    /** [C, H, W] where all cells of a channel are the same; null where they are not. */
    private static float @Nullable [] cellsByChannel(float[] cells, int channels) {
        if (cells.length % channels != 0) return null;
        int plane = cells.length / channels;
        float[] values = new float[channels];
        for (int c = 0; c < channels; c++) {
            values[c] = cells[c * plane];
            float first = values[c];
            for (float cell : Arrays.copyOfRange(cells, c * plane, (c + 1) * plane)) if (cell != first) return null;
        }
        return values;
    }
}
