package org.normscope.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.normscope.tensor.Shape;

/**
 * Which cells share statistics. The normalizing code, the outline on the maps and the cube all read the same one.
 * For windowed normalizations (LRN) the boxes of neighbouring cells overlap; for the others they partition the maps.
 */
@FunctionalInterface
public interface Partition {
    /**
     * The cells whose values enter the statistics with which this cell is normalized, itself included. Where the
     * statistics come from elsewhere (running ones, weights, patches of the input): the cells that they are used for.
     */
    CellBox cellsOf(Cell cell, Shape maps);

    /** The sets, each once, in the order of their first cells. For partitions only, not for windows. */
    default List<CellBox> sets(Shape maps) {
        if (maps.size() == 0) return List.of();
        List<CellBox> sets = new ArrayList<>();
        int width = maps.w(), height = maps.h();
        CellBox set = cellsOf(new Cell(0, 0, 0, 0), maps);
        for (int n = 0; n < maps.n(); n++) {
            for (int c = 0; c < maps.c(); c = set.c1()) {
                for (int y = 0; y < height; y = set.y1()) {
                    for (int x = 0; x < width; x = set.x1()) {
                        set = cellsOf(new Cell(n, c, y, x), maps);
                        if (set.n0() == n) sets.add(set);
                    }
                }
            }
        }
        return sets;
    }

    /**
     * Neighbouring channels whose sets are alike.
     *
     * @param from     the first
     * @param to       behind the last
     * @param channels how many share a set
     * @param batch    whether all pictures share it
     * @param plane    whether all places of a map share it
     */
    record Run(int from, int to, int channels, boolean batch, boolean plane) {
        /** Whether sets are told by axes of [N, C, H, W]; else by those of [N, blocks, channels of a block, H, W]. */
        boolean isOfFours() {
            return channels == 1 || channels == to - from;
        }

        /** Those over which cells share a set. */
        int[] axes() {
            int one = isOfFours() ? 1 : 2;
            IntStream planes = plane ? IntStream.of(one + 1, one + 2) : IntStream.empty();
            IntStream shared = channels > 1 ? IntStream.concat(IntStream.of(one), planes) : planes;
            return (batch ? IntStream.concat(IntStream.of(0), shared) : shared).toArray();
        }
    }

    /** All channels, as runs. For partitions only, not for windows. */
    default List<Run> runs(Shape maps) {
        List<Run> runs = new ArrayList<>();
        for (int c = 0; c < maps.c();) {
            CellBox set = cellsOf(new Cell(0, c, 0, 0), maps);
            Run run = new Run(c, set.c1(), set.c1() - set.c0(), set.n1() > 1,
                set.y1() - set.y0() == maps.h() && set.x1() - set.x0() == maps.w());
            Run last = runs.isEmpty() ? run : runs.get(runs.size() - 1);
            if (!runs.isEmpty() && new Run(c, run.to, last.channels, last.batch, last.plane).equals(run)) {
                runs.set(runs.size() - 1, new Run(last.from, run.to, run.channels, run.batch, run.plane));
            } else {
                runs.add(run);
            }
            c = run.to;
        }
        return runs;
    }

    /** (N, H, W) for each C: batch normalization, and all that has one figure a channel. */
    static Partition channels() {
        return (cell, maps) -> new CellBox(0, maps.n(), cell.c(), cell.c() + 1, 0, maps.h(), 0, maps.w());
    }

    /** (C, H, W) for each N: layer normalization. */
    static Partition pictures() {
        return (cell, maps) -> new CellBox(cell.n(), cell.n() + 1, 0, maps.c(), 0, maps.h(), 0, maps.w());
    }

    /** (H, W) for each N and C: instance normalization. */
    static Partition planes() {
        return (cell, maps) -> new CellBox(cell.n(), cell.n() + 1, cell.c(), cell.c() + 1, 0, maps.h(), 0, maps.w());
    }

    /** (C/G, H, W) for each N and group: group normalization with a number of groups G that divides C. */
    static Partition groups(ToIntFunction<Shape> groups) {
        return new Partition() {
            @Override
            public CellBox cellsOf(Cell cell, Shape maps) {
                return blocks(maps).cellsOf(cell, maps);
            }

            /** Asks for the number once, not once a set: finding it out takes as long as a set's sums. */
            @Override
            public List<CellBox> sets(Shape maps) {
                return maps.size() == 0 ? List.of() : blocks(maps).sets(maps);
            }

            private Partition blocks(Shape maps) {
                return planeBlocks(maps.c() / groups.applyAsInt(maps));
            }
        };
    }

    /** (H, W) for each N and C in the first part of the channels, (N, H, W) for each C in the rest: IBN-a. */
    static Partition planesThenChannels(double part) {
        return (cell, maps) -> (cell.c() < (int) (maps.c() * part) ? planes() : channels()).cellsOf(cell, maps);
    }

    /** (N, H, W) and a block of so many neighbouring channels, fewer in the last one: batch whitening. */
    static Partition channelBlocks(int size) {
        return (cell, maps) ->
            new CellBox(0, maps.n(), cell.c() / size * size, blockEnd(cell, size, maps), 0, maps.h(), 0, maps.w());
    }

    /** (H, W) for each N, and a block of so many neighbouring channels, fewer in the last one: instance whitening. */
    static Partition planeBlocks(int size) {
        return (cell, maps) -> new CellBox(cell.n(), cell.n() + 1, cell.c() / size * size, blockEnd(cell, size, maps),
            0, maps.h(), 0, maps.w());
    }

    /** The whole batch: the smallest box around (N, H, W) of a channel and (C, H, W) of a picture together. */
    static Partition batch() {
        return (cell, maps) -> new CellBox(0, maps.n(), 0, maps.c(), 0, maps.h(), 0, maps.w());
    }

    /** (C) for each N, H and W: positional normalization. */
    static Partition positions() {
        return (cell, maps) -> channelsAround(cell, 0, maps.c());
    }

    /** A window of so many channels before and after one, at one position, cut off at the first and the last. */
    static Partition channelWindow(int before, int after) {
        return (cell, maps) -> channelsAround(cell, Math.max(0, cell.c() - before),
            (int) Math.min(maps.c(), cell.c() + 1L + after));
    }

    /** A window of n x n cells of one map, cut off at its edges. n is odd. */
    static Partition planeWindow(int n) {
        int reach = (n - 1) / 2;
        return (cell, maps) -> new CellBox(cell.n(), cell.n() + 1, cell.c(), cell.c() + 1,
            Math.max(0, cell.y() - reach), (int) Math.min(maps.h(), cell.y() + 1L + reach),
            Math.max(0, cell.x() - reach), (int) Math.min(maps.w(), cell.x() + 1L + reach));
    }

    private static int blockEnd(Cell cell, int size, Shape maps) {
        return (int) Math.min(maps.c(), (cell.c() / size + 1L) * size);
    }

    private static CellBox channelsAround(Cell cell, int from, int to) {
        return new CellBox(cell.n(), cell.n() + 1, from, to, cell.y(), cell.y() + 1, cell.x(), cell.x() + 1);
    }
}
