package org.normscope.onnx.gradient.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;
import org.normscope.onnx.shape.Extent;
import org.normscope.onnx.shape.Shapes;
import org.normscope.onnx.shape.Window;

/**
 * Says in pads and slices where windows lie, where engines and ONNX do not agree on it: a pool's last window that
 * ceil_mode adds and that begins behind the map is left out by engines, but counted by the shapes of opsets before 22;
 * and where SAME windows leave gaps, ONNX Runtime's convolutions, mean and Lp pools begin inside the map instead of at
 * its edge. The numbers stay those that ONNX Runtime computes.
 */
public final class PlacedWindows {
    private static final Set<String> POOLS = Set.of("MaxPool", "AveragePool", "LpPool");
    private static final Set<String> SAME = Set.of("Conv", "AveragePool", "LpPool");

    private final GraphWriter writer;
    private final Shapes shapes;
    private String at = "";

    private PlacedWindows(Graph graph) {
        writer = new GraphWriter(graph);
        shapes = new Shapes(graph);
    }

    /**
     * The same graph where no window needs it.
     *
     * @param graph of opset 17 or later; values keep their names
     */
    public static Graph of(Graph graph) {
        if (graph.nodes().stream().noneMatch(node -> rounds(node) || isSame(node) || isOrdered(node))) return graph;
        PlacedWindows windows = new PlacedWindows(graph);
        graph.nodes().forEach(windows::write);
        return windows.writer.graph();
    }

    private static boolean isPool(Node node) {
        return node.domain().isEmpty() && POOLS.contains(node.operator());
    }

    private static boolean rounds(Node node) {
        return isPool(node) && node.integer("ceil_mode", 0) == 1;
    }

    /** In which order indices are counted that nobody is given. */
    private static boolean isOrdered(Node node) {
        return isPool(node) && node.outputs().size() == 1 && node.integer("storage_order", 0) != 0;
    }

    private static boolean isSame(Node node) {
        boolean leavesGaps = node.domain().isEmpty() && SAME.contains(node.operator());
        return leavesGaps && node.text("auto_pad", "NOTSET").startsWith("SAME");
    }

    private void write(Node node) {
        if ((isSame(node) || rounds(node)) && placed(node)) return;
        writer.keep(node, node.inputs(), isOrdered(node) ? Set.of("storage_order") : Set.of());
    }

    /** Whether it was written otherwise. */
    private boolean placed(Node node) {
        Optional<int[]> read = shapes.numbers(node.input(0));
        Optional<Window> window = Window.of(node, shapes);
        if (read.isEmpty() && window.isPresent() && isSame(node)) return cutAtRun(node, window.get());
        if (read.isEmpty() || window.isEmpty()) return false;
        return isSame(node) ? cut(node, window.get(), read.get())
            : !window.get().same() && counted(node, window.get(), read.get());
    }

    /** With as many cells behind the end as the windows that count read. */
    private boolean counted(Node node, Window window, int[] read) {
        int[] pads = window.pads().clone();
        boolean dropped = false;
        for (int axis = 0; axis < window.rank(); axis++) {
            int free = read[axis + 2] + window.both(axis) - window.span(axis), stride = window.strides()[axis];
            long windows = window.written(Extent.of(read[axis + 2]), axis).offset();
            dropped |= windows <= -Math.floorDiv(-free, stride);
            if (windows == Math.floorDiv(free, stride) + 1) continue;
            if (node.integer("count_include_pad", 0) == 1) return false;
            int end = axis + window.rank();
            pads[end] = (int) ((windows - 1) * stride + window.span(axis) - read[axis + 2] - pads[axis]);
            if (pads[end] >= window.kernel()[axis]) return false;
        }
        if (dropped) place(node, window, node.input(0), pads);
        return dropped;
    }

    /** Without the cells that no window reads. */
    private boolean cut(Node node, Window window, int[] read) {
        int rank = window.rank();
        int[] pads = window.samePads(node, Window.spatial(read));
        if (IntStream.of(pads).allMatch(pad -> pad >= 0)) return false;
        double[] starts = new double[rank], ends = new double[rank], axes = new double[rank];
        for (int axis = 0; axis < rank; axis++) {
            starts[axis] = Math.max(0, -pads[axis]);
            ends[axis] = read[axis + 2] + Math.min(0, pads[axis + rank]);
            axes[axis] = axis + 2;
        }
        String part = writer.name(node.label() + "/read");
        writer.add("Slice", part, List.of(node.input(0), integers(part + "/starts", starts), integers(part + "/ends",
            ends), integers(part + "/axes", axes)), List.of(part), Map.of());
        place(node, window, part, IntStream.of(pads).map(pad -> Math.max(0, pad)).toArray());
        return true;
    }

    /** As {@link #cut}, of extents that the run tells: what is left is covered by SAME windows without any pads. */
    private boolean cutAtRun(Node node, Window window) {
        int rank = window.rank();
        if (IntStream.range(0, rank).noneMatch(axis -> window.strides()[axis] > window.span(axis))) return false;
        at = node.label() + "/read/";
        String axes = integers(at + "axes", IntStream.range(2, rank + 2)), extents = op("Slice", op("Shape",
            node.input(0)), number(2), number(rank + 2), number(0));
        String strides = integers(at + "strides", IntStream.of(window.strides())),
            spans = integers(at + "spans", IntStream.range(0, rank).map(window::span));
        String last = op("Mul", op("Div", op("Sub", extents, number(1)), strides), strides);
        String unread = op("Max", op("Sub", op("Sub", extents, last), spans), number(0));
        // Where the first window begins is told by SamePads; a convolution's is another than a pool's.
        boolean convolution = node.operator().equals("Conv");
        String half = op("Div", op("Add", unread, number(convolution && !window.lower() ? 1 : !convolution
            && window.lower() ? -1 : 0)), number(2));
        String begin = op("Max", convolution ? op("Sub", half, number(1)) : half, number(0));
        String end = op("Sub", extents, op("Sub", unread, begin));
        List<String> reads = new ArrayList<>(node.inputs());
        reads.set(0, op("Slice", node.input(0), begin, end, axes));
        writer.keep(node, reads, Set.of());
        return true;
    }

    private String op(String operator, String... reads) {
        String name = writer.name(at + operator);
        writer.add(operator, name, List.of(reads), List.of(name), Map.of());
        return name;
    }

    private String number(double cell) {
        return integers(at + "number", cell);
    }

    private String integers(String name, IntStream cells) {
        return integers(name, cells.asDoubleStream().toArray());
    }

    private String integers(String name, double... cells) {
        return writer.constant(name, ElementType.INT64, new int[] {cells.length}, cells);
    }

    private void place(Node node, Window window, String read, int[] pads) {
        Map<String, Object> attributes = new HashMap<>(Map.of("kernel_shape", window.kernel(), "strides",
            window.strides(), "pads", pads));
        node.integers("dilations").ifPresent(dilations -> attributes.put("dilations", dilations));
        for (String name : List.of("count_include_pad", "storage_order")) {
            if (!isOrdered(node) && node.integer(name, 0) != 0) attributes.put(name, node.integer(name, 0));
        }
        if (node.operator().equals("LpPool")) attributes.put("p", node.integer("p", 2));
        if (node.operator().equals("Conv")) attributes.put("group", node.integer("group", 1));
        List<String> reads = new ArrayList<>(node.inputs());
        reads.set(0, read);
        writer.add(node.operator(), node.name(), reads, node.outputs(), attributes);
    }
}
