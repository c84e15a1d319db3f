package org.normscope.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.norm.DecomposedNorm;

/**
 * A normalization that a manifest, or the network's own file ({@link EmbeddedLayers}), names and that takes several
 * operators in the graph: IBN-a (Split, InstanceNormalization, BatchNormalization, Concat), BIN (both, blended).
 *
 * @param name   of the layer
 * @param kind   id of the normalization: ibn-a, bin
 * @param input  value that it normalizes
 * @param output value that it writes
 * @param nodes  names of the nodes it takes
 * @param inside values that these write, for nodes without names
 */
record NamedLayer(String name, String kind, String input, String output, Set<String> nodes, Set<String> inside) {
    private static final Map<String, String> TITLES = Map.of("ibn-a", "IBN-a", "bin", "BIN");

    /**
     * One that an exporter wrote out in other operators, named as its last one.
     *
     * @param letters of its maps, by axis
     */
    static NamedLayer of(DecomposedNorm norm, String letters) {
        List<Node> nodes = norm.nodes();
        return new NamedLayer(nodes.get(nodes.size() - 1).label(), norm.operator(letters) + " (" + nodes.size()
            + " operators)", norm.input(),
            norm.output(), Set.of(), nodes.stream().map(Node::output).collect(Collectors.toSet()));
    }

    /** What stands where for other layers the operator stands. */
    String title() {
        return TITLES.getOrDefault(kind, kind);
    }

    /** The kind that a title stands for. */
    static String kind(String title) {
        return TITLES.entrySet().stream().filter(entry -> entry.getValue().equals(title)).map(Map.Entry::getKey)
            .findFirst().orElse(title);
    }

    /**
     * Those of {@code {"NAME": {"kind": .., "inputs": [..], "outputs": [..], "nodes": [..]}}} that take more than one
     * node.
     *
     * @param from stands in messages
     * @throws BadNetworkException where an entry lacks one of these
     */
    static List<NamedLayer> of(JsonNode layers, String from) {
        List<NamedLayer> named = new ArrayList<>();
        layers.properties().forEach(entry -> {
            JsonNode says = entry.getValue();
            String input = says.path("inputs").path(0).asText(), output = says.path("outputs").path(0).asText();
            String kind = says.path("kind").asText();
            Set<String> nodes = new HashSet<>();
            says.path("nodes").forEach(node -> nodes.add(node.asText()));
            if (input.isEmpty() || output.isEmpty() || kind.isEmpty() || nodes.isEmpty()) {
                throw new BadNetworkException("network.manifest.layers", from, entry.getKey());
            }
            if (nodes.size() > 1) named.add(new NamedLayer(entry.getKey(), kind, input, output, nodes, Set.of()));
        });
        return List.copyOf(named);
    }

    /** Whether the graph has it, each node once: a manifest may have stayed behind when its network changed. */
    boolean isIn(Graph graph) {
        return graph.nodes().stream().filter(node -> nodes.contains(node.name())).count() == nodes.size()
            && graph.writer(output).filter(node -> nodes.contains(node.name())).isPresent()
            && (graph.leadingTo(output).contains(input)
                || graph.inputs().stream().anyMatch(value -> value.name().equals(input)));
    }
}
