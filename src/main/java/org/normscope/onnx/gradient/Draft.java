package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;
import org.normscope.onnx.shape.Extent;
import org.normscope.onnx.shape.Shapes;

/**
 * A graph being written behind another one. Constants and shapes that were asked for once are written once; a shape
 * that is known before the run is a constant, any other is asked at run time.
 */
final class Draft {
    /** Since then the axes of all reductions are an input; those of ReduceSum were one before. */
    private static final int AXES_ARE_INPUTS = 18;

    private final Graph graph;
    private final GraphWriter writer;
    private final Shapes shapes;
    private final Map<String, ElementType> types = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, String> asked = new HashMap<>();
    private String place = "";

    /** @param shapes of the graph's values */
    Draft(Graph graph, Shapes shapes) {
        this.graph = graph;
        this.shapes = shapes;
        writer = new GraphWriter(graph);
        graph.nodes().forEach(writer::keep);
    }

    GraphWriter writer() {
        return writer;
    }

    Shapes shapes() {
        return shapes;
    }

    /** What the names of the nodes written from now on begin with. */
    void at(String label) {
        place = label + "/";
    }

    ElementType type(String value) {
        ElementType known = types.get(value);
        return known != null ? known : graph.type(value);
    }

    /** Adds an input to the graph. */
    String input(String name, ElementType type, int @Nullable ... extents) {
        String input = writer.input(name, type, extents);
        types.put(input, type);
        return input;
    }

    /** As many open extents as a value has; null where that is not known. */
    int @Nullable [] open(String value) {
        OptionalInt rank = shapes.rank(value);
        if (rank.isEmpty()) return null;
        int[] open = new int[rank.getAsInt()];
        Arrays.fill(open, Value.OPEN);
        return open;
    }

    String op(String operator, String... inputs) {
        return op(operator, Map.of(), inputs);
    }

    String op(String operator, Map<String, ?> attributes, String... inputs) {
        return ops(operator, 1, attributes, inputs).get(0);
    }

