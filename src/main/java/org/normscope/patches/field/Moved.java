package org.normscope.patches.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;

/**
 * Operators whose cells do not stay in rows and columns, or whose rows and columns lie on any axes: they are followed
 * cell by
 * cell.
 *
 * @param sights of the values that depend on the picture
 * @param to     shape of the output
 */
record Moved(Node node, Map<String, Sight> sights, InputNumbers parameters, Shape to) {

    /** Null where it cannot be followed. */
    @Nullable Sight sight() {
        List<Sight> operands = node.inputs().stream().filter(sights::containsKey).map(sights::get).toList();
        if (operands.isEmpty()) return null;
        boolean constant = !sights.containsKey(node.input(0));
        Boxes boxes = switch (node.footprint()) {
            case GATHERED -> constant ? lookedUp() : gathered(first());
            case CONNECTED -> product();
            case CONTRACTED -> contracted();
            case JOINED -> joined();
            case ITSELF, MAPS, FROM_AXIS, ON_AXIS -> together();
            default -> constant ? null : moved();
        };
        if (boxes == null) return null;
        Sight like = operands.stream().reduce(Sight::caveats).orElseThrow();
        Sight sight = Scattered.sight(boxes.as(to), like);
        return crosses(boxes) || leavesOut(operands) ? sight.withStatistics() : sight;
    }

    private @Nullable Boxes moved() {
        return switch (node.footprint()) {
            case RESHAPED -> first().reshaped(to);
            case TRANSPOSED -> transposed(first());
            case REPEATED -> repeated(first());
            case REDUCED -> reduced(first());
            case CUMULATED -> cumulated(first());
            case POOLED -> pooled(first());
            case SLICED, PADDED, CROPPED -> cut(first());
            case WINDOW -> windows(first());
            default -> null;
        };
    }

    private Boxes first() {
        return Objects.requireNonNull(sights.get(node.input(0))).boxed();
    }

    /** Whether what a cell is divided by is taken over places. */
    private boolean crosses(Boxes boxes) {
        boolean varies = IntStream.of(boxes.kept()).anyMatch(extent -> extent > 1);
        int rank = Math.max(1, to.rank()), axis = Math.floorMod((int) node.integer("axis", -1), rank);
        return switch (node.footprint()) {
            case MAPS -> varies;
            case ON_AXIS -> boxes.kept()[axis] > 1;
            case FROM_AXIS -> IntStream.range(axis, rank).anyMatch(i -> boxes.kept()[i] > 1);
            default -> false;
        };
    }

    private Boxes transposed(Boxes data) {
        int rank = data.shape().rank();
        return data.turned(node.integers("perm").orElseGet(() -> IntStream.range(0, rank).map(i -> rank - 1 - i)
            .toArray()), to);
    }

    private @Nullable Boxes gathered(Boxes data) {
        int axis = Math.floorMod((int) node.integer("axis", 0), data.shape().rank()), extent = data.shape()
            .extent(axis);
        int[] picks = IntStream.of(parameters.integers(node, 1)).map(i -> Math.floorMod(i, extent)).toArray();
        if (picks.length == 0 && data.kept()[axis] > 1) return null;
        Boxes along = data.kept()[axis] == 1 ? data : data.along(axis, picks, data.shape());
        int[] shape = data.shape().toArray();
        int count = to.size() / Math.max(1, data.shape().size() / extent);
        shape[axis] = count;
        return new Boxes(Shape.of(shape), along.kept(), along.sides()).reshaped(to);
    }

    /** Rows of a table by numbers that the picture tells, as of a codebook: each sees what its number does. */
    private @Nullable Boxes lookedUp() {
        Boxes numbers = Objects.requireNonNull(sights.get(node.input(1))).boxed();
        int rank = to.rank() - numbers.shape().rank() + 1;
        if (rank < 1) return null;
        int axis = Math.floorMod((int) node.integer("axis", 0), rank);
        int[] kept = new int[to.rank()];
        Arrays.fill(kept, 1);
        System.arraycopy(numbers.kept(), 0, kept, axis, numbers.kept().length);
        return new Boxes(to, kept, numbers.sides());
    }

