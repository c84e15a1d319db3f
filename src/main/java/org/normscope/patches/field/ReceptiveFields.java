package org.normscope.patches.field;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.BatchNorm;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Walks a graph once, in running order, and tells for every layer which pixels its cells see: kernels, strides, pads,
 * dilations, ceil mode, branches, pooling, resizing, all from the operators' own attributes. An operator that is not
 * known is taken to see the whole picture, and the field says so.
 */
public final class ReceptiveFields {
    private final Graph graph;
    private final InputNumbers parameters;
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Sight> sights = new HashMap<>();

    private ReceptiveFields(Network network, GraphRunner runner) {
        graph = network.graph();
        Preprocessing preprocessing = network.spec().preprocessing();
        int channels = preprocessing.order().channels();
        Tensor picture = Tensor.zeros(Shape.of(1, channels, preprocessing.height(), preprocessing.width()));
        parameters = new InputNumbers(network, picture, runner);
        shapes.putAll(parameters.shapes());
        for (String input : network.pictures()) {
            Shape fed = Objects.requireNonNull(shapes.get(input), input);
            boolean last = fed.extent(fed.rank() - 2) == preprocessing.height()
                && fed.extent(fed.rank() - 1) == preprocessing.width();
            int rows = fed.rank() - (last ? 2 : 3);
            sights.put(input, Sight.picture(fed, rows, rows + 1));
        }
    }

    /**
     * The receptive field of every layer, by its name, in the network's order, at the network's input size.
     *
     * @param runner computes pads, starts and scales that the graph computes from shapes
     */
    public static Map<String, ReceptiveField> of(Network network, GraphRunner runner) {
        ReceptiveFields walk = new ReceptiveFields(network, runner);
        walk.graph.nodes().forEach(walk::visit);
        Map<String, ReceptiveField> fields = new LinkedHashMap<>();
        for (Layer layer : network.layers()) {
            fields.put(layer.name(), walk.sight(layer.output()).reshaped(layer.shape()).field());
        }
        return fields;
    }

    /** Of a value that depends on the picture. */
    private Sight sight(String value) {
        return Objects.requireNonNull(sights.get(value), value);
    }

    private void visit(Node node) {
        if (node.footprint() == Footprint.SHAPE || node.reads().stream().noneMatch(sights::containsKey)) return;
        if (node.footprint() == Footprint.PARTED) {
            split(node);
            return;
        }
        Shape to = shapes.getOrDefault(node.output(), Shape.of());
        Sight seen = seen(node, to);
        for (String output : node.outputs()) {
            // A scale beside maps, as of what is quantized while it runs, was taken over all of them.
            Shape other = shapes.getOrDefault(output, to);
            sights.put(output, other.rank() == to.rank() ? seen : seen.whole(other, ""));
        }
    }

    private Sight seen(Node node, Shape to) {
        boolean plain = node.inputs().stream().filter(sights::containsKey).map(sights::get).allMatch(sight ->
            sight.boxes() == null);
        Sight told = plain || slides(node) ? inRows(node, to) : null;
        if (told == null) told = new Moved(node, sights, parameters, to).sight();
        if (told != null) return BatchNorm.measures(graph, node) ? told.withStatistics() : told;
        // Only too many cells are given up here: each is taken to see everything.
        boolean many = node.footprint() == Footprint.RESHAPED && sights.containsKey(node.input(0));
        if (many) return sight(node.input(0)).whole(to, "");
        return unknown(node, to);
    }

    private static boolean slides(Node node) {
        return switch (node.footprint()) {
            case WINDOW, WINDOW_TRANSPOSED, RESIZED, BLOCKS_SPREAD, BLOCKS_STACKED -> true;
            default -> false;
        };
    }

    /** As long as cells stay in rows and columns; null where they do not. */
    private @Nullable Sight inRows(Node node, Shape to) {
        Sight data = sights.get(node.input(0));
        return switch (node.footprint()) {
            case WINDOW, WINDOW_TRANSPOSED, RESIZED, BLOCKS_SPREAD, BLOCKS_STACKED ->
                data != null && data.asMaps() && to.rank() == 4 ? slid(node, data.spread(), to) : null;
            case JOINED -> concat(node, to);
            case ITSELF -> together(node, to);
            case REPEATED -> data == null || repeated(data, to) ? null : together(node, to);
            case MAPS -> Optional.ofNullable(together(node, to)).map(Sight::withStatistics).orElse(null);
            case FROM_AXIS, ON_AXIS -> normalized(node, to);
            case GATHERED -> null;
            case RESHAPED, TRANSPOSED, SLICED, PADDED, REDUCED, POOLED, CONNECTED ->
                data != null ? new Layout(node, parameters, to).of(data) : null;
            default -> null;
        };
    }

