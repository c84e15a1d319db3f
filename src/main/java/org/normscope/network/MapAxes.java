package org.normscope.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Arranged.Lie;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;
import org.normscope.onnx.norm.DecomposedNorm;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Follows rows, columns and channels from the picture through the operators that move axes, so that maps are found
 * where a
 * network keeps them: channels last, or places in a row, as tokens. Where that cannot be told nothing is said, and
 * axis 1
 * counts as channels.
 */
final class MapAxes {
    /**
     * What the axes of a value are.
     *
     * @param letters of N, C, H, W and T (places in a row), by axis
     * @param height  rows of the places in a row
     * @param width   columns of them
     */
    private record Axes(String letters, int height, int width) { }

    private static final Axes MAPS = new Axes("NCHW", 0, 0);

    private final Graph graph;
    private final Map<String, Shape> shapes;
    private final Map<String, Axes> axes = new HashMap<>();
    /** What is normalized, by what is written: an exporter may have taken the axes apart between the two. */
    private final Map<String, String> normalized = new HashMap<>();

    private MapAxes(Graph graph, Map<String, Shape> shapes, List<DecomposedNorm> written) {
        this.graph = graph;
        this.shapes = shapes;
        written.forEach(norm -> normalized.put(norm.output(), norm.input()));
    }

    /**
     * @param shapes  of the layers' values
     * @param written normalizations that an exporter wrote out in other operators
     * @return by value, where its maps do not lie as [N, C, H, W]
     */
    static Map<String, Lie> of(Graph graph, PictureInputs inputs, Map<String, Shape> shapes,
        List<DecomposedNorm> written) {
        MapAxes walk = new MapAxes(graph, shapes, written);
        for (Value picture : inputs.pictures()) {
            walk.axes.put(picture.name(), PictureInputs.channelsLast(picture) ? new Axes("NHWC", 0, 0) : MAPS);
        }
        Map<String, Lie> lies = new LinkedHashMap<>();
        // A convolution tells the axes again, whatever became of them before it.
        Set<String> seen = graph.reached(walk.axes.keySet());
        for (Node node : graph.nodes()) {
            if (node.reads().stream().noneMatch(seen::contains)) continue;
            Shape shape = shapes.get(node.output());
            if (shape == null) continue;
            Optional<Axes> told = walk.told(node, shape);
            told.ifPresent(axes -> {
                node.outputs().forEach(output -> walk.axes.put(output, axes));
                lie(axes, shape).ifPresent(lie -> lies.put(node.output(), lie));
            });
        }
        return lies;
    }

    private static Optional<Lie> lie(Axes axes, Shape shape) {
        if (axes.letters.equals("NHWC") && shape.rank() == 4) {
            return Optional.of(new Lie(axes.letters, shape.extent(3), shape.extent(1), shape.extent(2), 0));
        }
        if (axes.letters.equals("NHW") && shape.rank() == 3) {
            return Optional.of(new Lie(axes.letters, 1, shape.extent(1), shape.extent(2), 0));
        }
        if (axes.letters.equals("NCDHW") && shape.rank() == 5) return Optional.of(SaidLayout.slices(shape));
        // A line is one already.
        if (!axes.letters.equals("NTC") && (!axes.letters.equals("NCT") || axes.height == 1)) return Optional.empty();
        int places = axes.letters.indexOf('T'), before = shape.extent(places) - axes.height * axes.width;
        return before < 0 ? Optional.empty()
            : Optional.of(new Lie(axes.letters, shape.extent(3 - places), axes.height, axes.width, before));
    }

    private Optional<Axes> told(Node node, Shape to) {
        String whole = normalized.get(node.output());
        if (whole != null && axes.containsKey(whole) && to.equals(shapes.getOrDefault(whole, to))) {
            return Optional.of(axes.get(whole));
        }
        Optional<Axes> first = Optional.ofNullable(axes.get(node.input(0)));
        Shape from = shapes.get(node.input(0));
        return switch (node.footprint()) {
            case WINDOW, WINDOW_TRANSPOSED, BLOCKS_SPREAD, BLOCKS_STACKED, POOLED ->
                to.rank() == 4 ? Optional.of(MAPS) : to.rank() == 5 ? Optional.of(new Axes("NCDHW", 0, 0))
                    : to.rank() == 3 ? Optional.of(new Axes("NCT", 1, to.extent(2))) : Optional.empty();
            case REDUCED -> first.flatMap(axes -> reduced(axes, node, to));
            case TRANSPOSED -> first.map(axes -> turned(axes, node)).filter(axes -> axes.letters.length() == to.rank());
            case RESHAPED -> first.flatMap(axes -> reshaped(axes, from, to));
            case ITSELF, MAPS, FROM_AXIS, ON_AXIS, CUMULATED, PADDED, REPEATED, SLICED, CROPPED, GATHERED, RESIZED,
                JOINED, PARTED -> kept(node, to);
            case CONNECTED -> first.filter(axes -> axes.letters.endsWith("C") && axes.letters.length() == to.rank()
                && graph.constant(node.weights()).isPresent());
            default -> Optional.empty();
        };
    }

