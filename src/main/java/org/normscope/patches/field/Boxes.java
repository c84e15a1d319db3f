package org.normscope.patches.field;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.tensor.Shape;

/**
 * What every cell of a value sees, cell by cell, for values whose cells were moved so that rows and columns lie on no
 * axis of
 * their own: moved as the cells are, joined where cells are. Axes along which all cells see the same are kept once.
 *
 * <p>For each cell the first and the last row and column that it sees, none where the first is infinite; and the same
 * of the
 * regular law, padding included: from the first up to, not with, the second.
 *
 * @param shape of the value
 * @param kept  extents, 1 where an axis is kept once
 * @param sides top, bottom, left, right, then the law's; by kept cell
 */
record Boxes(Shape shape, int[] kept, float[][] sides) {
    static final int TOP = 0, BOTTOM = 1, LEFT = 2, RIGHT = 3, LAW = 4, SIDES = 8;
    /** More cells than this are taken to see everything: a picture's own maps have fewer. */
    private static final int LARGEST = 1 << 19;

    private static Boxes blank(Shape shape, int[] kept) {
        int cells = size(kept);
        float[][] sides = new float[SIDES][cells];
        for (int side = 0; side < SIDES; side++) Arrays.fill(sides[side], nothing(side));
        return new Boxes(shape, kept, sides);
    }

    private static float nothing(int side) {
        return side % 2 == 0 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
    }

    private static float union(int side, float a, float b) {
        return side % 2 == 0 ? Math.min(a, b) : Math.max(a, b);
    }

