package org.normscope.onnx.shape;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;
import org.normscope.tensor.Tensor;

/**
 * The extents of a graph's values, as far as they are known before anything runs. What is not known here is asked at
 * run time; what is wrong here would be wrong in every gradient, so an operator that is not sure says nothing.
 */
public final class Shapes {
    /** Cells that a vector of extents, axes or pads has at most: what is longer is none. */
    private static final int MOST = 64;

    private final Graph graph;
    private final Map<String, Extent[]> extents = new HashMap<>();
    /** The cells of whole-number vectors: what shape arithmetic computes. */
    private final Map<String, Extent[]> cells = new HashMap<>();

    /** What the inputs' extents and the operators tell. */
    public Shapes(Graph graph) {
        this(graph, Map.of());
    }

    /** @param ranks declared numbers of axes: all that is known of what operators without a shape rule write */
    public Shapes(Graph graph, Map<String, Integer> ranks) {
        this.graph = graph;
        graph.inputs().forEach(this::declared);
        for (Node node : graph.nodes()) {
            ShapeArithmetic.cells(node, this).ifPresent(found -> cells.put(node.output(), found));
            List<Extent[]> found = ShapeRules.of(node, this);
            for (int i = 0; i < found.size() && i < node.outputs().size(); i++) {
                extents.put(node.outputs().get(i), found.get(i));
            }
            for (String output : node.outputs()) {
                Integer rank = ranks.get(output);
                if (rank != null) extents.putIfAbsent(output, named(output, rank));
            }
        }
        extents.remove("");
    }

    /** An extent for each axis of a value of which nothing else is known. */
    static Extent[] named(String value, int rank) {
        return IntStream.range(0, rank).mapToObj(axis -> Extent.of(value, axis)).toArray(Extent[]::new);
    }

    private void declared(Value input) {
        int[] said = input.extents();
        if (said == null) return;
        Extent[] found = named(input.name(), said.length);
        for (int axis = 0; axis < said.length; axis++) {
            if (said[axis] != Value.OPEN) found[axis] = Extent.of(said[axis]);
        }
        extents.put(input.name(), found);
    }

    /** The graph whose values they are. */
    public Graph graph() {
        return graph;
    }

    /** The extents of a value, one an axis; empty where not even the number of axes is known. */
    public Optional<Extent[]> of(String value) {
        Extent[] known = extents.get(value);
        if (known != null) return Optional.of(known);
        return graph.constantExtents(value).map(held -> Arrays.stream(held).mapToObj(Extent::of)
            .toArray(Extent[]::new));
    }

    /** The number of a value's axes; empty where it is not known before the run. */
    public OptionalInt rank(String value) {
        return of(value).map(known -> OptionalInt.of(known.length)).orElse(OptionalInt.empty());
    }

    /** All extents as numbers; empty where one is not known. */
    public Optional<int[]> numbers(String value) {
        return of(value).filter(known -> Arrays.stream(known).allMatch(Extent::isKnown))
            .map(known -> Arrays.stream(known).mapToInt(extent -> (int) extent.offset()).toArray());
    }

    /** Whether two values have equal extents in every run. */
    public boolean same(String one, String other) {
        Optional<Extent[]> first = of(one), second = of(other);
        return first.isPresent() && second.isPresent() && Arrays.equals(first.get(), second.get());
    }

    /** The whole numbers of a vector that is a constant of the graph. */
    public Optional<long[]> integers(String value) {
        if (value.isEmpty()) return Optional.empty();
        Optional<Extent[]> computed = cells(value);
        if (computed.isPresent() && Arrays.stream(computed.get()).allMatch(Extent::isKnown)) {
            return Optional.of(Arrays.stream(computed.get()).mapToLong(Extent::offset).toArray());
        }
        return Optional.empty();
    }

    /** What a vector of whole numbers holds, known or named; empty where it is none. */
    Optional<Extent[]> cells(String value) {
        Extent[] computed = cells.get(value);
        if (computed != null) return Optional.of(computed);
        boolean few = graph.constantExtents(value).filter(held -> held.length == 0 || held.length == 1
            && held[0] <= MOST).isPresent();
        return !few ? Optional.empty() : constant(value)
            .map(tensor -> IntStream.range(0, tensor.data().length).mapToObj(i -> Extent.of((long) tensor.data()[i]))
                .toArray(Extent[]::new));
    }

    /** The extents that a vector asks for; where only its length is known, each has a name of that value's. */
    Optional<Extent[]> asked(String vector, String value) {
        return cells(vector).or(() -> of(vector).filter(length -> length.length == 1 && length[0].isKnown())
            .map(length -> named(value, (int) length[0].offset())));
    }

    /** A constant of the graph as float32; empty where the value is none, or left out. */
    public Optional<Tensor> constant(String value) {
        return value.isEmpty() ? Optional.empty() : graph.constant(value);
    }

    /**
     * The axes that a node names, as an attribute or, since opset 13, as an input; empty where it names none or
     * computes them.
     */
    public Optional<int[]> axes(Node node) {
        Optional<int[]> said = node.integers("axes");
        return said.isPresent() ? said : integers(node.input(1))
            .map(axes -> Arrays.stream(axes).mapToInt(axis -> (int) axis).toArray());
    }
}
