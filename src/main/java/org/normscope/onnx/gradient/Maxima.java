package org.normscope.onnx.gradient;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.shape.Window;

/**
 * What a MaxPool's windows give back to their first greatest cells, where those are found by convolutions and
 * products. An engine that is asked for a pool's Indices leaves the order in which it keeps maps (blocks of channels)
 * for its slowest loop; this way it keeps both, and takes half the time.
 */
final class Maxima {
    /** More cells than this are more convolutions than the engine's Indices cost. */
    private static final int MOST_CELLS = 9;
    /** In blocks of so many channels engines keep maps; what does not fill them they compute slowly. */
    static final int BLOCK = 16;

    private final Step step;
    private final Draft draft;
    private final Window window;
    private final int[] read;
    private final int[] written;

    private Maxima(Step step, Window window, int[] read, int[] written) {
        this.step = step;
        this.window = window;
        this.read = read;
        this.written = written;
        draft = step.draft();
    }

    /** Empty where windows reach over the edge or are large, channels fill no blocks, or extents are not known. */
    static Optional<String> of(Step step, Window window) {
        Optional<int[]> read = step.extents(0), written = step.shapes().numbers(step.y());
        boolean fits = window.rank() == 2 && !window.padded() && step.type() == ElementType.FLOAT
            && Arrays.stream(window.dilations()).allMatch(by -> by == 1)
            && read.isPresent() && read.get()[1] % BLOCK == 0 && written.isPresent();
        if (!fits) return Optional.empty();
        Maxima maxima = new Maxima(step, window, read.get(), written.get());
        return maxima.isWithin() ? Optional.of(maxima.given()) : Optional.empty();
    }

    private boolean isWithin() {
        int cells = window.kernel()[0] * window.kernel()[1];
        return cells > 1 && cells <= MOST_CELLS && IntStream.range(0, 2).allMatch(axis ->
            (written[axis + 2] - 1) * window.strides()[axis] + window.kernel()[axis] <= read[axis + 2]);
    }

    private String given() {
        boolean apart = read[0] == 1 && IntStream.range(0, 2).allMatch(axis ->
            window.strides()[axis] >= window.kernel()[axis]
                && written[axis + 2] * window.strides()[axis] == read[axis + 2]);
        return apart ? matched(firsts()) : scattered(firsts());
    }

    /** For each window which of its cells, counted row by row, is the first greatest: how many come before it. */
    private String firsts() {
        int channels = read[1], cells = window.kernel()[0] * window.kernel()[1];
        String without = "", before = "";
        for (int cell = 0; cell < cells - 1; cell++) {
            double[] minus = new double[channels * cells];
            for (int channel = 0; channel < channels; channel++) minus[channel * cells + cell] = -1;
            int[] extents = {channels, 1, window.kernel()[0], window.kernel()[1]};
            String less = step.op("Conv", Map.of("kernel_shape", window.kernel(), "strides", window.strides(), "group",
                channels), step.x(0), draft.constant(step.type(), extents, minus));
            String below = CellFunctions.above(step, step.op("Add", less, step.y()), 0);
            without = without.isEmpty() ? below : step.op("Mul", without, below);
            before = before.isEmpty() ? without : step.op("Add", before, without);
        }
        return before;
    }

    /** Where windows lie side by side: each cell gets what its window has, times whether it is the first greatest. */
    private String matched(String firsts) {
        int rows = read[2], columns = read[3];
        double[] minus = new double[rows * columns];
        for (int y = 0; y < rows; y++) for (int x = 0; x < columns; x++) {
            int row = y % window.strides()[0], column = x % window.strides()[1];
            boolean inside = row < window.kernel()[0] && column < window.kernel()[1];
            minus[y * columns + x] = inside ? -(row * window.kernel()[1] + column) : 1;
        }
        String own = draft.constant(step.type(), new int[] {1, 1, rows, columns}, minus);
        String off = step.op("Add", repeated(firsts), own);
        String hit = step.op("HardSigmoid", Map.of("alpha", -1f, "beta", 1f), step.op("Mul", off, off));
        return draft.reshaped(step.op("Mul", repeated(step.g()), hit), draft.shape(step.x(0)));
    }

    /** With channels taken for pictures: they leave the engine's order of channels here, where they are smallest. */
    private String repeated(String windows) {
        return draft.repeated(draft.reshaped(windows, draft.integers(-1, 1, written[2], written[3])), window.strides());
    }

    /** Where they overlap, or leave cells unread: added up at the cells' places. */
    private String scattered(String firsts) {
        int columns = read[3], width = window.kernel()[1];
        // A little more than a share, so that whole numbers stay whole.
        String row = step.op("Floor", step.op("Mul", firsts, step.number(1.0 / width + 1e-6)));
        String inside = step.op("Add", firsts, step.op("Mul", row, step.number(columns - width)));
        double[] maps = new double[read[0] * read[1]], corners = new double[written[2] * written[3]];
        for (int i = 0; i < maps.length; i++) maps[i] = (double) i * read[2] * columns;
        for (int i = 0; i < corners.length; i++) {
            corners[i] = i / written[3] * window.strides()[0] * columns + i % written[3] * window.strides()[1];
        }
        // Engines add constants up once, when they open the graph.
        String begins = step.op("Add", draft.constant(ElementType.INT64, new int[] {read[0], read[1], 1, 1}, maps),
            draft.constant(ElementType.INT64, new int[] {1, 1, written[2], written[3]}, corners));
        return spread(step, step.op("Add", draft.cast(inside, ElementType.INT64), begins));
    }

    /** @param places for each window the index of a cell among all cells */
    static String spread(Step step, String places) {
        Draft draft = step.draft();
        String sum = draft.added("ScatterElements", Map.of(), draft.reshaped(step.op("Size", step.x(0)),
            draft.integers(1)), draft.reshaped(places, draft.integers(-1)), draft.reshaped(step.g(),
            draft.integers(-1)));
        return draft.reshaped(sum, draft.shape(step.x(0)));
    }
}