    private Boxes repeated(Boxes data) {
        Boxes same = data.as(to);
        int[] kept = same.kept().clone();
        for (int axis = 0; axis < kept.length; axis++) if (kept[axis] > 1) kept[axis] = to.extent(axis);
        return same.picked(to, kept, axis -> i -> same.kept()[axis] == 1 ? 0 : i % same.kept()[axis]);
    }

    private @Nullable Boxes reduced(Boxes data) {
        int rank = data.shape().rank();
        int[] said = node.operator().startsWith("Arg") ? new int[] {(int) node.integer("axis", 0)}
            : node.integers("axes").orElseGet(() -> parameters.integers(node, 1));
        boolean[] along = new boolean[rank];
        if (said.length == 0) Arrays.fill(along, true);
        for (int axis : said) along[Math.floorMod(axis, rank)] = true;
        return without(data.joined(along), along);
    }

    /** ONNX CumSum-14; a sum that leaves out its own cell is taken to have it. */
    private @Nullable Boxes cumulated(Boxes data) {
        int[] axis = parameters.integers(node, 1);
        return axis.length != 1 ? null : data.cumulated(Math.floorMod(axis[0], data.shape().rank()),
            node.integer("reverse", 0) != 0);
    }

    private Boxes pooled(Boxes data) {
        boolean[] along = new boolean[data.shape().rank()];
        for (int axis = 2; axis < along.length; axis++) along[axis] = true;
        return data.joined(along);
    }

    /** Joined axes left out where the output has none for them. */
    private @Nullable Boxes without(Boxes data, boolean[] gone) {
        if (data.shape().rank() == to.rank()) return data;
        int[] kept = IntStream.range(0, gone.length).filter(axis -> !gone[axis]).map(axis -> data.kept()[axis])
            .toArray();
        return kept.length == to.rank() ? new Boxes(to, kept, data.sides()) : null;
    }

    /** Slices, borders and paddings; modes of padding but zeros keep what they repeat. */
    private @Nullable Boxes cut(Boxes data) {
        Boxes boxes = data;
        for (int axis = 0; axis < data.shape().rank(); axis++) {
            int[] picks = new Layout(node, parameters, to).picks(axis, data.shape().extent(axis));
            if (picks == null) return null;
            int[] extents = boxes.shape().toArray();
            extents[axis] = picks.length;
            boxes = boxes.along(axis, picks, Shape.of(extents));
        }
        return boxes;
    }

    /** Windows along one axis after the other, whatever rows and columns are; every channel counts for any. */
    private @Nullable Boxes windows(Boxes data) {
        Shape weights = parameters.shape(node.weights());
        int rank = data.shape().rank();
        int[] kernel = node.integers("kernel_shape").orElseGet(() -> weights == null ? new int[0]
            : Arrays.copyOfRange(weights.toArray(), 2, weights.rank()));
        if (kernel.length != rank - 2) return null;
        boolean[] channels = new boolean[rank];
        channels[1] = true;
        Boxes boxes = data.joined(channels);
        for (int axis = 2; axis < rank; axis++) {
            int inputs = data.shape().extent(axis), outputs = to.extent(axis), taps = kernel[axis - 2];
            AxisWindow window = AxisWindow.of(node, axis - 2, taps, inputs);
            int[] extents = boxes.shape().toArray();
            extents[axis] = outputs;
            Boxes read = boxes, all = null;
            for (int k = 0; k < taps; k++) {
                int tap = k;
                int[] picks = IntStream.range(0, outputs).map(i -> window.tap(i, tap))
                    .map(i -> i < 0 || i >= inputs ? -1 : i).toArray();
                Boxes placed = read.along(axis, picks, Shape.of(extents));
                all = all == null ? placed : all.and(placed, Shape.of(extents));
            }
            boxes = Objects.requireNonNull(all);
        }
        return boxes;
    }

