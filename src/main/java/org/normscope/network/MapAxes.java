package org.normscope.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Arranged.Lie;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;
import org.normscope.tensor.Shape;

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

    private MapAxes(Graph graph, Map<String, Shape> shapes) {
        this.graph = graph;
        this.shapes = shapes;
    }

    /**
     * @param shapes of the layers' values
     * @return by value, where its maps do not lie as [N, C, H, W]
     */
    static Map<String, Lie> of(Graph graph, PictureInputs inputs, Map<String, Shape> shapes) {
        MapAxes walk = new MapAxes(graph, shapes);
        for (Value picture : inputs.pictures()) {
            walk.axes.put(picture.name(), PictureInputs.channelsLast(picture) ? new Axes("NHWC", 0, 0) : MAPS);
        }
        Map<String, Lie> lies = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (node.reads().stream().noneMatch(walk.axes::containsKey)) continue;
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
        if (!axes.letters.equals("NTC") && !axes.letters.equals("NCT")) return Optional.empty();
        int places = axes.letters.indexOf('T'), before = shape.extent(places) - axes.height * axes.width;
        return before < 0 ? Optional.empty()
            : Optional.of(new Lie(axes.letters, shape.extent(3 - places), axes.height, axes.width, before));
    }

    private Optional<Axes> told(Node node, Shape to) {
        Optional<Axes> first = Optional.ofNullable(axes.get(node.input(0)));
        Shape from = shapes.get(node.input(0));
        return switch (node.footprint()) {
            case WINDOW, WINDOW_TRANSPOSED, BLOCKS_SPREAD, BLOCKS_STACKED, POOLED ->
                to.rank() == 4 ? Optional.of(MAPS) : Optional.empty();
            case TRANSPOSED -> first.map(axes -> turned(axes, node)).filter(axes -> axes.letters.length() == to.rank());
            case RESHAPED -> first.flatMap(axes -> reshaped(axes, from, to));
            case ITSELF, MAPS, FROM_AXIS, ON_AXIS, PADDED, REPEATED, SLICED, CROPPED, GATHERED, RESIZED, JOINED,
                PARTED -> kept(node, to);
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
