package org.normscope.network;

import java.util.Optional;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Tensor;

/** Parameters of a layer that mixes batch and instance normalization, put together from the operators it is made of. */
final class MixedParameters {
    private MixedParameters() { }

    /**
     * IBN-a: gamma and beta of its instance part, then of its batch part. BIN: those of its BatchNormalization, with its
     * running statistics. IBN-a's running statistics cover a part of its channels only, so there are none.
     */
    static NormalizationParameters of(Graph graph, Layer layer) {
        Node writer = graph.writer(layer.output()).orElseThrow();
        int channels = layer.shape().c();
        float[] gamma = new float[channels], beta = new float[channels];
        if (writer.operator().equals("Concat")) {
            int at = 0;
            for (String part : writer.reads()) {
                Optional<Node> norm = graph.writer(part);
                float[] scale = vector(graph, norm, 1), offset = vector(graph, norm, 2);
                if (scale == null || offset == null || at + scale.length > channels) return none();
                System.arraycopy(scale, 0, gamma, at, scale.length);
                System.arraycopy(offset, 0, beta, at, offset.length);
                at += scale.length;
            }
            return at == channels ? new NormalizationParameters(gamma, beta, 1e-5f, 1, null, null) : none();
        }
        Optional<Node> batch = graph.readers(layer.input()).stream().filter(node -> node.operator().equals("BatchNormalization")).findFirst();
        float[] scale = vector(graph, batch, 1), offset = vector(graph, batch, 2);
        if (scale == null || offset == null) return none();
        return new NormalizationParameters(scale, offset, batch.get().real("epsilon", 1e-5f), 1, vector(graph, batch, 3), vector(graph, batch, 4));
    }

    private static float[] vector(Graph graph, Optional<Node> norm, int input) {
        return norm.filter(node -> LayerKind.of(node.operator()) == LayerKind.NORMALIZATION)
            .flatMap(node -> graph.constant(node.input(input))).map(Tensor::data).orElse(null);
    }

    private static NormalizationParameters none() {
        return new NormalizationParameters(null, null, 1e-5f, 1, null, null);
    }
}