    List<String> ops(String operator, int outputs, Map<String, ?> attributes, String... inputs) {
        String name = writer.name(place + operator);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < outputs; i++) values.add(i == 0 ? name : writer.name(name + "/" + i));
        writer.add(operator, name, List.of(inputs), values, attributes);
        ElementType type = switch (operator) {
            case "Equal", "Greater", "Less", "Not", "And", "Or", "GreaterOrEqual", "LessOrEqual" -> ElementType.BOOL;
            case "Shape", "Size", "ArgMax", "ArgMin", "NonZero" -> ElementType.INT64;
            case "Where", "CastLike" -> type(inputs[1]);
            default -> type(inputs[0]);
        };
        values.forEach(value -> types.put(value, type));
        return values;
    }

    /** The same value under a name, or, where that is taken, one like it. */
    String called(String value, String wanted) {
        String name = writer.name(wanted);
        writer.add("Identity", name, List.of(value), List.of(name), Map.of());
        types.put(name, type(value));
        return name;
    }

    String cast(String value, ElementType type) {
        if (type(value) == type) return value;
        String cast = op("Cast", Map.of("to", type.ordinal()), value);
        types.put(cast, type);
        return cast;
    }

    /** A truth as 0 or 1. */
    String mask(String truth, ElementType type) {
        return cast(truth, type);
    }

    /** A number, of no axes. */
    String number(double value, ElementType type) {
        return constant(type, new int[0], value);
    }

    /** A vector of whole numbers. */
    String integers(long... values) {
        return constant(ElementType.INT64, new int[] {values.length}, Arrays.stream(values).asDoubleStream().toArray());
    }

    String constant(ElementType type, int[] extents, double... cells) {
        return constants.computeIfAbsent(type + Arrays.toString(extents) + Arrays.toString(cells), key -> {
            boolean held = type == ElementType.FLOAT || type == ElementType.DOUBLE || type == ElementType.INT64
                || type == ElementType.BOOL;
            String name = writer.constant("gradient/constant", held ? type : ElementType.FLOAT, extents, cells);
            types.put(name, held ? type : ElementType.FLOAT);
            return held ? name : cast(name, type);
        });
    }

    /** The extents of a value of the graph, a vector. */
    String shape(String value) {
        Optional<int[]> known = shapes.numbers(value);
        if (known.isPresent()) return integers(Arrays.stream(known.get()).asLongStream().toArray());
        return asked.computeIfAbsent("shape of " + value, key -> op("Shape", value));
    }

    /** The extents from one axis up to another, a vector; negative axes count from the end. */
    String extents(String value, int from, int to) {
        Optional<Extent[]> known = shapes.of(value);
        if (known.isPresent()) {
            int rank = known.get().length, start = from < 0 ? from + rank : from,
                end = to == Integer.MAX_VALUE ? rank : to < 0 ? to + rank : to;
            Extent[] part = Arrays.copyOfRange(known.get(), start, end);
            if (Arrays.stream(part).allMatch(Extent::isKnown)) return integers(Arrays.stream(part)
                .mapToLong(Extent::offset).toArray());
        }
        String key = "extents " + from + " to " + to + " of " + value;
        if (!asked.containsKey(key)) asked.put(key, op("Slice", shape(value), integers(from), integers(to),
            integers(0)));
        return asked.get(key);
    }

    /** One extent, a vector of one. */
    String extent(String value, int axis) {
        return extents(value, axis, axis == -1 ? Integer.MAX_VALUE : axis + 1);
    }

    /** How many cells a value has, as a number of that type. */
    String size(String value, ElementType type) {
        Optional<int[]> known = shapes.numbers(value);
        if (known.isPresent()) return number(Arrays.stream(known.get()).asLongStream().reduce(1, (a, b) -> a * b),
            type);
        return asked.computeIfAbsent("size of " + value + type, key -> {
            String size = op("Size", value);
            types.put(size, ElementType.INT64);
            return cast(size, type);
        });
    }

    /** Maps with each cell repeated over a block of cells, so many rows high and columns wide. */
    String repeated(String maps, int... block) {
        return op("Resize", Map.of("mode", "nearest", "coordinate_transformation_mode", "asymmetric", "nearest_mode",
            "floor"), maps, "", constant(ElementType.FLOAT, new int[] {4}, 1, 1, block[0], block[1]));
    }

    /** Sums over axes, kept with extent 1. */
    String sum(String value, int... axes) {
        return op("ReduceSum", value, integers(Arrays.stream(axes).asLongStream().toArray()));
    }

    /** ReduceMean, ReduceMax and the like, over axes kept with extent 1. */
    String reduced(String operator, String value, int... axes) {
        if (graph.opset() >= AXES_ARE_INPUTS) return op(operator, value,
            integers(Arrays.stream(axes).asLongStream().toArray()));
        return op(operator, Map.of("axes", axes), value);
    }

    /** The sum of all cells, of no axes. */
    String total(String value) {
        return op("ReduceSum", Map.of("keepdims", 0), value);
    }

    /** The last two axes exchanged. */
    String swapped(String value, OptionalInt rank) {
        if (rank.isEmpty()) return op("Einsum", Map.of("equation", "...ij->...ji"), value);
        int[] order = new int[rank.getAsInt()];
        for (int i = 0; i < order.length; i++) order[i] = i;
        order[order.length - 1] = order.length - 2;
        order[order.length - 2] = order.length - 1;
        return op("Transpose", Map.of("perm", order), value);
    }

    String reshaped(String value, String shape) {
        return op("Reshape", value, shape);
    }

    /** Maps [N, C, ..] with their cells in a row: [N, C, cells]. */
    String flat(String maps) {
        return reshaped(maps, integers(0, 0, -1));
    }

    /** Each map times each other one, summed over cells: [N, C, C] of {@link #flat}. */
    String products(String flat) {
        return op("MatMul", flat, op("Transpose", Map.of("perm", new int[] {0, 2, 1}), flat));
    }

    String joined(String... vectors) {
        return vectors.length == 1 ? vectors[0] : op("Concat", Map.of("axis", 0), vectors);
    }

    /** Zeros, of a shape that is a vector. */
    String zeros(String shape, ElementType type) {
        return op("Expand", number(0, type), shape);
    }

    String plus(List<String> terms) {
        String sum = terms.get(0);
        for (String term : terms.subList(1, terms.size())) sum = op("Add", sum, term);
        return sum;
    }

    /**
     * Sums over the axes along which an operator broadcast one of its inputs.
     *
     * @param value of the shape of the output
     */
    String summedTo(String value, String output, String input) {
        if (shapes.same(output, input)) return value;
        Optional<Extent[]> large = shapes.of(output), small = shapes.of(input);
        if (large.isPresent() && small.isPresent()) {
            int more = large.get().length - small.get().length;
            List<Integer> axes = new ArrayList<>();
            boolean sure = true, differ = false;
            for (int axis = 0; axis < large.get().length; axis++) {
                Extent of = axis < more ? Extent.ONE : small.get()[axis - more];
                boolean alike = axis >= more && of.equals(large.get()[axis]);
                differ |= !alike;
                // Axes of one cell are summed over, too: engines are quick where axes lie side by side, slow else.
                if (alike && !of.equals(Extent.ONE)) continue;
                sure &= axis < more || of.equals(Extent.ONE);
                axes.add(axis);
            }
            if (!differ) return value;
            if (sure) {
                String sum = sum(value, axes.stream().mapToInt(i -> i).toArray());
                return more == 0 ? sum : reshaped(sum, shape(input));
            }
        }
        return summedAtRun(value, shape(output), shape(input));
    }

    /** The axes whose extents differ are found in the run. */
    String summedAtRun(String value, String from, String to) {
        String padded = joined(op("Expand", integers(1), op("Sub", op("Shape", from), op("Shape", to))), to);
        String axes = reshaped(op("NonZero", op("Not", op("Equal", from, padded))), integers(-1));
        return reshaped(op("ReduceSum", Map.of("noop_with_empty_axes", 1), value, axes), to);
    }

    /** As {@link #summedTo}, of matrices: the last two axes of the value are those of the input already. */
    String summedLeading(String value, String output, String input) {
        Optional<Extent[]> large = shapes.of(output), small = shapes.of(input);
        if (large.isPresent() && small.isPresent()) {
            Extent[] leading = Arrays.copyOf(large.get(), large.get().length - 2);
            if (Arrays.equals(leading, Arrays.copyOf(small.get(), small.get().length - 2))) return value;
        }
        return summedAtRun(value, op("Shape", value), shape(input));
    }

    /** The whole numbers from 0 up to what a vector of one says. */
    String range(String end) {
        String scalar = integers();
        String zero = constant(ElementType.INT64, new int[0], 0), one = constant(ElementType.INT64, new int[0], 1);
        return op("Range", zero, reshaped(end, scalar), one);
    }

    /**
     * Puts cells along an axis where they came from, and zeros elsewhere; cells from one place add up.
     *
     * @param value  of that rank
     * @param places along the axis, a vector
     * @param extent of the result along the axis, a vector of one
     */
    String scattered(String value, int rank, int axis, String places, String extent) {
        long[] along = new long[rank];
        Arrays.fill(along, 1);
        along[axis] = -1;
        String everywhere = op("Expand", reshaped(places, integers(along)), op("Shape", value));
        List<String> shape = new ArrayList<>();
        if (axis > 0) shape.add(extents(value, 0, axis));
        shape.add(extent);
        if (axis < rank - 1) shape.add(extents(value, axis + 1, Integer.MAX_VALUE));
        return added("ScatterElements", Map.of("axis", axis), joined(shape.toArray(String[]::new)), everywhere, value);
    }

    /** Adds cells up at places among zeros: as floats where they are halves, of which engines add none so. */
    String added(String operator, Map<String, ?> attributes, String shape, String places, String value) {
        ElementType type = type(value), sum = type == ElementType.DOUBLE ? type : ElementType.FLOAT;
        Map<String, Object> adding = new HashMap<>(attributes);
        adding.put("reduction", "add");
        return cast(op(operator, adding, zeros(shape, sum), places, cast(value, sum)), type);
    }

    /** Puts zeros before and behind a value along an axis; each a vector of one. */
    String between(String value, int rank, int axis, String before, String behind) {
        List<String> pads = new ArrayList<>();
        if (axis > 0) pads.add(integers(new long[axis]));
        pads.add(before);
        if (rank > 1) pads.add(integers(new long[rank - 1]));
        pads.add(behind);
        if (axis < rank - 1) pads.add(integers(new long[rank - 1 - axis]));
        return op("Pad", value, joined(pads.toArray(String[]::new)));
    }

    /** A part of a value along an axis, of known ends; Integer.MAX_VALUE stands for the end. */
    String part(String value, int axis, long from, long to) {
        return op("Slice", value, integers(from), integers(to), integers(axis));
    }

    /** What a node gives as an output that nobody asked it for so far: the places of maxima. */
    String alsoGiven(Node node, int position, ElementType type) {
        String known = position < node.outputs().size() ? node.outputs().get(position) : "";
        if (!known.isEmpty()) return known;
        return asked.computeIfAbsent("output " + position + " of " + node.output(), key -> {
            String name = writer.name(node.output() + "/" + position);
            writer.extend(node, position, name);
            types.put(name, type);
            return name;
        });
    }
}
