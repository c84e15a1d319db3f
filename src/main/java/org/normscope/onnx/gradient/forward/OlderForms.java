package org.normscope.onnx.gradient.forward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;
import org.normscope.onnx.Operators;
import org.normscope.tensor.Tensor;

/**
 * Brings a graph to the forms that its operators have in opset 17, so that each rule knows one form: what were
 * attributes are inputs by then, Upsample is Resize, and Softmax works along one axis. Values keep their names. Later
 * graphs stay as they are.
 */
public final class OlderForms {
    /** The earliest that the engine runs. */
    private static final int OLDEST = 7;
    private static final int OPSET = 17;
    private static final Set<String> CONTROL_FLOW = Set.of("If", "Loop", "Scan");

    private final Graph graph;
    private final GraphWriter writer;
    private final int opset;

    private OlderForms(Graph graph) {
        this.graph = graph;
        writer = new GraphWriter(graph);
        opset = graph.opset();
    }

    /**
     * The same graph in opset 17, or as it is where it is later; values keep their names.
     *
     * @throws BadNetworkException where the graph is older than any engine runs, or has bodies whose operators would
     * change
     */
    public static Graph raised(Graph graph) {
        if (graph.opset() >= OPSET) return graph;
        if (graph.opset() < OLDEST) throw new BadNetworkException("onnx.gradient.old", graph.name(), graph.opset(),
            OLDEST);
        OlderForms forms = new OlderForms(graph);
        graph.nodes().forEach(forms::write);
        return forms.writer.graph(OPSET);
    }

    private void write(Node node) {
        if (CONTROL_FLOW.contains(node.operator()) && !isSame(node)) {
            throw new BadNetworkException("onnx.gradient.body", graph.name(), node.operator(), node.label(), opset,
                OPSET);
        }
        boolean changed = node.domain().isEmpty() && switch (node.operator()) {
            case "Slice" -> opset < 10 && slice(node);
            case "Upsample" -> resize(node, opset < 9 ? scales(node) : node.input(1));
            case "Resize" -> opset < 11 && resize(node, node.input(1));
            case "TopK" -> opset < 10 && moved(node, "k", integers(node, "k", node.integer("k", 1)));
            case "Pad" -> opset < 11 && pad(node);
            case "Clip" -> opset < 11 && clip(node);
            case "Scatter" -> renamed(node, "ScatterElements", Map.of("axis", node.integer("axis", 0)));
            case "Dropout" -> opset < 12 && kept(node, "ratio", "is_test");
            case "Squeeze", "Unsqueeze", "ReduceSum" -> opset < 13 && moved(node, "axes");
            case "Split" -> opset < 13 && moved(node, "split");
            case "Softmax", "LogSoftmax" -> opset < 13 && softmax(node);
            case "BatchNormalization" -> opset < 14 && batchNormalization(node);
            default -> false;
        };
        if (!changed) writer.keep(node);
    }

    /** Whether bodies stay right in a later opset as they are. */
    private boolean isSame(Node node) {
        return Stream.concat(Stream.of(node.operator()), node.operatorsInside().stream())
            .allMatch(operator -> Operators.of(operator).isSame(opset, OPSET));
    }

    private boolean kept(Node node, String... without) {
        writer.keep(node, node.inputs(), Set.of(without));
        return true;
    }

    private boolean renamed(Node node, String operator, Map<String, ?> attributes) {
        writer.add(operator, node.name(), node.inputs(), node.outputs(), attributes);
        return true;
    }

    private String integers(Node node, String what, long... values) {
        double[] cells = Arrays.stream(values).asDoubleStream().toArray();
        return writer.constant(node.label() + "/" + what, ElementType.INT64, new int[] {values.length}, cells);
    }

    private String integers(Node node, String what, int... values) {
        return integers(node, what, Arrays.stream(values).asLongStream().toArray());
    }

    /** An attribute with whole numbers becomes the second input. */
    private boolean moved(Node node, String attribute) {
        Optional<int[]> values = node.integers(attribute);
        return values.isPresent() && moved(node, attribute, integers(node, attribute, values.get()));
    }

    private boolean moved(Node node, String attribute, String input) {
        writer.keep(node, List.of(node.input(0), input), Set.of(attribute));
        return true;
    }

    private boolean slice(Node node) {
        List<String> reads = new ArrayList<>(List.of(node.input(0)));
        for (String attribute : new String[] {"starts", "ends"}) reads.add(integers(node, attribute,
            node.integers(attribute).orElse(new int[0])));
        node.integers("axes").ifPresent(axes -> reads.add(integers(node, "axes", axes)));
        writer.keep(node, reads, Set.of("starts", "ends", "axes"));
        return true;
    }

    private String scales(Node node) {
        return scales(node.label(), node.reals("scales").stream().mapToDouble(Float::doubleValue).toArray());
    }

