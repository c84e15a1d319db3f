package org.normscope.patches.field;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;

/**
 * Operators that move, cut, pad, fold or reduce cells without a window.
 *
 * @param to shape of the output
 */
record Layout(Node node, InputNumbers parameters, Shape to) {
    /** Null where cells leave their rows and columns: {@link Moved} follows them. */
    @Nullable Sight of(Sight data) {
        if (data.boxes() != null) return null;
        return switch (node.footprint()) {
            case RESHAPED -> reshaped(data);
            case CONNECTED -> data.singleCell() ? data.at(Sight.NONE, Sight.NONE, to) : null;
            case POOLED -> data.asMaps() ? data.mapped(Reach::pooled, Reach::pooled, to) : null;
            case REDUCED -> reduced(data);
            case TRANSPOSED -> transposed(data);
            case SLICED -> sliced(data);
            case PADDED -> padded(data);
            default -> null;
        };
    }

    /** Where rows and columns stay the last two axes, or there is one cell only, nothing moves. */
    private @Nullable Sight reshaped(Sight data) {
        if (data.singleCell()) {
            return to.rank() == 4 && to.plane() == 1 ? data.at(2, 3, to) : data.at(Sight.NONE, Sight.NONE, to);
        }
        int rank = data.shape().rank(), last = to.rank();
        boolean trailing = data.rowAxis() == rank - 2 && data.columnAxis() == rank - 1 && last >= 3
            && to.extent(last - 2) == data.rows() && to.extent(last - 1) == data.columns();
        return trailing ? data.at(last - 2, last - 1, to) : null;
    }

    /**
     * Which slice each slice along an axis is, of an operator that cuts, pads or crops; -1 for padding. Null where
     * what it
     * says is not known.
     */
    int @Nullable [] picks(int axis, int extent) {
        if (node.footprint() == Footprint.CROPPED) {
            int[] border = node.integers("border").orElse(new int[4]);
            int before = axis == 2 ? border[1] : axis == 3 ? border[0] : 0;
            return IntStream.range(0, to.extent(axis)).map(i -> i + before).toArray();
        }
        if (node.footprint() == Footprint.SLICED) {
            int[] starts = node.integers("starts").orElseGet(() -> constant(1));
            int[] axes = node.integers("axes").orElseGet(() -> constant(3)), steps = constant(4);
            if (starts.length == 0) return null;
            int at = axes.length == 0 ? axis : position(normalized(axes), axis);
            if (at < 0 || at >= starts.length) return IntStream.range(0, extent).toArray();
            int step = steps.length == 0 ? 1 : steps[at], start = starts[at] < 0 ? starts[at] + extent : starts[at];
            int from = Math.max(0, Math.min(step > 0 ? extent : extent - 1, start));
            return IntStream.range(0, to.extent(axis)).map(i -> from + i * step).toArray();
        }
        int[] pads = node.integers("pads").orElseGet(() -> constant(1)), axes = normalized(constant(3));
        if (pads.length == 0) return null;
        int at = axes.length == 0 ? axis : position(axes, axis);
        if (at < 0) return IntStream.range(0, extent).toArray();
        String mode = node.text("mode", "constant");
        return IntStream.range(0, to.extent(axis)).map(i -> source(i - pads[at], extent, mode))
            .map(i -> i < 0 || i >= extent ? -1 : i).toArray();
    }

    private @Nullable Sight reduced(Sight data) {
        int rank = data.shape().rank();
        int[] axes = axes(rank);
        boolean rows = contains(axes, data.rowAxis()), columns = contains(axes, data.columnAxis());
        boolean kept = node.integer("keepdims", 1) != 0;
        UnaryOperator<Reach> same = reach -> reach;
        int row = kept ? data.rowAxis() : moved(data.rowAxis(), axes), column = kept ? data.columnAxis()
            : moved(data.columnAxis(), axes);
        if (!kept && rows != columns) return null;
        return data.mapped(rows ? Reach::pooled : same, columns ? Reach::pooled : same, row, column, to);
    }

