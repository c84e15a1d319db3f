package org.normscope.onnx.norm;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Constants;
import org.normscope.onnx.Folded;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What one search reads of a graph, and the nodes that it takes on its way. */
final class Taken {
    /** What gives statistics back the axes that were left out of them, or lays them over what they are of. */
    private static final String[] LIFTS = {"Unsqueeze", "Reshape", "Expand", "Identity", "Tile", "Gather", "Transpose",
        "Squeeze"};
    /** Those of them that may mix the sets up, which the shapes alone do not tell. */
    private static final Set<String> MOVES = Set.of("Tile", "Gather", "Transpose");
    private static final Set<String> OF_ONE_SHAPE = Set.of("Sub", "Mul", "Pow", "Cast", "Identity", "Abs");

    private final Graph graph;
    private final Map<String, Shape> shapes;
    private Set<Node> nodes = new LinkedHashSet<>();

    /** @param shapes of values, for one picture, as far as they are known */
    Taken(Graph graph, Map<String, Shape> shapes) {
        this.graph = graph;
        this.shapes = shapes;
    }

    /** With those of what is reshaped of values whose shapes are known. */
    static Map<String, Shape> withReshaped(Graph graph, Map<String, Shape> shapes) {
        Map<String, Shape> more = new HashMap<>(shapes);
        for (Node node : graph.nodes()) {
            Shape x = more.get(node.input(0));
            if (x == null || !node.operator().equals("Reshape")) continue;
            Constants.read(graph, node.input(1), more).map(Folded::whole)
                .ifPresent(extents -> more.put(node.output(), Folded.reshaped(node, x, extents)));
        }
        return more;
    }

    void add(Node node) {
        nodes.add(node);
    }

    /** In running order. */
    List<Node> ordered() {
        return graph.nodes().stream().filter(nodes::contains).toList();
    }

    /** Gives back the nodes that a way takes in vain. */
    <T> Optional<T> attempt(Supplier<Optional<T>> way) {
        Set<Node> before = new LinkedHashSet<>(nodes);
        Optional<T> found = way.get();
        if (found.isEmpty()) nodes = before;
        return found;
    }

    /** The node that writes a value, if it is one of these operators. */
    Optional<Node> by(String value, String... operators) {
        Optional<Node> writer = graph.writer(value)
            .filter(node -> node.domain().isEmpty() && List.of(operators).contains(node.operator()));
        writer.ifPresent(this::add);
        return writer;
    }

    /** As {@link #by}, seen through what puts back axes that are left out: {@link #lieRightly} says whether it does. */
    Optional<Node> lifted(String value, String... operators) {
        String at = value;
        for (Optional<Node> lift = by(at, LIFTS); lift.isPresent(); lift = by(at, LIFTS)) at = lift.get().input(0);
        return by(at, operators);
    }

    /** The node that reads what another writes, if it is the only one, and this operator. */
    Optional<Node> onlyReader(Node writer, String operator) {
        return graph.onlyReader(writer.output()).filter(node -> node.operator().equals(operator));
    }

    /** Whether a sum or a mean is one of squares. */
    boolean isOfSquares(Node sum) {
        if (sum.operator().equals("ReduceSumSquare")) return true;
        return graph.writer(sum.input(0)).filter(square -> square.domain().isEmpty())
            .filter(square -> square.operator().equals("Mul") ? square.input(0).equals(square.input(1))
                : square.operator().equals("Pow") && number(square.input(1)).filter(two -> two == 2).isPresent())
            .isPresent();
    }

    Optional<Tensor> constant(Node node, int input) {
        return graph.constant(node.input(input));
    }

    /** A constant, perhaps one that is computed of shapes. */
    Optional<Tensor> ofShapes(String value) {
        return Constants.read(graph, value, shapes);
    }

    /** A single number that is a constant, perhaps one that is computed of shapes. */
    Optional<Double> number(String value) {
        return Constants.read(graph, value, shapes).map(Tensor::data).filter(data -> data.length == 1)
            .map(data -> (double) data[0]);
    }

    boolean is(String value, float number) {
        return graph.constant(value).filter(tensor -> tensor.data().length == 1 && tensor.data()[0] == number)
            .isPresent();
    }

    /** The least that a node lets what it reads be, from 0 to 1, where it does nothing else. */
    Optional<Float> least(Node node) {
        boolean open = node.input(2).isEmpty() && node.real("max", Float.MAX_VALUE) == Float.MAX_VALUE
            || graph.constant(node.input(2)).filter(high -> high.data()[0] >= Float.MAX_VALUE).isPresent();
        Optional<Float> least = switch (node.operator()) {
            case "Relu" -> Optional.of(0f);
            case "Max" -> node.inputs().size() == 2 ? one(node, 1).or(() -> one(node, 0)) : Optional.empty();
            case "Clip" -> open ? one(node, 1).or(() -> Optional.of(node.real("min", -1))) : Optional.empty();
            default -> Optional.empty();
        };
        return least.filter(low -> low >= 0 && low <= 1);
    }

