package org.normscope.view.normalize;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import org.normscope.color.Mosaic;
import org.normscope.normalize.CellBox;

/**
 * The cells of a box as they lie in a mosaic, in pixels of the mosaic. Units that are shown whole and side by side are
 * drawn round as one; windows inside tiles stand for themselves.
 *
 * @param loops  closed lines
 * @param before units of the box that come before the first unit shown
 * @param after  units of the box that come after the last unit shown
 */
public record Outline(List<List<Point2D>> loops, int before, int after) {
    public static final Outline NONE = new Outline(List.of(), 0, 0);

    /** @param picture the picture of the batch that the mosaic shows */
    public static Outline of(CellBox box, Mosaic mosaic, int picture) {
        if (picture < box.n0() || picture >= box.n1()) return NONE;
        int end = mosaic.first() + mosaic.units();
        int from = Math.max(box.c0(), mosaic.first()), to = Math.min(box.c1(), end);
        int before = Math.max(0, Math.min(mosaic.first(), box.c1()) - box.c0());
        int after = Math.max(0, box.c1() - Math.max(end, box.c0()));
        CellBox shown = shown(box, mosaic);
        if (from >= to || shown.y0() >= shown.y1()) return new Outline(List.of(), before, after);
        boolean whole = shown.y0() == 0 && shown.x0() == 0 && shown.y1() == mosaic.tileHeight()
            && shown.x1() == mosaic.tileWidth();
        return new Outline(whole ? run(mosaic, from, to - 1) : windows(shown, mosaic, from, to), before, after);
    }

    /** Of the rows that a tile shows, counted from its top. */
    private static CellBox shown(CellBox box, Mosaic mosaic) {
        return new CellBox(box.n0(), box.n1(), box.c0(), box.c1(), Math.max(0, box.y0() - mosaic.row()),
            Math.min(mosaic.tileHeight(), box.y1() - mosaic.row()), box.x0(), box.x1());
    }

    /** The rectangles that the box covers, one for each unit shown. */
    public static List<Rectangle2D> rectangles(CellBox box, Mosaic mosaic, int from, int to) {
        List<Rectangle2D> rectangles = new ArrayList<>();
        for (int unit = from; unit < to; unit++) {
            rectangles.add(new Rectangle2D(mosaic.left(unit) + box.x0(), mosaic.top(unit) + box.y0(),
                box.x1() - box.x0(), box.y1() - box.y0()));
        }
        return rectangles;
    }

    private static List<List<Point2D>> windows(CellBox box, Mosaic mosaic, int from, int to) {
        return rectangles(box, mosaic, from, to).stream()
            .map(r -> rectangle(r.getMinX(), r.getMinY(), r.getMaxX(), r.getMaxY())).toList();
    }

    /** Round whole tiles from first to last in reading order: a rectangle, a staircase of two steps, or two pieces. */
    private static List<List<Point2D>> run(Mosaic mosaic, int first, int last) {
        double x0 = mosaic.left(first), y0 = mosaic.top(first);
        double x1 = mosaic.left(last) + mosaic.tileWidth(), y1 = mosaic.top(last) + mosaic.tileHeight();
        double right = mosaic.width();
        int rows = (last - mosaic.first()) / mosaic.columns() - (first - mosaic.first()) / mosaic.columns() + 1;
        if (rows == 1 || x0 == 0 && x1 == right) return List.of(rectangle(x0, y0, x1, y1));
        double firstBottom = y0 + mosaic.tileHeight(), lastTop = mosaic.top(last);
        if (rows == 2 && x1 <= x0) return List.of(rectangle(x0, y0, right, firstBottom), rectangle(0, lastTop, x1, y1));
        // The upper step is where the second row of the run begins, the lower one where its last row but one ends.
        double secondTop = y0 + mosaic.tileHeight() + mosaic.gap(), lastButOneBottom = lastTop - mosaic.gap();
        List<Point2D> loop = new ArrayList<>(List.of(new Point2D(x0, y0), new Point2D(right, y0)));
        if (x1 < right) {
            loop.add(new Point2D(right, lastButOneBottom));
            loop.add(new Point2D(x1, lastButOneBottom));
        }
        loop.add(new Point2D(x1, y1));
        loop.add(new Point2D(0, y1));
        if (x0 > 0) {
            loop.add(new Point2D(0, secondTop));
            loop.add(new Point2D(x0, secondTop));
        }
        return List.of(List.copyOf(loop));
    }

    private static List<Point2D> rectangle(double x0, double y0, double x1, double y1) {
        return List.of(new Point2D(x0, y0), new Point2D(x1, y0), new Point2D(x1, y1), new Point2D(x0, y1));
    }
}
