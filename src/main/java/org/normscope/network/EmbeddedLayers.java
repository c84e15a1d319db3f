package org.normscope.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.MixedNorm;
import org.normscope.onnx.Node;

/**
 * The layers of several operators that a saved network has, named in its own file: an entry of ONNX's metadata_props
 * that holds what stands under "layers" in a manifest. It goes with the file wherever that goes; other tools pass it
 * by.
 */
final class EmbeddedLayers {
    static final String KEY = "normscope.layers";

    private EmbeddedLayers() { }

    /**
     * Those that the file names and still has; what cannot be read there is as if it were absent, as in any tool's
     * file.
     */
    static List<NamedLayer> of(Graph graph) {
        String json = graph.metadata(KEY).orElse("{}");
        try {
            return NamedLayer.of(new ObjectMapper().readTree(json), graph.name())
                .stream().filter(layer -> layer.isIn(graph)).toList();
        } catch (JsonProcessingException | BadNetworkException e) {
            return List.of();
        }
    }

    /**
     * The graph with the names of its layers in it.
     *
     * @param old what the graph was made from, whose layers kept the names of their values
     */
    static Graph into(Network old, Graph graph) {
        Map<String, Object> layers = new LinkedHashMap<>();
        for (Layer layer : old.layers()) {
            Optional<Node> writer = graph.maker(layer.output()).filter(node ->
                LayerKind.of(node.operator()) != LayerKind.NORMALIZATION
                && NormalizationParameters.writtenOut(graph, layer).isEmpty());
            if (layer.kind() == LayerKind.NORMALIZATION && writer.isPresent()) {
                layers.put(layer.name(), entry(graph, layer));
            }
        }
        return graph.withMetadata(KEY, layers.isEmpty() ? "" : json(layers));
    }

    private static Map<String, Object> entry(Graph graph, Layer layer) {
        Set<String> behind = graph.reached(List.of(layer.input())), before = graph.leadingTo(layer.output());
        behind.remove(layer.input());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", MixedNorm.of(graph, layer.output()).map(norm -> norm.isSplit() ? "ibn-a" : "bin")
            .orElse(NamedLayer.kind(layer.operator())));
        entry.put("inputs", List.of(layer.input()));
        entry.put("outputs", List.of(layer.output()));
        entry.put("nodes",
            graph.nodes().stream().filter(node ->
                node.outputs().stream().anyMatch(value -> behind.contains(value) && before.contains(value)))
                .map(Node::name).collect(Collectors.toList()));
        return entry;
    }

    private static String json(Map<String, Object> layers) {
        try {
            return new ObjectMapper().writeValueAsString(layers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + layers, e);
        }
    }
}
