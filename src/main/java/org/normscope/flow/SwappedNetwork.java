package org.normscope.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.normscope.network.Network;
import org.normscope.normalize.NotApplicableException;
import org.normscope.normalize.Site;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;
import org.normscope.onnx.gradient.Gradients;

/**
 * A network with one of NormScope's normalizations in a place of its, written as operators: whatever is asked of a
 * network, gradients too, can be asked of it. It is for pictures of the size that it was written for; where pictures
 * share statistics, the batch's others stay as they are.
 */
public final class SwappedNetwork {
    private static final int AXES_ARE_INPUTS = 18;

    private final LayerSite layer;
    private final Graph graph;
    private final GraphWriter writer;
    private final int picture;
    /** Of a picture, where the file says how many a run takes. */
    private final int copies;
    private final String label;

    private SwappedNetwork(LayerSite layer, int picture) {
        this.layer = layer;
        this.picture = picture;
        Network network = layer.network();
        copies = network.fed(network.feedsOfOne(layer.run(picture).input()));
        graph = Gradients.raised(network.graph());
        writer = new GraphWriter(graph);
        label = layer.place().value() + "/swapped in";
    }

    /**
     * @param picture of the batch, which the network will be fed
     * @throws NotApplicableException where the normalization lacks something there, or no node writes the value
     */
    public static Network of(NormalizedSite normalized, int picture) {
        SwappedNetwork swapped = new SwappedNetwork(normalized.site(), picture);
        return normalized.site().network().rewritten(swapped.graph(normalized));
    }

    private Graph graph(NormalizedSite normalized) {
        Place place = layer.place();
        Node old = graph.writer(place.value())
            .orElseThrow(() -> new NotApplicableException("flow.decision", graph.name()));
        boolean replaces = place.replaced().isPresent();
        String plain = replaces ? place.normalized() : writer.name(place.value() + "/plain");
        for (Node node : graph.nodes()) {
            if (!node.equals(old)) {
                writer.keep(node);
                continue;
            }
            if (!replaces) {
                List<String> outputs = new ArrayList<>(node.outputs());
                outputs.set(outputs.indexOf(place.value()), plain);
                writer.keep(node, node.inputs(), outputs);
            }
            write(normalized, plain, place.value());
        }
        return writer.graph().pruned();
    }

    private void write(NormalizedSite normalized, String plain, String value) {
        Site site = normalized.first(picture);
        Place place = layer.place();
        ElementType type = graph.type(place.value());
        Optional<Place.Sum> sum = place.sum();
        OperatorAlgebra algebra = new OperatorAlgebra(writer, graph.opset(), label, site,
            new OperatorAlgebra.Sources(single(plain, type),
                site.kernel().isPresent() ? single(place.source().orElseThrow().input(), type) : "",
                sum.map(of -> single(of.shortcut(), type)).orElse(""),
                sum.map(of -> single(of.branch(), type)).orElse("")));
        String written = normalized.normalization().written(algebra, site);
        if (site.maps().shape().n() > 1) {
            written = op("Slice", Map.of(), written, integers(0), integers(1), integers(0));
        }
        String shaped = op("Reshape", Map.of(), written, integers(layer.run(picture).value(place.normalized()).shape()
            .toArray()));
        if (copies > 1) {
            String few = op("Shape", Map.of(), plain);
            shaped = op("Expand", Map.of(), shaped, few);
        }
        if (type != ElementType.FLOAT) shaped = op("Cast", Map.of("to", type.ordinal()), shaped);
        writer.add("Identity", writer.name(label), List.of(shaped), List.of(value), Map.of());
    }

    /** Of one picture, in float32. */
    private String single(String value, ElementType type) {
        String real = type == ElementType.FLOAT ? value
            : op("Cast", Map.of("to", ElementType.FLOAT.ordinal()), value);
        if (copies == 1) return real;
        // The copies are equal; so each gets its share of the gradient.
        if (graph.opset() >= AXES_ARE_INPUTS) return op("ReduceMean", Map.of(), real, integers(0));
        return op("ReduceMean", Map.of("axes", new int[] {0}), real);
    }

    private String integers(int... values) {
        double[] cells = new double[values.length];
        for (int i = 0; i < cells.length; i++) cells[i] = values[i];
        return writer.constant(label + "/extents", ElementType.INT64, new int[] {values.length}, cells);
    }

    private String op(String operator, Map<String, ?> attributes, String... reads) {
        String name = writer.name(label + "/" + operator);
        writer.add(operator, name, List.of(reads), List.of(name), new LinkedHashMap<>(attributes));
        return name;
    }
}
