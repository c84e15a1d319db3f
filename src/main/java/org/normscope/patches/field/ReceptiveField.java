package org.normscope.patches.field;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Operators;

/**
 * The receptive field of every cell of a layer: the pixels of the network's input on which the cell depends along the
 * convolution path, told from the graph. Coordinates are pixels of the input, x to the right, y down.
 */
public final class ReceptiveField {
    /**
     * What several branches see is kept apart only where padding makes their union no box; past this many it is joined.
     */
    private static final int BRANCHES = 8;

    /** One way from the picture to the cells: cell (y, x) sees rows(y) times columns(x). */
    record Branch(Reach rows, Reach columns) {
        Branch union(Branch other) {
            return new Branch(rows.union(other.rows), columns.union(other.columns));
        }

        boolean within(Branch other) {
            return rows.within(other.rows) && columns.within(other.columns);
        }

        boolean seesEverywhere() {
            return rows.seesEverywhere() && columns.seesEverywhere();
        }
    }

    private final List<Branch> branches;
    private final boolean statistics;
    private final String unknown;
    private final boolean bound;
    /** Down and across, as soon as they were asked for: to tell them all cells are gone over. */
    private final @Nullable Law[] laws = new Law[2];

    ReceptiveField(List<Branch> branches, boolean statistics, String unknown) {
        this(branches, statistics, unknown, false);
    }

    ReceptiveField(List<Branch> branches, boolean statistics, String unknown, boolean bound) {
        this.branches = pruned(branches);
        this.statistics = statistics;
        this.unknown = unknown;
        this.bound = bound;
    }

    /** The union of boxes is a box where none is empty; elsewhere only what another branch covers can be left out. */
    private static List<Branch> pruned(List<Branch> branches) {
        List<Branch> kept = new ArrayList<>();
        for (Branch branch : branches) {
            Branch added = branch;
            if (kept.stream().anyMatch(branch::within)) continue;
            kept.removeIf(other -> other.within(branch));
            for (int i = 0; i < kept.size(); i++) {
                boolean box = kept.get(i).seesEverywhere() && added.seesEverywhere();
                if (box || kept.size() >= BRANCHES) added = added.union(kept.remove(i--));
            }
            kept.add(added);
        }
        return List.copyOf(kept);
    }

    List<Branch> branches() {
        return branches;
    }

    /** Whether cells may see less than is told. */
    boolean bound() {
        return bound;
    }

    private Branch any() {
        return branches.get(0);
    }

    /** Cells down a map. */
    public int rows() {
        return any().rows().cells();
    }

    /** Cells across a map. */
    public int columns() {
        return any().columns().cells();
    }

    /** The bounding box of the pixels that the cell depends on; empty where only padding feeds it. */
    public Box box(int y, int x) {
        Box all = new Box(0, 0, 0, 0);
        for (Branch branch : branches) {
            if (!branch.rows().sees(y) || !branch.columns().sees(x)) continue;
            int left = branch.columns().first(x), top = branch.rows().first(y);
            all = all.union(new Box(left, top, branch.columns().last(x) - left + 1, branch.rows().last(y) - top + 1));
        }
        return all;
    }

    /** The cell's field with the part of it that lies in padding, outside the picture. */
    public Box padded(int y, int x) {
        Box all = new Box(0, 0, 0, 0);
        for (Branch branch : branches) {
            int left = branch.columns().low(x), top = branch.rows().low(y);
            all = all.union(new Box(left, top, branch.columns().high(x) - left + 1, branch.rows().high(y) - top + 1));
        }
        return all;
    }