    private static int moved(int axis, int[] removed) {
        if (axis == Sight.NONE || contains(removed, axis)) return Sight.NONE;
        return axis - (int) Arrays.stream(removed).filter(gone -> gone < axis).count();
    }

    private int[] axes(int rank) {
        boolean single = node.operator().startsWith("Arg");
        int[] said = single ? new int[] {(int) node.integer("axis", 0)}
            : node.integers("axes").orElseGet(() -> constant(1));
        int[] axes = said.length > 0 ? said.clone() : IntStream.range(0, rank).toArray();
        Arrays.setAll(axes, i -> Math.floorMod(axes[i], rank));
        return axes;
    }

    private Sight transposed(Sight data) {
        int rank = data.shape().rank();
        int[] order = node.integers("perm").orElseGet(() -> {
            int[] reversed = new int[rank];
            Arrays.setAll(reversed, i -> rank - 1 - i);
            return reversed;
        });
        return data.at(position(order, data.rowAxis()), position(order, data.columnAxis()), to);
    }

    private @Nullable Sight sliced(Sight data) {
        int[] starts = node.integers("starts").orElseGet(() -> constant(1));
        int[] axes = node.integers("axes").orElseGet(() -> constant(3)), steps = constant(4);
        if (starts.length == 0) return null;
        UnaryOperator<Reach> rows = reach -> slice(reach, data.rowAxis(), starts, axes, steps);
        UnaryOperator<Reach> columns = reach -> slice(reach, data.columnAxis(), starts, axes, steps);
        return data.mapped(rows, columns, data.rowAxis(), data.columnAxis(), to);
    }

    private Reach slice(Reach reach, int axis, int[] starts, int[] axes, int[] steps) {
        int at = axes.length == 0 ? axis : position(normalized(axes), axis);
        if (at < 0 || at >= starts.length) return reach;
        int step = steps.length == 0 ? 1 : steps[at], cells = reach.cells();
        int start = starts[at] < 0 ? starts[at] + cells : starts[at];
        int from = Math.max(0, Math.min(step > 0 ? cells : cells - 1, start));
        return reach.behind(to.extent(axis), i -> new int[] {from + i * step}, step, from, 1);
    }

    private @Nullable Sight padded(Sight data) {
        int[] pads = node.integers("pads").orElseGet(() -> constant(1));
        int[] axes = normalized(constant(3));
        if (pads.length == 0) return null;
        UnaryOperator<Reach> rows = reach -> pad(reach, data.rowAxis(), pads, axes);
        UnaryOperator<Reach> columns = reach -> pad(reach, data.columnAxis(), pads, axes);
        return data.mapped(rows, columns, data.rowAxis(), data.columnAxis(), to);
    }

    private Reach pad(Reach reach, int axis, int[] pads, int[] axes) {
        int at = axes.length == 0 ? axis : position(axes, axis);
        if (at < 0) return reach;
        int before = pads[at], cells = reach.cells();
        String mode = node.text("mode", "constant");
        return reach.behind(to.extent(axis), i -> new int[] {source(i - before, cells, mode)}, 1, -before, 1);
    }

    private static int source(int cell, int cells, String mode) {
        return switch (mode) {
            case "edge" -> Math.max(0, Math.min(cells - 1, cell));
            case "wrap" -> Math.floorMod(cell, cells);
            case "reflect" -> {
                if (cells == 1) yield 0;
                int around = Math.floorMod(cell, 2 * (cells - 1));
                yield Math.min(around, 2 * (cells - 1) - around);
            }
            default -> cell;
        };
    }

    private int[] normalized(int[] axes) {
        int[] positive = axes.clone();
        Arrays.setAll(positive, i -> Math.floorMod(positive[i], to.rank()));
        return positive;
    }

    private int[] constant(int position) {
        return parameters.integers(node, position);
    }

    private static boolean contains(int[] values, int value) {
        return position(values, value) >= 0;
    }

    private static int position(int[] values, int value) {
        for (int i = 0; i < values.length; i++) if (values[i] == value) return i;
        return -1;
    }
}