    /** A small number that a sum adds to what is none. */
    Optional<Float> added(Node sum) {
        return one(sum, 1).or(() -> one(sum, 0)).filter(number -> Math.abs(number) <= 1);
    }

    private Optional<Float> one(Node node, int input) {
        return constant(node, input).filter(tensor -> tensor.data().length == 1).map(tensor -> tensor.data()[0]);
    }

    /** Of two operands one of which may be a constant, the one that is none. */
    String other(Node node) {
        return node.input(constant(node, 0).isPresent() ? 1 : 0);
    }

    /** The shape of a value, or of what it is computed of cell by cell; null where it is not known. */
    @Nullable Shape shape(String value) {
        Shape known = shapes.get(value);
        if (known != null) return known;
        return graph.writer(value).filter(node -> OF_ONE_SHAPE.contains(node.operator()))
            .map(node -> shape(node.input(0))).orElse(null);
    }

    /**
     * Whether each cell of x meets its own set's statistics: with one cell along the axes that share them, whatever
     * they were computed without. Where shapes are not known they were looked at before.
     */
    boolean lieRightly(String x, int... axes) {
        Shape whole = shapes.get(x);
        if (whole == null) return true;
        int[] kept = whole.toArray();
        for (int axis : axes) kept[Math.floorMod(axis, kept.length)] = 1;
        if (nodes.stream().anyMatch(node -> MOVES.contains(node.operator()))) return false;
        return nodes.stream().allMatch(node -> liesRightly(node, whole, Shape.of(kept), without(whole, axes)));
    }

    /**
     * Whether the statistics of a parting's groups meet the channels of x that they are of, or those of x parted:
     * told by following numbers through what lays them there. Where shapes are not known it was looked at before.
     */
    boolean lieRightly(Parting parting) {
        Shape whole = shapes.get(parting.x());
        if (whole == null) return true;
        Set<String> moved = nodes.stream().filter(node -> List.of(LIFTS).contains(node.operator()))
            .map(node -> node.input(0)).collect(Collectors.toSet());
        return nodes.stream().filter(node -> List.of(LIFTS).contains(node.operator())
            && !moved.contains(node.output()) && !node.output().equals(parting.parted()))
            .allMatch(last -> meets(last.output(), parting, whole));
    }

    private boolean meets(String laid, Parting parting, Shape whole) {
        String from = laid;
        for (Optional<Node> lift = graph.writer(from); lift.filter(node -> List.of(LIFTS).contains(node.operator()))
            .isPresent(); lift = graph.writer(from)) from = lift.get().input(0);
        Shape shape = shapes.get(from);
        if (shape == null) return true;
        if (shape.size() != whole.n() * parting.groups()) return false;
        float[] sets = new float[shape.size()];
        for (int i = 0; i < sets.length; i++) sets[i] = i;
        Optional<Tensor> met = Constants.followed(graph, from, Tensor.of(shape, sets), laid, shapes);
        Shape parted = shapes.get(parting.parted());
        return met.filter(tensor -> parting.meets(tensor, whole) || parted != null && parting.meetsParted(tensor,
            parted)).isPresent();
    }

    private boolean liesRightly(Node node, Shape whole, Shape kept, Shape dropped) {
        Shape out = shapes.get(node.output());
        if (out == null || out.equals(dropped)) return true;
        if (!isAlong(out, whole)) return false;
        if (node.operator().startsWith("Reduce") || node.operator().equals("GlobalAveragePool")) return true;
        if (List.of(LIFTS).contains(node.operator())) return out.equals(kept) || out.equals(whole);
        return node.inputs().stream().map(shapes::get).allMatch(shape -> shape == null || isAlong(shape, whole));
    }

    private static boolean isAlong(Shape shape, Shape whole) {
        if (shape.rank() != whole.rank()) return false;
        for (int axis = 0; axis < whole.rank(); axis++) {
            if (shape.extent(axis) != 1 && shape.extent(axis) != whole.extent(axis)) return false;
        }
        return true;
    }

    private static Shape without(Shape whole, int... axes) {
        boolean[] over = new boolean[whole.rank()];
        for (int axis : axes) over[Math.floorMod(axis, over.length)] = true;
        return Shape.of(IntStream.range(0, over.length).filter(axis -> !over[axis]).map(whole::extent).toArray());
    }
}
