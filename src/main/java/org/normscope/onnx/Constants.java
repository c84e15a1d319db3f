package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Reads values that no input can change: weights, Constants, and what operators that {@link Fold} make of them. */
public final class Constants {
    /** Operators in a row: longer chains of constants are no weights that a file means to have read. */
    private static final int DEPTH = 64;

    private final Graph graph;
    private final Map<String, Shape> shapes;
    private final Map<String, Shape> others;
    private final Map<String, Optional<Tensor>> known = new HashMap<>();
    /** Whether something is given that is followed from there: windows are gone over only then. */
    private final boolean following;

    private Constants(Graph graph, Map<String, Shape> shapes, Map<String, Shape> others, Map<String, Tensor> given) {
        this.graph = graph;
        this.shapes = shapes;
        this.others = others;
        given.forEach((value, tensor) -> known.put(value, Optional.of(tensor)));
        following = !given.isEmpty();
    }

    static Optional<Tensor> read(Graph graph, String value) {
        return read(graph, value, Map.of());
    }

    /** @param shapes of values, for what is computed of these: then it is a constant for pictures of one size */
    public static Optional<Tensor> read(Graph graph, String value, Map<String, Shape> shapes) {
        return read(graph, value, shapes, shapes);
    }

    /**
     * As in two runs at once.
     *
     * @param others shapes in the other run
     * @return NaN where it depends on an extent that is another one there
     */
    static Optional<Tensor> read(Graph graph, String value, Map<String, Shape> shapes, Map<String, Shape> others) {
        return new Constants(graph, shapes, others, Map.of()).read(value, DEPTH);
    }

    /**
     * What a value is computed to where another is given.
     *
     * @param shapes of values
     */
    public static Optional<Tensor> followed(Graph graph, String from, Tensor given, String value,
        Map<String, Shape> shapes) {
        return new Constants(graph, shapes, shapes, Map.of(from, given)).read(value, DEPTH);
    }

    /** The extents of a constant; those of weights without reading their cells. */
    static Optional<int[]> extents(Graph graph, String value) {
        String source = value;
        Optional<Node> writer = graph.writer(source);
        while (writer.filter(node -> Operators.of(node.operator()).fold() == Fold.FIRST).isPresent()) {
            source = writer.get().input(0);
            writer = graph.writer(source);
        }
        if (writer.isPresent()) return read(graph, source).map(tensor -> tensor.shape().toArray());
        return graph.weights(source)
            .map(weights -> weights.getDimsList().stream().mapToInt(Math::toIntExact).toArray());
    }

    private Optional<Tensor> read(String value, int depth) {
        Optional<Tensor> before = known.get(value);
        if (before != null) return before;
        Optional<Node> writer = graph.writer(value);
        Optional<Tensor> read = writer.isPresent() ? folded(writer.get(), value, depth)
            : graph.weights(value).filter(weights -> ElementType.of(weights.getDataType()) != ElementType.UNKNOWN)
                .map(weights -> Weights.read(weights, graph.name()));
        known.put(value, read);
        return read;
    }

    private Optional<Tensor> folded(Node node, String value, int depth) {
        Fold fold = Operators.of(node.operator()).fold();
        boolean here = fold != Fold.NONE && (following || !(fold instanceof FoldedWindows));
        if (!here || depth == 0 || !node.domain().isEmpty() || !node.output().equals(value)) return Optional.empty();
        Shape shape = node.footprint() == Footprint.SHAPE ? shapes.get(node.input(0)) : null;
        if (shape != null) return ofShape(node, fold, shape, others.getOrDefault(node.input(0), shape));
        List<Tensor> read = new ArrayList<>();
        for (String input : node.inputs()) {
            Optional<Tensor> constant = input.isEmpty() ? Optional.empty() : read(input, depth - 1);
            if (constant.isEmpty() && !input.isEmpty()) return Optional.empty();
            read.add(constant.orElse(null));
        }
        node.tensor("value").ifPresent(held -> Weights.read(held, graph.name())); // says which file where it is broken
        try {
            return fold.of(node, read).map(tensor -> rounded(tensor, graph.type(value)));
        } catch (RuntimeException e) {
            return Optional.empty(); // The engine says what is wrong with extents that do not go together.
        }
    }

    private static Optional<Tensor> ofShape(Node node, Fold fold, Shape shape, Shape other) {
        Optional<Tensor> one = fold.of(node, List.of(Tensor.zeros(shape)));
        return other.equals(shape) ? one : one.flatMap(of -> fold.of(node, List.of(Tensor.zeros(other)))
            .filter(to -> to.shape().equals(of.shape()))
            .map(to -> FoldedCells.both(of, to, (a, b) -> a == b ? a : Double.NaN)));
    }

    /** As the graph's own type holds it: integers are cut towards zero, as a Cast and a division of integers do. */
    private static Tensor rounded(Tensor tensor, ElementType type) {
        float[] data = tensor.data();
        return switch (type) {
            case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64 -> {
                float[] whole = new float[data.length];
                for (int i = 0; i < whole.length; i++) whole[i] = (float) (data[i] < 0 ? Math.ceil(data[i])
                    : Math.floor(data[i]));
                yield Tensor.of(tensor.shape(), whole);
            }
            case FLOAT16 -> {
                float[] halves = new float[data.length];
                for (int i = 0; i < halves.length; i++) halves[i] = Weights.roundedToHalf(data[i]);
                yield Tensor.of(tensor.shape(), halves);
            }
            default -> tensor;
        };
    }

    /** What a Constant node holds, in any of the attributes that the standard allows. */
    static Optional<Tensor> held(Node node, List<Tensor> read) {
        Optional<Tensor> tensor = node.tensor("value").map(weights -> Weights.read(weights, node.label()));
        return tensor
            .or(() -> node.attribute("value_float").map(a -> Tensor.of(Shape.of(), a.getF())))
            .or(() -> node.attribute("value_int").map(a -> Tensor.of(Shape.of(), a.getI())))
            .or(() -> node.attribute("value_floats").map(a -> vector(a, true)))
            .or(() -> node.attribute("value_ints").map(a -> vector(a, false)));
    }

    private static Tensor vector(AttributeProto attribute, boolean reals) {
        float[] data = new float[reals ? attribute.getFloatsCount() : attribute.getIntsCount()];
        for (int i = 0; i < data.length; i++) data[i] = reals ? attribute.getFloats(i) : attribute.getInts(i);
        return Tensor.of(Shape.of(data.length), data);
    }
}