    /** Weights that are computed of the picture have a say everywhere. */
    private Sight slid(Node node, Sight maps, Shape to) {
        Sight told = switch (node.footprint()) {
            case WINDOW -> window(node, maps, to);
            case WINDOW_TRANSPOSED -> transposed(node, maps, to);
            case RESIZED -> resize(node, maps, to);
            default -> blocks(node, maps, to);
        };
        return sights.containsKey(node.weights()) ? told.withStatistics() : told;
    }

    /** Divided by something taken over an axis: over channels that stays in the cell's place, over rows it does not. */
    private @Nullable Sight normalized(Node node, Shape to) {
        Sight together = together(node, to);
        return together != null && crossesCells(node, together) ? together.withStatistics() : together;
    }

    private static boolean crossesCells(Node node, Sight data) {
        if (data.singleCell()) return false;
        int axis = Math.floorMod((int) node.integer("axis", -1), data.shape().rank());
        if (node.footprint() == Footprint.FROM_AXIS) return axis <= Math.max(data.rowAxis(), data.columnAxis());
        return axis == data.rowAxis() || axis == data.columnAxis();
    }

    /** Whether rows or columns, more than one, stand there several times. */
    private static boolean repeated(Sight data, Shape to) {
        return !data.singleCell() && (to.h() != data.rows() || to.w() != data.columns());
    }

    private Sight window(Node node, Sight data, Shape to) {
        int[] kernel = kernel(node);
        if (kernel.length != 2) return unknown(node, to);
        AxisWindow rows = AxisWindow.of(node, 0, kernel[0], data.rows()),
            columns = AxisWindow.of(node, 1, kernel[1], data.columns());
        return data.mapped(reach -> rows.over(reach, to.h()), reach -> columns.over(reach, to.w()), to);
    }

    private Sight transposed(Node node, Sight data, Shape to) {
        int[] kernel = kernel(node);
        if (kernel.length != 2) return unknown(node, to);
        AxisWindow rows = AxisWindow.transposed(node, 0, kernel[0], data.rows(), to.h());
        AxisWindow columns = AxisWindow.transposed(node, 1, kernel[1], data.columns(), to.w());
        return data.mapped(reach -> rows.transposedOver(reach, to.h()),
            reach -> columns.transposedOver(reach, to.w()), to);
    }

    /** As said, else the extents of the weights; none where nobody tells these. */
    private int[] kernel(Node node) {
        return node.integers("kernel_shape").orElseGet(() -> Optional.ofNullable(parameters.shape(node.weights()))
            .map(shape -> new int[] {shape.extent(2), shape.extent(3)}).orElse(new int[0]));
    }

    private Sight resize(Node node, Sight data, Shape to) {
        boolean crops = node.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
        if (crops) return unknown(node, to);
        Resize rows = Resize.of(node, scale(node, 2, data.rows(), to.h()), data.rows(), to.h());
        Resize columns = Resize.of(node, scale(node, 3, data.columns(), to.w()), data.columns(), to.w());
        return data.mapped(rows::over, columns::over, to);
    }

    /** As said where it is said as a scale, else by the extents. */
    private double scale(Node node, int axis, int inputs, int outputs) {
        int[] axes = node.integers("axes").orElse(new int[] {0, 1, 2, 3});
        int scales = node.inputs().size() <= 2 ? 1 : 2;
        float[] said = node.reals("scales").isEmpty() ? parameters.reals(node, scales)
            : new float[] {1, 1, node.reals("scales").get(2), node.reals("scales").get(3)};
        for (int i = 0; i < said.length && i < axes.length; i++) if (Math.floorMod(axes[i], 4) == axis) return said[i];
        return (double) outputs / inputs;
    }

    private Sight blocks(Node node, Sight data, Shape to) {
        int side = (int) node.integer("blocksize", 1);
        if (node.footprint() == Footprint.BLOCKS_STACKED) {
            AxisWindow block = new AxisWindow(side, side, 1, 0);
            return data.mapped(reach -> block.over(reach, to.h()), reach -> block.over(reach, to.w()), to);
        }
        return data.mapped(reach -> reach.behind(to.h(), i -> new int[] {i / side}, 1.0 / side, 0, 1),
            reach -> reach.behind(to.w(), i -> new int[] {i / side}, 1.0 / side, 0, 1), to);
    }

