package org.normscope.patches.field;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.patches.field.ReceptiveField.Branch;
import org.normscope.tensor.Shape;

/** Brings boxes of single cells back to rows and columns, where they go into some. */
final class Scattered {
    private Scattered() { }

    /**
     * @param like whose picture and caveats the result has
     * @return rows and columns where the cells have some, with the boxes kept beside where these tell more
     */
    static Sight sight(Boxes boxes, Sight like) {
        Shape shape = boxes.shape();
        int[] varying = IntStream.range(0, shape.rank()).filter(axis -> boxes.kept()[axis] > 1).toArray();
        int pixelsDown = like.branches().get(0).rows().pixels(), pixelsAcross = like.branches().get(0).columns()
            .pixels();
        if (varying.length == 0) {
            Branch one = new Branch(reach(boxes, 0, 1, 1, Boxes.TOP, pixelsDown), reach(boxes, 0, 1, 1, Boxes.LEFT,
                pixelsAcross));
            return new Sight(List.of(one), Sight.NONE, Sight.NONE, like.statistics(), like.unknown(), null, shape);
        }
        boolean maps = shape.rank() == 4 && (varying.length != 2 || varying[0] >= 2);
        if (varying.length > 2 && !maps) return scattered(boxes, like);
        int first = maps ? 2 : varying[0], second = maps ? 3 : varying.length == 2 ? varying[1] : Sight.NONE;
        boolean[] others = new boolean[shape.rank()];
        Arrays.fill(others, true);
        others[first] = false;
        if (second != Sight.NONE) others[second] = false;
        Boxes plane = boxes.joined(others);
        boolean all = varying.length <= 2 && Arrays.stream(varying).allMatch(axis -> axis == first || axis == second);
        return separated(plane, first, second, like, pixelsDown, pixelsAcross, all ? null : boxes, shape)
            .or(() -> separated(plane, second, first, like, pixelsDown, pixelsAcross, all ? null : boxes, shape))
            .orElseGet(() -> scattered(boxes, like));
    }

    private static Sight scattered(Boxes boxes, Sight like) {
        return new Sight(like.whole(boxes.shape(), "").branches(), Sight.NONE, Sight.NONE, like.statistics(),
            like.unknown(), boxes, boxes.shape());
    }

    /** Where every row of cells sees the same rows of the picture, and every column the same columns. */
    private static Optional<Sight> separated(Boxes plane, int row, int column, Sight like, int pixelsDown,
        int pixelsAcross, @Nullable Boxes more, Shape shape) {
        int rows = extent(plane, row), columns = extent(plane, column);
        int[] steps = Boxes.steps(plane.kept());
        int down = row == Sight.NONE || rows == 1 ? 0 : steps[row], across = column == Sight.NONE || columns == 1
            ? 0 : steps[column];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                for (int side = 0; side < Boxes.LAW; side++) {
                    int edge = side < Boxes.LEFT ? y * down : x * across;
                    if (plane.sides()[side][y * down
                        + x * across] != plane.sides()[side][edge]) return Optional.empty();
                }
            }
        }
        int rowsInShape = row == Sight.NONE ? 1 : shape.extent(row), columnsInShape = column == Sight.NONE ? 1
            : shape.extent(column);
        Branch branch = new Branch(reach(plane, down, rows, rowsInShape, Boxes.TOP, pixelsDown),
            reach(plane, across, columns, columnsInShape, Boxes.LEFT, pixelsAcross));
        return Optional.of(new Sight(List.of(branch), row, column, like.statistics(), like.unknown(), more, shape));
    }

    /** The rows that any cell of a row sees, and the columns that any of a column does: no cell sees more. */
    static Branch hull(Boxes boxes, Branch like) {
        Shape shape = boxes.shape().asMaps();
        Boxes maps = boxes.reshaped(shape);
        if (maps == null) return whole(shape, like);
        return new Branch(reach(along(maps, 2), shape.h(), Boxes.TOP, like.rows().pixels()),
            reach(along(maps, 3), shape.w(), Boxes.LEFT, like.columns().pixels()));
    }

    private static Branch whole(Shape shape, Branch like) {
        return new Branch(Reach.whole(like.rows().pixels(), shape.h()), Reach.whole(like.columns().pixels(),
            shape.w()));
    }

    private static Boxes along(Boxes boxes, int axis) {
        boolean[] others = new boolean[boxes.shape().rank()];
        for (int i = 0; i < others.length; i++) others[i] = i != axis;
        return boxes.joined(others);
    }

    private static Reach reach(Boxes line, int wanted, int side, int pixels) {
        return reach(line, 1, Boxes.size(line.kept()), wanted, side, pixels);
    }

    private static int extent(Boxes plane, int axis) {
        return axis == Sight.NONE ? 1 : plane.kept()[axis];
    }

    private static Reach reach(Boxes boxes, int step, int cells, int wanted, int side, int pixels) {
        int[] first = new int[wanted], last = new int[wanted];
        float[] from = boxes.sides()[side], to = boxes.sides()[side + 1];
        float[] low = boxes.sides()[Boxes.LAW + side], high = boxes.sides()[Boxes.LAW + side + 1];
        double size = 1;
        int known = -1, lastKnown = -1;
        for (int i = 0; i < wanted; i++) {
            int at = cells == 1 ? 0 : i * step;
            boolean sees = from[at] <= to[at];
            first[i] = sees ? (int) from[at] : Integer.MAX_VALUE;
            last[i] = sees ? (int) to[at] : -1;
            if (low[at] > high[at]) continue;
            size = Math.max(size, high[at] - low[at]);
            if (known < 0) known = i;
            lastKnown = i;
        }
        if (known < 0) return new Reach(pixels, first, last, 0, 0, pixels);
        double[] line = new double[lastKnown - known + 1];
        for (int i = known; i <= lastKnown; i++) line[i - known] = low[cells == 1 ? 0 : i * step];
        double stride = line.length > 1 ? stride(line) : size >= pixels ? 0 : size;
        return new Reach(pixels, first, last, stride, line[0] - stride * known, size);
    }

    /**
     * Between neighbours on average over the shortest run of cells that comes again and again; over all where none
     * does.
     */
    private static double stride(double[] line) {
        for (int period = 1; period <= line.length / 2; period++) {
            double step = line[period] - line[0];
            boolean same = true;
            for (int i = 0; i + period < line.length && same; i++) same = line[i + period] - line[i] == step;
            if (same) return step / period;
        }
        return (line[line.length - 1] - line[0]) / (line.length - 1);
    }
}