    /**
     * Of the first operand that has as many axes; what is joined behind the places, or cut from them, leaves no grid.
     */
    private Optional<Axes> kept(Node node, Shape to) {
        List<Axes> operands = node.inputs().stream().filter(axes::containsKey).map(axes::get)
            .filter(axes -> axes.letters.length() == to.rank()).toList();
        if (operands.isEmpty() || operands.stream().anyMatch(axes -> !axes.letters.equals(operands.get(0)
            .letters))) return Optional.empty();
        Axes told = operands.get(0);
        int places = told.letters.indexOf('T');
        if (places < 0) return Optional.of(told);
        boolean along = switch (node.footprint()) {
            case JOINED -> Math.floorMod((int) node.integer("axis", 1), to.rank()) == places
                && !axes.containsKey(last(node));
            default -> to.extent(places) < told.height * told.width;
        };
        return along ? Optional.empty() : Optional.of(told);
    }

    /** Of maps of which one figure a place is left. */
    private Optional<Axes> reduced(Axes axes, Node node, Shape to) {
        int rank = axes.letters.length();
        int[] gone = node.integers("axes").or(() -> graph.constant(node.input(1)).map(MapAxes::whole))
            .orElse(new int[] {(int) node.integer("axis", 0)});
        boolean kept = node.integer("keepdims", 1) != 0;
        StringBuilder letters = new StringBuilder();
        for (int axis = 0; axis < rank; axis++) {
            int at = axis;
            boolean is = Arrays.stream(gone).anyMatch(one -> Math.floorMod(one, rank) == at);
            if (is && axes.letters.charAt(axis) == 'T') return Optional.empty();
            if (!is || kept) letters.append(axes.letters.charAt(axis));
        }
        return Optional.of(new Axes(letters.toString(), axes.height, axes.width))
            .filter(left -> left.letters.length() == to.rank());
    }

    private static int[] whole(Tensor numbers) {
        int[] whole = new int[numbers.data().length];
        for (int i = 0; i < whole.length; i++) whole[i] = (int) numbers.data()[i];
        return whole;
    }

    private static String last(Node node) {
        return node.input(node.inputs().size() - 1);
    }

    private static Axes turned(Axes axes, Node node) {
        int rank = axes.letters.length();
        int[] order = node.integers("perm").orElseGet(() -> IntStream.range(0, rank).map(i -> rank - 1 - i).toArray());
        StringBuilder letters = new StringBuilder();
        for (int axis : order) letters.append(axis >= 0 && axis < rank ? axes.letters.charAt(axis) : '?');
        return new Axes(letters.toString(), axes.height, axes.width);
    }

    /** Rows and columns put into a row, or such a row taken apart again. */
    private static Optional<Axes> reshaped(Axes axes, @Nullable Shape from, Shape to) {
        int[] extents = to.toArray();
        if (from == null) return Optional.empty();
        if (Arrays.equals(from.toArray(), extents)) return Optional.of(axes);
        int rows = axes.letters.indexOf("HW");
        if (rows >= 0 && axes.letters.length() == 4 && to.rank() == 3) {
            int height = from.extent(rows), width = from.extent(rows + 1);
            String letters = axes.letters.replace("HW", "T");
            boolean folded = extents[0] == from.extent(0) && extents[rows] == height * width
                && extents[3 - rows] == from.extent(axes.letters.indexOf('C'));
            return folded ? Optional.of(new Axes(letters, height, width)) : Optional.empty();
        }
        if (axes.letters.equals("NCHW") && from.extent(1) == 1 && to.rank() == 3 && extents[0] == from.extent(0)
            && extents[1] == from.extent(2) && extents[2] == from.extent(3)) {
            return Optional.of(new Axes("NHW", 0, 0));
        }
        int places = axes.letters.indexOf('T');
        if (places > 0 && to.rank() == 4 && axes.letters.length() == 3) {
            boolean apart = extents[0] == from.extent(0) && extents[places] == axes.height && extents[places
                + 1] == axes.width
                && extents[places == 1 ? 3 : 1] == from.extent(3 - places);
            return apart ? Optional.of(new Axes(axes.letters.replace("T", "HW"), 0, 0)) : Optional.empty();
        }
        return Optional.empty();
    }
}