    /** The cells whose field lies wholly inside the picture, in units of cells; empty where there are none. */
    public Box inside() {
        int[] rows = inside(true), columns = inside(false);
        return new Box(columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0]);
    }

    /** {first, past the last}. */
    private int[] inside(boolean down) {
        int cells = down ? rows() : columns(), from = cells, to = cells;
        for (int i = cells - 1; i >= 0; i--) {
            int cell = i;
            boolean fits = branches.stream().map(branch -> down ? branch.rows() : branch.columns())
                .allMatch(reach -> reach.low(cell) >= 0 && reach.high(cell) < reach.pixels());
            if (fits && from == to) to = i + 1;
            if (fits) from = i;
        }
        return new int[] {from, to};
    }

    /**
     * Pixels across, away from the borders; the most where cells differ. Where all cells reach a border, padding
     * included. More where cells lie in steps: as many as hold what each one sees, a stride apart from its neighbours.
     */
    public double width() {
        return law(false).size();
    }

    /** Pixels down, as {@link #width}. */
    public double height() {
        return law(true).size();
    }

    private Law law(boolean down) {
        Law known = laws[down ? 0 : 1];
        if (known == null) laws[down ? 0 : 1] = known = told(down);
        return known;
    }

    private Law told(boolean down) {
        int[] told = extents(down);
        List<Reach> reaches = branches.stream().map(branch -> down ? branch.rows() : branch.columns()).toList();
        double from = reaches.stream().mapToDouble(Reach::offset).min().orElseThrow(),
            to = reaches.stream().mapToDouble(reach -> reach.offset() + reach.size()).max().orElseThrow();
        return Law.of(reaches, told.length > 0 ? told[1] : to - from);
    }

    /** The least of {@link #width} that a cell away from the borders has: less behind what repeats or drops cells. */
    public double leastWidth() {
        int[] told = extents(false);
        return told.length > 0 ? told[0] : width();
    }

    public double leastHeight() {
        int[] told = extents(true);
        return told.length > 0 ? told[0] : height();
    }

    /** {least, most} pixels that cells see which reach no border; none where all do. */
    private int[] extents(boolean down) {
        int least = Integer.MAX_VALUE, most = 0, pixels = (down ? any().rows() : any().columns()).pixels();
        for (int i = 0; i < (down ? rows() : columns()); i++) {
            int first = Integer.MAX_VALUE, last = -1;
            for (Branch branch : branches) {
                Reach reach = down ? branch.rows() : branch.columns();
                if (!reach.sees(i)) continue;
                first = Math.min(first, reach.first(i));
                last = Math.max(last, reach.last(i));
            }
            if (first <= 0 || last >= pixels - 1 || first > last) continue;
            least = Math.min(least, last - first + 1);
            most = Math.max(most, last - first + 1);
        }
        return most == 0 ? new int[0] : new int[] {least, most};
    }

    /** Whether the field is no more than a bound: single cells see less, on no rows and columns of their own. */
    public boolean atMost() {
        return bound;
    }

    /** Whether cells lie in steps, so that offset, stride and size tell more than each of them sees. */
    public boolean inSteps() {
        return law(false).wider() || law(true).wider();
    }

    /** Whether which pixels a cell sees depends on what is in the picture, so that the whole is said. */
    public boolean dependsOnData() {
        return !unknown.isEmpty() && Operators.of(unknown).footprint() == Footprint.DATA;
    }

    /** Pixels between the fields of neighbouring cells; 0 where all see the same, 0.5 behind an enlargement by two. */
    public double strideX() {
        return law(false).stride();
    }

    public double strideY() {
        return law(true).stride();
    }

    /** Where the field of cell (0, 0) begins: negative where it begins in padding. */
    public double offsetX() {
        return law(false).offset();
    }

    public double offsetY() {
        return law(true).offset();
    }

    /** Whether every cell sees the whole picture: behind global pooling, fully connected, or what is not understood. */
    public boolean wholePicture() {
        return strideX() == 0 && strideY() == 0;
    }

    /**
     * Whether a cell depends, beyond its field, on statistics of whole maps: behind instance, layer and group
     * normalization, or a gate that was pooled from whole maps (squeeze and excitation).
     */
    public boolean plusStatistics() {
        return statistics;
    }

    /** The operator on the way that was not understood, so that the whole picture is said; empty where all were. */
    public String unknownOperator() {
        return unknown;
    }
}