    private String scales(String label, double... cells) {
        return writer.constant(label + "/scales", ElementType.FLOAT, new int[] {cells.length}, cells);
    }

    /**
     * Until opset 10 a cell's place was its number times the factor; ONNX Runtime takes the neighbour before it, and
     * along axes that shrink the one behind it.
     */
    private boolean resize(Node node, String scales) {
        boolean nearest = node.text("mode", "nearest").equals("nearest");
        double[] factors = graph.constant(scales).map(OlderForms::cells).orElse(new double[0]);
        double[] less = DoubleStream.of(factors).map(factor -> Math.min(factor, 1)).toArray(),
            more = DoubleStream.of(factors).map(factor -> Math.max(factor, 1)).toArray();
        if (!nearest || DoubleStream.of(less).allMatch(factor -> factor == 1)) {
            resize(node, node.input(0), scales, "floor", node.output());
        } else if (DoubleStream.of(more).allMatch(factor -> factor == 1)) {
            resize(node, node.input(0), scales, "ceil", node.output());
        } else {
            String smaller = writer.name(node.label() + "/smaller");
            resize(node, node.input(0), scales(smaller, less), "ceil", smaller);
            resize(node, smaller, scales(node.label(), more), "floor", node.output());
        }
        return true;
    }

    private static double[] cells(Tensor tensor) {
        return IntStream.range(0, tensor.data().length).mapToDouble(i -> tensor.data()[i]).toArray();
    }

    private void resize(Node node, String read, String scales, String rounding, String written) {
        writer.add("Resize", writer.name(written + "/resize"), List.of(read, "", scales), List.of(written),
            Map.of("mode", node.text("mode", "nearest"), "coordinate_transformation_mode", "asymmetric",
                "nearest_mode", rounding));
    }

    private boolean pad(Node node) {
        List<String> reads = new ArrayList<>(List.of(node.input(0),
            integers(node, "pads", node.integers("pads").orElse(new int[0]))));
        if (node.real("value", 0) != 0) reads.add(number(node, "value", node.real("value", 0)));
        writer.keep(node, reads, Set.of("pads", "value"));
        return true;
    }

    private boolean clip(Node node) {
        float low = node.real("min", -Float.MAX_VALUE), high = node.real("max", Float.MAX_VALUE);
        List<String> reads = new ArrayList<>(List.of(node.input(0),
            low == -Float.MAX_VALUE ? "" : number(node, "min", low)));
        if (high != Float.MAX_VALUE) reads.add(number(node, "max", high));
        writer.keep(node, reads, Set.of("min", "max"));
        return true;
    }

    /** A number of the type of the node's first input. */
    private String number(Node node, String what, float value) {
        ElementType type = graph.type(node.input(0));
        if (type == ElementType.FLOAT || type == ElementType.DOUBLE) return writer.constant(node.label() + "/" + what,
            type, new int[0], value);
        String number = writer.constant(node.label() + "/" + what, ElementType.FLOAT, new int[0], value);
        String cast = writer.name(number + "/cast");
        writer.add("Cast", cast, List.of(number), List.of(cast), Map.of("to", type.ordinal()));
        return cast;
    }

    /** Until opset 12 all axes from the given one on were one. */
    private boolean softmax(Node node) {
        String label = node.label(), flat = writer.name(label + "/flat"), result = writer.name(label + "/normalized"),
            shape = writer.name(label + "/shape");
        writer.add("Flatten", flat, List.of(node.input(0)), List.of(flat), Map.of("axis", node.integer("axis", 1)));
        writer.add(node.operator(), node.name(), List.of(flat), List.of(result), Map.of("axis", -1));
        writer.add("Shape", shape, List.of(node.input(0)), List.of(shape), Map.of());
        writer.add("Reshape", writer.name(label + "/reshape"), List.of(result, shape), List.of(node.output()),
            Map.of());
        return true;
    }

    /** Until opset 13 it trained where it was asked for more than its maps: by the statistics of the batch. */
    private boolean batchNormalization(Node node) {
        List<String> more = node.outputs().stream().skip(1).filter(output -> !output.isEmpty()).toList();
        if (node.integer("spatial", 1) == 0 || more.stream().anyMatch(output -> !graph.readers(output).isEmpty())) {
            throw new BadNetworkException("onnx.gradient.operator", graph.name(), node.operator(), node.label());
        }
        List<String> outputs = more.isEmpty() ? List.of(node.output()) : List.of(node.output(),
            writer.name(node.label() + "/mean"), writer.name(node.label() + "/variance"));
        Map<String, Number> attributes = Map.of("epsilon", node.real("epsilon", 1e-5f), "training_mode",
            more.isEmpty() ? 0 : 1);
        writer.add("BatchNormalization", node.name(), node.inputs(), outputs, attributes);
        return true;
    }
}
