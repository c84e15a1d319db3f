package org.normscope.patches.field;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.normscope.patches.field.ReceptiveField.Branch;
import org.normscope.tensor.Shape;

/**
 * What the cells of a value see of the picture, and where in the value rows and columns lie.
 *
 * @param rowAxis    axis of the rows, or {@link #NONE} where the value has a single cell
 * @param columnAxis axis of the columns
 * @param statistics whether whole maps had a say on the way
 * @param unknown    first operator on the way that was not understood; empty where all were
 * @param boxes      what single cells see, where rows and columns alone do not tell it; else null
 * @param shape      of the value
 */
record Sight(List<Branch> branches, int rowAxis, int columnAxis, boolean statistics, String unknown,
    @Nullable Boxes boxes, Shape shape) {
    static final int NONE = -1;

    /** The picture as the network is fed it. */
    static Sight picture(Shape shape, int rowAxis, int columnAxis) {
        Branch itself = new Branch(Reach.identity(shape.extent(rowAxis)), Reach.identity(shape.extent(columnAxis)));
        return new Sight(List.of(itself), rowAxis, columnAxis, false, "", null, shape);
    }

    boolean singleCell() {
        return rows() == 1 && columns() == 1;
    }

    int rows() {
        return branches.get(0).rows().cells();
    }

    int columns() {
        return branches.get(0).columns().cells();
    }

    /** Whether rows and columns are where windows slide: axes 2 and 3 of four. */
    boolean asMaps() {
        return shape.rank() == 4 && (rowAxis == 2 && columnAxis == 3 || singleCell() && boxes == null);
    }

    /** With a cell for each place where one stood for all, as of maps that see the same everywhere. */
    Sight spread() {
        if (!singleCell() || shape.rank() != 4 || shape.plane() == 1) return this;
        return mapped(reach -> reach.repeated(shape.h()), reach -> reach.repeated(shape.w()), shape);
    }

    /** Each cell sees what the cell in its place sees. */
    Sight reshaped(Shape to) {
        return new Sight(branches, rowAxis, columnAxis, statistics, unknown, boxes, to);
    }

    Sight at(int rows, int columns, Shape to) {
        return new Sight(branches, rows, columns, statistics, unknown, null, to);
    }

    Sight withStatistics() {
        return new Sight(branches, rowAxis, columnAxis, true, unknown, boxes, shape);
    }

    /** Rows and columns mapped, branch by branch; the result is maps on axes 2 and 3. */
    Sight mapped(UnaryOperator<Reach> rows, UnaryOperator<Reach> columns, Shape to) {
        return mapped(rows, columns, 2, 3, to);
    }

    Sight mapped(UnaryOperator<Reach> rows, UnaryOperator<Reach> columns, int row, int column, Shape to) {
        List<Branch> mapped = branches.stream()
            .map(branch -> new Branch(rows.apply(branch.rows()), columns.apply(branch.columns()))).toList();
        return new Sight(mapped, row, column, statistics, unknown, null, to);
    }

    /** What single cells see. */
    Boxes boxed() {
        return boxes != null ? boxes : Boxes.of(this);
    }

    /** With the caveats of another beside its own. */
    Sight caveats(Sight other) {
        String said = unknown.isEmpty() ? other.unknown : unknown;
        return new Sight(branches, rowAxis, columnAxis, statistics || other.statistics, said, boxes, shape);
    }

    /** Every cell sees the whole picture. */
    Sight whole(Shape to, String operator) {
        boolean maps = to != null && to.rank() == 4;
        List<Branch> all = wholeBranches(maps ? to.h() : 1, maps ? to.w() : 1);
        String said = unknown.isEmpty() ? operator : unknown;
        return new Sight(all, maps ? 2 : NONE, maps ? 3 : NONE, statistics, said, null, to);
    }

    private List<Branch> wholeBranches(int rows, int columns) {
        Branch any = branches.get(0);
        return List.of(new Branch(Reach.whole(any.rows().pixels(), rows),
            Reach.whole(any.columns().pixels(), columns)));
    }

    /** Both at once: what an addition or a concatenation of channels sees. */
    Sight and(Sight other) {
        List<Branch> both = new ArrayList<>(branches);
        both.addAll(other.branches);
        String said = unknown.isEmpty() ? other.unknown : unknown;
        List<Branch> pruned = new ReceptiveField(both, false, said).branches();
        return new Sight(pruned, rowAxis, columnAxis, statistics || other.statistics, said, null, shape);
    }

    /** As the layer's maps are read: rows and columns of {@link Shape#h()} and {@link Shape#w()}. */
    ReceptiveField field() {
        boolean readable = rows() == shape.h() && columns() == shape.w() && (asMaps() || singleCell() && boxes == null);
        if (readable) return new ReceptiveField(branches, statistics, unknown);
        Branch hull = Scattered.hull(boxed(), branches.get(0));
        return new ReceptiveField(List.of(hull), statistics, unknown, hull.rows().cells() * hull.columns().cells() > 1);
    }
}
