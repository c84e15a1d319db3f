package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.shape.Extent;
import org.normscope.onnx.shape.Window;

/**
 * What a convolution's weights get: for each cell of the kernel, the products of what windows have with what they read
 * there, summed over windows and pictures. Each is a product of matrices over a shifted slice of the input or, where
 * each channel has a kernel of its own, the mean of the products of cells with the shifted input.
 */
final class KernelGradient {
    /** Of so few channels a product for each cell of the kernel would go over all windows for next to nothing. */
    private static final int FEW = 4;
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
        boolean single = Arrays.stream(window.kernel()).allMatch(cells -> cells == 1);
        boolean whole = single && !window.steps() && !window.padded();
        String windows = draft.extents(shape, 2, Integer.MAX_VALUE);
        Optional<int[]> known = step.shapes().numbers(weights);
        boolean byChannel = group > 1 && known.isPresent() && known.get()[0] == group && known.get()[1] == 1;
        Optional<String> shifts = byChannel && !single ? byShifts(g, shape, x) : Optional.empty();
        if (shifts.isPresent()) return shifts.get();
        if (group == 1 && !single && known.isPresent() && known.get()[1] <= FEW) return atOnce(g, x, known.get()[1]);
        String padded = WindowSum.padded(step, window, x);
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

    /**
     * The same in one product: a convolution whose kernels have a single 1 each puts what windows read at one cell of
     * one channel into maps of their own.
     */
    private String atOnce(String g, String x, int channels) {
        int cells = cells().size();
        double[] ones = new double[channels * cells * cells];
        for (int map = 0; map < channels * cells; map++) ones[map * cells + map % cells] = 1;
        Map<String, Object> attributes = new HashMap<>(Map.of("kernel_shape", window.kernel(), "strides",
            window.strides(), "dilations", window.dilations(), "group", channels));
        if (window.same()) attributes.put("auto_pad", window.lower() ? "SAME_LOWER" : "SAME_UPPER");
        else attributes.put("pads", window.pads());
        int[] extents = IntStream.concat(IntStream.of(channels * cells, 1), Arrays.stream(window.kernel())).toArray();
        String read = step.op("Conv", attributes, x, draft.constant(step.type(), extents, ones));
        return draft.reshaped(summed(draft.flat(g), draft.flat(read)), draft.shape(weights));
    }

    /**
     * The same where each channel has a kernel of its own: the input is shifted by convolutions, not cut, since engines
     * keep cells in an order of their own through convolutions, products and means, but not through slices. Empty where
     * extents are not known before the run.
     */
    private Optional<String> byShifts(String g, String shape, String x) {
        Optional<int[]> windows = step.shapes().numbers(shape), read = step.shapes().numbers(x);
        if (window.same() || windows.isEmpty() || read.isEmpty()
            || step.type() != ElementType.FLOAT) return Optional.empty();
        List<String> taps = new ArrayList<>();
        for (int[] cell : cells()) taps.add(step.op("GlobalAveragePool",
            step.op("Mul", g, shifted(x, cell, windows.get(), read.get()))));
        String all = step.op("Concat", Map.of("axis", 1), taps.toArray(String[]::new));
        String means = onePicture() ? draft.reshaped(all, draft.integers(taps.size(), group)) : step.op("ReduceSum",
            Map.of("keepdims", 0), draft.reshaped(all, draft.integers(-1, taps.size(), group)), draft.integers(0));
        String ordered = step.op("Transpose", Map.of("perm", new int[] {1, 0}), means);
        long many = Arrays.stream(windows.get()).skip(2).reduce(1, (a, b) -> a * b);
        return Optional.of(draft.reshaped(step.op("Mul", ordered, step.number(many)), draft.shape(weights)));
    }

    /**
     * What all windows read at one cell of the kernel, by a convolution whose kernel has a single 1 and is as small as
     * makes no more windows than there are.
     */
    private String shifted(String x, int[] cell, int[] windows, int[] read) {
        int rank = window.rank(), at = 0;
        int[] kernel = new int[rank], pads = new int[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            int first = cell[axis] * window.dilations()[axis] - window.pads()[axis], inside = Math.max(0, first);
            pads[axis] = inside - first;
            int left = read[axis + 2] + pads[axis] - inside - 1 - (windows[axis + 2] - 1) * window.strides()[axis];
            pads[axis + rank] = Math.max(0, -left);
            kernel[axis] = inside + 1 + Math.max(0, left - window.strides()[axis] + 1);
            at = at * kernel[axis] + inside;
        }
        int cells = Arrays.stream(kernel).reduce(1, (a, b) -> a * b);
        if (cells == 1 && !window.steps() && Arrays.stream(pads).allMatch(pad -> pad == 0)) return x;
        double[] ones = new double[(int) group * cells];
        for (int channel = 0; channel < group; channel++) ones[channel * cells + at] = 1;
        int[] extents = IntStream.concat(IntStream.of((int) group, 1), Arrays.stream(kernel)).toArray();
        return step.op("Conv", Map.of("kernel_shape", kernel, "strides", window.strides(), "pads", pads, "group",
            group), x, draft.constant(step.type(), extents, ones));
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
        String sum = summed(rows, matrix(slice, draft.extent(weights, 1)));
        return cells().size() == 1 ? sum
            : draft.reshaped(sum, draft.joined(draft.extent(weights, 0), draft.extent(weights, 1), draft.integers(1)));
    }

    /** Products of rows with rows, over all pictures. */
    private String summed(String rows, String columns) {
        int[] order = group == 1 ? new int[] {0, 2, 1} : new int[] {0, 1, 3, 2};
        String products = step.op("MatMul", rows, step.op("Transpose", Map.of("perm", order), columns));
        return onePicture() ? products : step.op("ReduceSum", Map.of("keepdims", 0), products, draft.integers(0));
    }

    private boolean onePicture() {
        return step.shapes().of(step.x(0)).filter(extents -> extents[0].equals(Extent.ONE)).isPresent();
    }

    /** The same where each channel has a kernel of its own: [1, C, 1.., 1]. */
    private String channelwise(String g, String slice) {
        long[] axes = LongStream.concat(LongStream.of(0), LongStream.range(2, window.rank() + 2)).toArray();
        return step.op("ReduceSum", step.op("Mul", g, slice), draft.integers(axes));
    }

    /** How many of the weights' first axis a group has, a vector of one. */
    static String ofGroup(Step step, String weights, long group) {
        Optional<Extent[]> known = step.shapes().of(weights);
        if (known.isPresent() && known.get()[0].isKnown()) return step.draft()
            .integers(known.get()[0].offset() / group);
        return step.op("Div", step.draft().extent(weights, 0), step.draft().integers(group));
    }
}