    /**
     * Operands of one shape, or broadcast. One that has a single cell where the others have many was pooled from whole
     * maps: a statistic, or a gate.
     */
    private @Nullable Sight together(Node node, Shape to) {
        List<Sight> operands = node.inputs().stream().filter(sights::containsKey).map(sights::get).toList();
        Sight all = null;
        boolean statistics = operands.stream().anyMatch(Sight::statistics);
        int most = operands.stream().mapToInt(operand -> operand.rows() * operand.columns()).max().orElse(1);
        for (Sight operand : operands) {
            if (operand.rows() * operand.columns() < most) {
                statistics = true;
                continue;
            }
            Sight aligned = aligned(operand, to);
            if (all != null
                && (all.rows() != aligned.rows() || all.columns() != aligned.columns()
                    || all.rowAxis() != aligned.rowAxis() || all.columnAxis() != aligned.columnAxis())) {
                return null;
            }
            all = all == null ? aligned : all.and(aligned);
        }
        if (all == null) return null;
        return statistics ? all.withStatistics() : all;
    }

    /** An operand of fewer axes than the result stands for its last ones. A lone cell may be spread over the result. */
    private static Sight aligned(Sight operand, Shape to) {
        int added = to.rank() - operand.shape().rank();
        if (operand.singleCell() && to.rank() == 4 && to.plane() > 1) {
            return operand.mapped(reach -> reach.repeated(to.h()), reach -> reach.repeated(to.w()), to);
        }
        return operand.at(moved(operand.rowAxis(), added), moved(operand.columnAxis(), added), to);
    }

    private static int moved(int axis, int by) {
        return axis == Sight.NONE ? axis : axis + by;
    }

    private @Nullable Sight concat(Node node, Shape to) {
        int axis = Math.floorMod((int) node.integer("axis", 1), Math.max(1, to.rank()));
        List<Sight> parts = node.inputs().stream().filter(sights::containsKey).map(sights::get).toList();
        Sight first = parts.get(0);
        boolean along = parts.stream().anyMatch(part -> axis == part.rowAxis() || axis == part.columnAxis());
        if (!along) return together(node, to);
        if (parts.size() < node.inputs().size() || !parts.stream().allMatch(part -> beside(part, first, axis))) {
            return null;
        }
        Reach rows = first.branches().get(0).rows(), columns = first.branches().get(0).columns();
        boolean down = axis == first.rowAxis();
        for (Sight part : parts.subList(1, parts.size())) {
            Reach nextRows = part.branches().get(0).rows(), nextColumns = part.branches().get(0).columns();
            if (!(down ? columns.equals(nextColumns) : rows.equals(nextRows))) return null;
            rows = down ? rows.beside(nextRows) : rows;
            columns = down ? columns : columns.beside(nextColumns);
        }
        Reach allRows = rows, allColumns = columns;
        Sight joined = first.mapped(reach -> allRows, reach -> allColumns, first.rowAxis(), first.columnAxis(), to);
        return parts.stream().anyMatch(Sight::statistics) ? joined.withStatistics() : joined;
    }

    /** Whether its rows or columns go on along the axis where another's end; what is kept once there does not. */
    private static boolean beside(Sight part, Sight first, int axis) {
        int cells = axis == first.rowAxis() ? part.rows() : part.columns();
        return part.branches().size() == 1 && part.rowAxis() == first.rowAxis()
            && part.columnAxis() == first.columnAxis() && cells == part.shape().extent(axis);
    }

    private void split(Node node) {
        Sight data = sight(node.input(0));
        int rank = Math.max(1, data.shape().rank()), axis = Math.floorMod((int) node.integer("axis", 0), rank), at = 0;
        boolean along = data.boxes() != null || axis == data.rowAxis() || axis == data.columnAxis();
        for (String output : node.outputs()) {
            Shape to = shapes.getOrDefault(output, data.shape());
            int begin = at, extent = to.extent(axis);
            at += extent;
            int[] picks = IntStream.range(begin, begin + extent).toArray();
            sights.put(output, along ? Scattered.sight(data.boxed().along(axis, picks, to), data) : data.reshaped(to));
        }
    }

    private Sight unknown(Node node, Shape to) {
        Sight any = node.reads().stream().filter(sights::containsKey).map(sights::get).reduce(Sight::caveats)
            .orElseThrow();
        return any.whole(to, node.operator());
    }
}
