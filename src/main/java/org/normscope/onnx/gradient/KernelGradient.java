package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a convolution's weights get: for each cell of the kernel, the products of what windows have with what they read
 * there, summed over windows and pictures. Each is a product of matrices over a shifted slice of the input.
 */
final class KernelGradient {
    /** Windows in a row, measured: beyond, products of rows multiply too much that is not needed. */
    private static final int LONGEST_ROWS = 32;

    private final Step step;
    private final Window window;
    private final Draft draft;
    private final String weights;
    private final long group;

    private KernelGradient(Step step, Window window) {
        this.step = step;
        this.window = window;
        draft = step.draft();
        weights = step.x(1);
        group = step.node().integer("group", 1);
    }

    /**
     * @param g     [N, O, windows..]
     * @param shape a value of the forward graph that has the shape of g
     * @param x     [N, I, cells..]
     * @return [O, I/g, kernel..]
     */
    static String of(Step step, Window window, String g, String shape, String x) {
        return new KernelGradient(step, window).of(g, shape, x);
    }

    private String of(String g, String shape, String x) {
        String padded = WindowSum.padded(step, window, x);
        boolean single = Arrays.stream(window.kernel()).allMatch(cells -> cells == 1);
        boolean whole = single && !window.steps() && !window.padded();
        String windows = draft.extents(shape, 2, Integer.MAX_VALUE);
        Optional<int[]> known = step.shapes().numbers(weights);
        boolean byChannel = group > 1 && known.isPresent() && known.get()[0] == group && known.get()[1] == 1;
        if (byChannel && !single) {
            Optional<String> rows = byRows(g, shape, x, padded);
            if (rows.isPresent()) return draft.reshaped(rows.get(), draft.shape(weights));
        }
        String rows = byChannel ? g : matrix(g, weights);
        List<String> cells = new ArrayList<>();
        for (int[] cell : cells()) {
            String slice = whole ? padded : slice(padded, windows, cell);
            cells.add(byChannel ? channelwise(g, slice) : product(rows, slice));
        }
        String all = cells.size() == 1 ? cells.get(0) : step.op("Concat", Map.of("axis", -1),
            cells.toArray(String[]::new));
        return draft.reshaped(all, draft.shape(weights));
    }

