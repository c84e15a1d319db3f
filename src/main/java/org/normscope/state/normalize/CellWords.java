package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.normscope.normalize.Cell;
import org.normscope.normalize.CellBox;
import org.normscope.normalize.Ingredient;
import org.normscope.normalize.Normalization;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Words;
import org.normscope.tensor.Shape;

/** The set of cells that share statistics, in words; read from the partition that the mathematics uses. */
final class CellWords {
    /** Rows of the maps at which a partition is asked: more than any window has, so that it is told from a whole map. */
    private static final int ROWS = 511;

    private CellWords() { }

    /** In short: "over (N,H,W)". Null where the normalization does not suit the layer. */
    static Words brief(PaneSettings pane, PaneSite site, Shape maps) {
        if (pane.raw()) return Words.of("pane.cells.raw");
        if (site == null) return null;
        switch (pane.normalization()) {
            case "cosine": return Words.of("pane.cells.patches");
            case "wn", "ws": return Words.of("pane.cells.weights");
            case "ubn": return pane.borrowed().pool().isEmpty() ? Words.of("pane.cells.pool") : Words.of("pane.cells.pool.of", pane.borrowed().poolName());
            case "ibn-a": return Words.of("pane.cells.parts");
            case "gw": return Words.of("pane.cells.covariance", "C/g,H,W");
            case "bw": return Words.of("pane.cells.covariance", "N,H,W");
            case "iw": return Words.of("pane.cells.covariance", "H,W");
            case "sw": return Words.of("pane.cells.covariance", site.batch() ? "N,H,W" : "H,W");
            default:
        }
        if (running(pane)) return Words.of("pane.cells.running");
        if (pane.takesStyle()) return styled(pane, "pane.cells.styled");
        Normalization normalization = site.normalization();
        String what = normalization.ingredients().contains(Ingredient.MEAN) ? "moments"
            : pane.normalization().equals("l1-channel") ? "magnitudes" : "squares";
        return Words.of("pane.cells." + what, axes(normalization, maps.c()));
    }

    /** The next picture of the tray, or one by its name. */
    private static Words styled(PaneSettings pane, String key, Object... arguments) {
        PictureChoice style = pane.borrowed().style();
        if (style.equals(PictureChoice.NONE)) return Words.of(key, arguments);
        return Words.of(key + ".by", Stream.concat(Stream.of(arguments), Stream.of(style.name())).toArray());
    }

    private static boolean running(PaneSettings pane) {
        return pane.normalization().equals("bn") && pane.parameters().get("stats").orElse("").equals("running");
    }

    /** Which axes a set spans: "N,H,W", "C/8,H,W", "C±2". */
    private static String axes(Normalization normalization, int channels) {
        // One column: a layer may have so many channels that large maps of them would be no tensor.
        Shape probe = Shape.of(2, channels, ROWS, 1);
        Cell middle = new Cell(0, channels / 2, ROWS / 2, 0);
        CellBox box = normalization.partition().cellsOf(middle, probe);
        List<String> axes = new ArrayList<>();
        if (box.n1() - box.n0() > 1) axes.add("N");
        int span = box.c1() - box.c0();
        if (span == channels) axes.add("C");
        else if (span > 1) axes.add(isGroup(normalization, box, probe) ? "C/" + channels / span : "C±" + (span - 1) / 2);
        int rows = box.y1() - box.y0();
        if (rows == ROWS) axes.addAll(List.of("H", "W"));
        else if (rows > 1) axes.addAll(List.of("H±" + (rows - 1) / 2, "W±" + (rows - 1) / 2));
        return String.join(",", axes);
    }

    /** A group's first cell has the same set as its others; a window's has not. */
    private static boolean isGroup(Normalization normalization, CellBox box, Shape probe) {
        return normalization.partition().cellsOf(new Cell(0, box.c0(), box.y0(), box.x0()), probe).equals(box);
    }

    /** The set of one cell: "6,400 cells: this channel, this picture". */
    static Words reach(PaneSettings pane, CellBox box, Shape maps) {
        if (running(pane) || pane.normalization().equals("wn") || pane.normalization().equals("ws")) {
            return Words.of("pane.reach." + (running(pane) ? "running" : "weights"));
        }
        if (pane.normalization().equals("cosine")) return Words.of("pane.reach.patch");
        if (pane.takesPool()) return pane.borrowed().pool().isEmpty() ? Words.of("pane.reach.pool") : Words.of("pane.reach.pool.of", pane.borrowed().poolName());
        if (pane.takesStyle()) return styled(pane, "pane.reach.styled", box.count());
        boolean wholeMap = box.y1() - box.y0() == maps.h() && box.x1() - box.x0() == maps.w() && !pane.normalization().equals("lrn-intra");
        int span = box.c1() - box.c0();
        boolean allChannels = span == maps.c();
        String kind = box.n1() - box.n0() > 1 || pane.normalization().equals("bn") ? span == 1 ? "batch" : "batchGroup"
            : span == 1 ? wholeMap ? "channel" : "window"
            : wholeMap ? allChannels ? "picture" : "group"
            : allChannels ? "position" : "neighbours";
        return Words.of("pane.reach." + kind, box.count(), span);
    }
}