    /** Row m, column n of a product reads row m of the first and column n of the second. */
    private @Nullable Boxes product() {
        Sight a = sights.get(node.input(0)), b = sights.get(node.weights());
        Boxes all = null;
        if (a != null && node.integer("transA", 0) == 0) all = side(a.boxed(), a.shape().rank() - 1);
        if (b != null && node.integer("transB", 0) == 0) {
            Boxes columns = side(b.boxed(), Math.max(0, b.shape().rank() - 2));
            all = all == null ? columns : all.and(columns, to);
        }
        boolean turned = node.integer("transA", 0) != 0 || node.integer("transB", 0) != 0 && b != null;
        return turned || all == null ? null : all.as(to);
    }

    private Boxes side(Boxes data, int summed) {
        boolean[] along = new boolean[data.shape().rank()];
        along[summed] = true;
        return data.joined(along);
    }

    /** ONNX Einsum-12, without an ellipsis. */
    private @Nullable Boxes contracted() {
        String equation = node.text("equation", "").replace(" ", "");
        if (equation.contains(".") || !equation.contains("->")) return null;
        String result = equation.substring(equation.indexOf("->") + 2);
        String[] terms = equation.substring(0, equation.indexOf("->")).split(",");
        Boxes all = null;
        for (int i = 0; i < terms.length; i++) {
            Sight sight = sights.get(node.input(i));
            if (sight == null) continue;
            String term = terms[i];
            boolean[] summed = new boolean[term.length()];
            for (int axis = 0; axis < summed.length; axis++) summed[axis] = result.indexOf(term.charAt(axis)) < 0;
            Boxes joined = sight.boxed().joined(summed);
            int[] order = IntStream.range(0, term.length()).boxed().filter(axis -> !summed[axis])
                .sorted((x, y) -> result.indexOf(term.charAt(x)) - result.indexOf(term.charAt(y))).mapToInt(axis ->
                    axis).toArray();
            int[] whole = IntStream.concat(IntStream.range(0, term.length()).filter(axis -> summed[axis]),
                IntStream.of(order)).toArray();
            Boxes turned = joined.turned(whole, Shape.of(IntStream.of(whole).map(joined.shape()::extent).toArray()));
            int[] kept = new int[result.length()];
            for (int axis = 0; axis < kept.length; axis++) {
                int in = term.indexOf(result.charAt(axis));
                kept[axis] = in < 0 ? 1 : joined.kept()[in];
            }
            Boxes placed = new Boxes(to, kept, turned.sides());
            all = all == null ? placed : all.and(placed, to);
        }
        return all;
    }

    private @Nullable Boxes joined() {
        int rank = to.rank(), axis = Math.floorMod((int) node.integer("axis", 1), rank), at = 0;
        Boxes all = null;
        for (String input : node.inputs()) {
            Shape shape = parameters.shape(input);
            if (shape == null || shape.rank() != rank) continue;
            Sight sight = sights.get(input);
            int begin = at, extent = shape.extent(axis);
            at += extent;
            if (sight == null) continue;
            int[] picks = new int[to.extent(axis)];
            Arrays.setAll(picks, i -> i >= begin && i < begin + extent ? i - begin : -1);
            Boxes placed = sight.boxed().along(axis, picks, to);
            all = all == null ? placed : all.and(placed, to);
        }
        return all;
    }

    /** Operands that have one cell where others have many were pooled: statistics, which add no place. */
    private @Nullable Boxes together() {
        List<Boxes> operands = new ArrayList<>();
        int most = 1;
        for (String input : node.inputs()) {
            Sight sight = sights.get(input);
            if (sight == null) continue;
            operands.add(sight.boxed());
            most = Math.max(most, Boxes.size(sight.boxed().kept()));
        }
        Boxes all = null;
        for (Boxes operand : operands) {
            if (Boxes.size(operand.kept()) == 1 && most > 1) continue;
            all = all == null ? operand.as(to) : all.and(operand, to);
        }
        return all;
    }

    /** Whether an operand was left out as statistics. */
    private boolean leavesOut(List<Sight> operands) {
        boolean varies = operands.stream().anyMatch(operand -> !operand.singleCell() || operand.boxes() != null);
        return node.footprint() == Footprint.ITSELF && varies && operands.stream().anyMatch(operand ->
            operand.singleCell() && operand.boxes() == null);
    }
}