    static int size(int[] extents) {
        long size = 1;
        for (int extent : extents) size *= extent;
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    /** Of a value with rows and columns on axes of their own, or a single cell. */
    static Boxes of(Sight sight) {
        int[] kept = new int[sight.shape().rank()];
        Arrays.fill(kept, 1);
        if (sight.rowAxis() != Sight.NONE) kept[sight.rowAxis()] = sight.rows();
        if (sight.columnAxis() != Sight.NONE) kept[sight.columnAxis()] = sight.columns();
        Boxes boxes = blank(sight.shape(), kept);
        boolean rowsFirst = sight.rowAxis() <= sight.columnAxis();
        ReceptiveField field = new ReceptiveField(sight.branches(), false, "");
        for (int at = 0; at < size(kept); at++) {
            int y = rowsFirst ? at / sight.columns() : at % sight.rows(), x = rowsFirst ? at % sight.columns()
                : at / sight.rows();
            Box box = field.box(y, x);
            if (!box.empty()) boxes.put(at, 0, box.y(), box.y() + box.height() - 1, box.x(), box.x() + box.width() - 1);
            for (ReceptiveField.Branch branch : sight.branches()) {
                float top = (float) (branch.rows().offset() + branch.rows().stride() * y);
                float left = (float) (branch.columns().offset() + branch.columns().stride() * x);
                boxes.put(at, LAW, top, top + (float) branch.rows().size(), left, left + (float) branch.columns()
                    .size());
            }
        }
        return boxes;
    }

    private void put(int at, int from, float... box) {
        for (int side = 0; side < 4; side++) sides[from + side][at] = union(side, sides[from + side][at], box[side]);
    }

    /** The same cells in order under other extents; null where these are too many to keep. */
    @Nullable Boxes reshaped(Shape to) {
        int[] old = shape.toArray(), next = to.toArray(), whole = kept.clone(), result = new int[next.length];
        Arrays.fill(result, 1);
        for (int i = 0, j = 0; i < old.length || j < next.length; ) {
            int from = i, begin = j;
            long left = i < old.length ? old[i++] : 1, right = j < next.length ? next[j++] : 1;
            while (left != right) {
                if (left < right && i < old.length) left *= old[i++];
                else if (j < next.length) right *= next[j++];
                else return null;
            }
            boolean same = true;
            for (int axis = from; axis < i; axis++) same &= kept[axis] == 1;
            if (same) continue;
            for (int axis = from; axis < i; axis++) whole[axis] = old[axis];
            for (int axis = begin; axis < j; axis++) result[axis] = next[axis];
        }
        if (IntStream.of(whole).asLongStream().reduce(1, (a, b) -> a * b) > LARGEST) return null;
        return new Boxes(to, result, spread(whole).sides).collapsed();
    }

    /** With axes that were kept once kept in full. */
    private Boxes spread(int[] extents) {
        return picked(shape, extents, axis -> i -> kept[axis] == 1 ? 0 : i);
    }

    /** For each axis, which of this value's slices a slice is; -1 for padding. */
    interface Picks {
        IntUnaryOperator along(int axis);
    }

    /** Cells picked along every axis. */
    Boxes picked(Shape to, int[] extents, Picks picks) {
        Boxes next = blank(to, extents);
        int rank = extents.length, steps[] = steps(kept), index[] = new int[rank];
        for (int at = 0; at < size(extents); at++) {
            int source = 0;
            for (int axis = 0; axis < rank && source >= 0; axis++) {
                int pick = picks.along(axis).applyAsInt(index[axis]);
                source = pick < 0 ? -1 : source + (kept[axis] == 1 ? 0 : pick * steps[axis]);
            }
            if (source >= 0) for (int side = 0; side < SIDES; side++) next.sides[side][at] = sides[side][source];
            for (int axis = rank - 1; axis >= 0 && ++index[axis] == extents[axis]; axis--) index[axis] = 0;
        }
        return next;
    }

    /** Slices along one axis, picked by number. */
    Boxes along(int axis, int[] picks, Shape to) {
        int[] extents = kept.clone();
        boolean padding = IntStream.of(picks).anyMatch(pick -> pick < 0);
        if (kept[axis] > 1 || padding) extents[axis] = picks.length;
        return picked(to, extents, a -> a == axis && extents[axis] > 1 ? i -> picks[i] : i -> i).collapsed();
    }

    Boxes turned(int[] order, Shape to) {
        int[] extents = IntStream.of(order).map(axis -> kept[axis]).toArray(), steps = steps(kept), index =
            new int[order.length];
        Boxes next = blank(to, extents);
        for (int at = 0; at < size(extents); at++) {
            int source = 0;
            for (int axis = 0; axis < order.length; axis++) source += index[axis] * steps[order[axis]];
            for (int side = 0; side < SIDES; side++) next.sides[side][at] = sides[side][source];
            for (int axis = order.length - 1; axis >= 0 && ++index[axis] == extents[axis]; axis--) index[axis] = 0;
        }
        return next;
    }

    /** All cells along some axes joined into one; the axes stay, of extent 1. */
    Boxes joined(boolean[] along) {
        int[] extents = kept.clone(), once = shape.toArray();
        for (int axis = 0; axis < extents.length; axis++) {
            if (along[axis]) extents[axis] = once[axis] = 1;
        }
        Boxes next = blank(Shape.of(once), extents);
        int[] into = steps(extents), index = new int[kept.length];
        for (int at = 0; at < size(kept); at++) {
            int target = 0;
            for (int axis = 0; axis < kept.length; axis++) if (extents[axis] > 1) target += index[axis] * into[axis];
            for (int side = 0; side < SIDES; side++) {
                next.sides[side][target] = union(side, next.sides[side][target], sides[side][at]);
            }
            for (int axis = kept.length - 1; axis >= 0 && ++index[axis] == kept[axis]; axis--) index[axis] = 0;
        }
        return next;
    }

    /** Each cell joined with all before it along an axis, or with all behind it. */
    Boxes cumulated(int axis, boolean fromLast) {
        int extent = kept[axis], step = steps(kept)[axis];
        Boxes next = picked(shape, kept, a -> i -> i);
        for (int k = 0; k < size(kept); k++) {
            int at = fromLast ? size(kept) - 1 - k : k, place = at / step % extent;
            if (place == (fromLast ? extent - 1 : 0)) continue;
            for (int side = 0; side < SIDES; side++) {
                float[] cells = next.sides[side];
                cells[at] = union(side, cells[at], cells[fromLast ? at + step : at - step]);
            }
        }
        return next;
    }

    /** The same with axes of extent 1 put in or left out, or with other extents along axes kept once. */
    Boxes as(Shape to) {
        int[] extents = new int[to.rank()], mine = IntStream.of(kept).filter(extent -> extent > 1).toArray();
        if (mine.length == 0) {
            Arrays.fill(extents, 1);
            return new Boxes(to, extents, sides);
        }
        int shift = to.rank() - kept.length;
        for (int axis = 0; axis < extents.length; axis++) extents[axis] = axis >= shift ? kept[axis - shift] : 1;
        return new Boxes(to, extents, sides);
    }

    /** Both at once, broadcast; axes count from the last. Of too many cells each sees all of one of them. */
    Boxes and(Boxes other, Shape to) {
        Boxes a = as(to), b = other.as(to);
        int[] extents = new int[to.rank()];
        Arrays.setAll(extents, axis -> Math.max(a.kept[axis], b.kept[axis]));
        if (IntStream.of(extents).asLongStream().reduce(1, (x, y) -> x * y) > LARGEST) {
            boolean[] all = new boolean[extents.length];
            Arrays.fill(all, true);
            return size(a.kept) < size(b.kept) ? b.and(a.joined(all), to) : a.and(b.joined(all), to);
        }
        Boxes both = a.spread(extents), more = b.spread(extents);
        for (int side = 0; side < SIDES; side++) {
            for (int at = 0; at < both.sides[side].length; at++) {
                both.sides[side][at] = union(side, both.sides[side][at], more.sides[side][at]);
            }
        }
        return both;
    }

    /** Axes along which nothing changes kept once. */
    private Boxes collapsed() {
        Boxes result = this;
        for (int axis = 0; axis < kept.length; axis++) {
            if (kept[axis] == 1) continue;
            int step = steps(result.kept)[axis], extent = result.kept[axis];
            if (!result.sameAlong(step, extent)) continue;
            int[] extents = result.kept.clone();
            extents[axis] = 1;
            result = result.picked(shape, extents, a -> i -> i);
        }
        return result;
    }

    private boolean sameAlong(int step, int extent) {
        for (float[] side : sides) {
            for (int at = 0; at < side.length; at++) {
                if (at / step % extent > 0 && side[at] != side[at - step]) return false;
            }
        }
        return true;
    }

    static int[] steps(int[] extents) {
        int[] steps = new int[extents.length];
        int step = 1;
        for (int axis = steps.length - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= extents[axis];
        }
        return steps;
    }
}