    private List<int[]> cells() {
        List<int[]> cells = new ArrayList<>();
        int count = Arrays.stream(window.kernel()).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < count; i++) {
            int[] cell = new int[window.rank()];
            for (int axis = cell.length - 1, rest = i; axis >= 0; axis--) {
                cell[axis] = rest % window.kernel()[axis];
                rest /= window.kernel()[axis];
            }
            cells.add(cell);
        }
        return cells;
    }

    /** What all windows read at one cell of the kernel. */
    private String slice(String padded, String windows, int[] cell) {
        int rank = window.rank();
        String start = draft.integers(IntStream.range(0, rank)
            .mapToLong(axis -> (long) cell[axis] * window.dilations()[axis]).toArray());
        String stride = draft.integers(Arrays.stream(window.strides()).asLongStream().toArray());
        String reach = step.op("Mul", step.op("Sub", windows, draft.integers(1)), stride);
        String end = step.op("Add", step.op("Add", start, reach), draft.integers(1));
        return step.op("Slice", padded, start, end, draft.integers(LongStream.range(2, rank + 2).toArray()), stride);
    }

    /** [N, O, windows..] as [N, O, all], or, with groups, as [N, G, O/G, all]. */
    private String matrix(String maps, String ofGroup) {
        if (group == 1) return draft.reshaped(maps, draft.integers(0, 0, -1));
        String count = ofGroup.equals(weights) ? ofGroup(step, weights, group) : ofGroup;
        return draft.reshaped(maps, draft.joined(draft.extent(maps, 0), draft.integers(group), count,
            draft.integers(-1)));
    }

    /** [O, I/g, 1]. */
    private String product(String rows, String slice) {
        String columns = matrix(slice, draft.extent(weights, 1));
        int[] order = group == 1 ? new int[] {0, 2, 1} : new int[] {0, 1, 3, 2};
        String products = step.op("MatMul", rows, step.op("Transpose", Map.of("perm", order), columns));
        Optional<Extent[]> extents = step.shapes().of(step.x(0));
        boolean one = extents.isPresent() && extents.get()[0].equals(Extent.ONE);
        String sum = one ? products : step.op("ReduceSum", Map.of("keepdims", 0), products, draft.integers(0));
        return draft.reshaped(sum, draft.joined(draft.extent(weights, 0), draft.extent(weights, 1), draft.integers(1)));
    }

    /** The same where each channel has a kernel of its own: [1, C, 1.., 1]. */
    private String channelwise(String g, String slice) {
        long[] axes = LongStream.concat(LongStream.of(0), LongStream.range(2, window.rank() + 2)).toArray();
        return step.op("ReduceSum", step.op("Mul", g, slice), draft.integers(axes));
    }

    /**
     * All cells of the kernel at once where each channel has a kernel of its own: products of the rows that windows
     * stand in with the rows that they read, column by column, and of those the sums of what is as far apart as a cell
     * of the kernel says. More is multiplied than is needed, but by products of matrices, and no column is copied by
     * its stride. Empty where extents are not known, or rows are so long that the slices are faster.
     */
    private Optional<String> byRows(String g, String shape, String x, String padded) {
        Optional<int[]> windows = step.shapes().numbers(shape), read = step.shapes().numbers(x);
        if (window.rank() != 2 || windows.isEmpty() || read.isEmpty()) return Optional.empty();
        int[] pads = window.pads(), kernel = window.kernel(), strides = window.strides();
        int down = windows.get()[2], across = windows.get()[3], wide = read.get()[3] + pads[1] + pads[3];
        if (window.same() || across > LONGEST_ROWS) return Optional.empty();
        String[] rows = new String[kernel[0]];
        for (int i = 0; i < rows.length; i++) {
            int start = i * window.dilations()[0];
            rows[i] = step.op("Slice", padded, draft.integers(start), draft.integers(start + (down - 1L) * strides[0]
                + 1), draft.integers(2), draft.integers(strides[0]));
        }
        String all = rows.length == 1 ? rows[0] : step.op("Concat", Map.of("axis", 3), rows);
        String columns = step.op("MatMul", step.op("Transpose", Map.of("perm", new int[] {0, 1, 3, 2}), g), all);
        String sums = step.op("MatMul", draft.reshaped(columns, draft.integers(0, 0, -1)),
            draft.constant(step.type(), new int[] {across * rows.length * wide, kernel[0] * kernel[1]},
            diagonals(across, wide)));
        return Optional.of(step.op("ReduceSum", Map.of("keepdims", 0), sums, draft.integers(0)));
    }

    /** [windows across, rows of the kernel, cells across] to [rows, columns of the kernel]: 1 where a window reads. */
    private double[] diagonals(int across, int wide) {
        int rows = window.kernel()[0], columns = window.kernel()[1];
        double[] reads = new double[across * rows * wide * rows * columns];
        for (int at = 0; at < across; at++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int cell = at * window.strides()[1] + column * window.dilations()[1];
                    reads[((at * rows + row) * wide + cell) * rows * columns + row * columns + column] = 1;
                }
            }
        }
        return reads;
    }

    /** How many of the weights' first axis a group has, a vector of one. */
    static String ofGroup(Step step, String weights, long group) {
        Optional<Extent[]> known = step.shapes().of(weights);
        if (known.isPresent() && known.get()[0].isKnown()) return step.draft()
            .integers(known.get()[0].offset() / group);
        return step.op("Div", step.draft().extent(weights, 0), step.draft().integers(group));
    }
}
