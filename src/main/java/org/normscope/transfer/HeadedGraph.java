package org.normscope.transfer;

import java.util.List;
import java.util.Map;
import org.normscope.network.Network;
import org.normscope.network.ModelSpec;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Value;

/**
 * A backbone up to its cut, with a head behind: the mean of each map, one weighted sum a class, softmax.
 *
 * @param graph   gives the probabilities, [pictures, classes]
 * @param logits  name of the sums
 * @param weights name of the head's weights, [classes, features]
 * @param biases  name of its biases, [classes]
 */
public record HeadedGraph(Graph graph, String logits, String weights, String biases) {
    /** @param backbone the network's graph, or one like it with other weights */
    public static HeadedGraph of(FeatureLayer cut, Graph backbone, LinearHead head) {
        String value = cut.layer().output();
        Graph front = backbone.giving(List.of(value));
        GraphWriter writer = new GraphWriter(front);
        front.nodes().forEach(writer::keep);
        Tail tail = new Tail(writer);
        String features = value;
        if (front.type(value) != ElementType.FLOAT) {
            features = tail.op("Cast", "features/float", Map.of("to", ElementType.FLOAT.ordinal()), features);
        }
        if (cut.layer().shape().rank() > 2) {
            features = tail.op("GlobalAveragePool", "features/mean", Map.of(), features);
            features = tail.op("Flatten", "features/flat", Map.of("axis", 1), features);
        }
        int classes = head.classes(), count = cut.count();
        double[] cells = new double[classes * count], offsets = new double[classes];
        for (int k = 0; k < classes; k++) {
            offsets[k] = head.biases()[k];
            for (int d = 0; d < count; d++) cells[k * count + d] = head.weights()[k][d];
        }
        String weights = writer.constant("head.weight", ElementType.FLOAT, new int[] {classes, count}, cells);
        String biases = writer.constant("head.bias", ElementType.FLOAT, new int[] {classes}, offsets);
        String logits = tail.op("Gemm", "logits", Map.of("transB", 1), features, weights, biases);
        String probabilities = tail.op("Softmax", "probabilities", Map.of("axis", 1), logits);
        Graph graph = writer.graph(List.of(new Value(probabilities, ElementType.FLOAT,
            new int[] {Value.OPEN, classes})));
        return new HeadedGraph(graph, logits, weights, biases);
    }

    private record Tail(GraphWriter writer) {
        String op(String operator, String wanted, Map<String, ?> attributes, String... reads) {
            String name = writer.name(wanted);
            writer.add(operator, name, List.of(reads), List.of(name), attributes);
            return name;
        }
    }

    /** Names of all that trains in the head. */
    List<String> trained() {
        return List.of(weights, biases);
    }

    /** As a network of its own, with the classes' names: what is written to a file. */
    public Network network(Network backbone, List<String> classes) {
        ModelSpec spec = new ModelSpec(backbone.spec().preprocessing(), classes, List.of(),
            backbone.spec().fed());
        return new Network(backbone.name(), backbone.origin(), graph, backbone.layers(), backbone.picture(),
            graph.outputs().stream().map(Value::name).toList(), spec, backbone.remarks());
    }
}
