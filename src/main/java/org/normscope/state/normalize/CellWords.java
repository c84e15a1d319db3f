package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.CellBox;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.Parameter;
import org.normscope.normalize.Partition;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Words;
import org.normscope.tensor.Shape;

/** The set of cells that share statistics, in words; read from the partition that the mathematics uses. */
final class CellWords {
    /** Rows of the maps at which a partition is asked: more than a window has, so that it is told from a whole map. */
    private static final int ROWS = 511;

    private CellWords() { }

    /** In short: "over (N,H,W)". Null where the normalization does not suit the layer. */
    static @Nullable Words brief(PaneSettings pane, @Nullable PaneSite site, Shape maps) {
        if (pane.raw()) return Words.of("pane.cells.raw");
        if (site == null) return null;
        Catalogue.Entry entry = pane.entry().orElseThrow();
        Catalogue.Measure measure = entry.measure(pane.parameters());
        return switch (measure) {
            case MOMENTS, SQUARES, MAGNITUDES -> pane.takesStyle() ? styled(pane, "pane.cells.styled")
                : Catalogue.disguised(entry, site.normalization(), maps.c())
                    .map(other -> Words.of("pane.cells." + key(measure) + ".as", axes(site.normalization(), maps.c()),
                        other.shortName()))
                    .orElseGet(() -> Words.of("pane.cells." + key(measure), axes(site.normalization(), maps.c())));
            case COVARIANCE -> Words.of("pane.cells." + key(measure), spread(entry, site));
            case POOL -> pooled(pane, "pane.cells.pool");
            case PARTS, WEIGHTS, PATCHES, RUNNING -> Words.of("pane.cells." + key(measure));
        };
    }

    private static String key(Catalogue.Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    /** The sample photos, or a folder by its name. */
    private static Words pooled(PaneSettings pane, String key) {
        return pane.borrowed().pool().isEmpty() ? Words.of(key) : Words.of(key + ".of", pane.borrowed().poolName());
    }

    /** The axes that a covariance is taken over; the channels, or their groups, are what stands on its sides. */
    private static String spread(Catalogue.Entry entry, PaneSite site) {
        String groups = entry.parameters().stream().filter(Parameter.Divisor.class::isInstance)
            .map(groupCount -> "C/" + groupCount.key() + ",").collect(Collectors.joining());
        return (site.batch() ? "N," : "") + groups + "H,W";
    }

    /** The next picture of the tray, or one by its name. */
    private static Words styled(PaneSettings pane, String key, Object... arguments) {
        PictureChoice style = pane.borrowed().style();
        if (style.equals(PictureChoice.NONE)) return Words.of(key, arguments);
        return Words.of(key + ".by", Stream.concat(Stream.of(arguments), Stream.of(style.name())).toArray());
    }

    /** Which axes a set spans: "N,H,W", "C/8,H,W", "C±2". */
    private static String axes(Normalization normalization, int channels) {
        CellBox box = probed(normalization.partition(), channels);
        List<String> axes = new ArrayList<>();
        if (box.n1() - box.n0() > 1) axes.add("N");
        int span = box.c1() - box.c0();
        if (span == channels) axes.add("C");
        else if (span > 1) {
            axes.add(isGroup(normalization, box, channels) ? "C/" + channels / span : "C±" + (span - 1) / 2);
        }
        int rows = rows(box);
        if (rows == ROWS) axes.addAll(List.of("H", "W"));
        else if (rows > 1) axes.addAll(List.of("H±" + (rows - 1) / 2, "W±" + (rows - 1) / 2));
        return String.join(",", axes);
    }

    /** The set of a cell in the middle of maps that no window holds whole. */
    private static CellBox probed(Partition partition, int channels) {
        return partition.cellsOf(new Cell(0, channels / 2, ROWS / 2, 0), probe(channels));
    }

    /** One column: a layer may have so many channels that large maps of them would be no tensor. */
    private static Shape probe(int channels) {
        return Shape.of(2, channels, ROWS, 1);
    }

    private static int rows(CellBox box) {
        return box.y1() - box.y0();
    }

    /** A group's first cell has the same set as its others; a window's has not. */
    private static boolean isGroup(Normalization normalization, CellBox box, int channels) {
        Cell first = new Cell(0, box.c0(), box.y0(), box.x0());
        return normalization.partition().cellsOf(first, probe(channels)).equals(box);
    }

    /** The set of one cell: "6,400 cells: this channel, this picture". */
    static Words reach(PaneSettings pane, Partition partition, Cell cell, Shape maps) {
        CellBox box = partition.cellsOf(cell, maps);
        Catalogue.Measure measure = pane.entry().orElseThrow().measure(pane.parameters());
        return switch (measure) {
            case RUNNING, WEIGHTS -> Words.of("pane.reach." + key(measure));
            case PATCHES -> Words.of("pane.reach.patch", box.count());
            case POOL -> pooled(pane, "pane.reach.pool");
            case MOMENTS, PARTS, SQUARES, MAGNITUDES, COVARIANCE -> pane.takesStyle()
                ? styled(pane, "pane.reach.styled", box.count())
                : Words.of("pane.reach." + kind(partition, cell, box, maps), box.count(), box.c1() - box.c0());
        };
    }

    private static String kind(Partition partition, Cell cell, CellBox box, Shape maps) {
        int span = box.c1() - box.c0();
        // Asked in a batch of two: with one picture on the tray the set is the batch's all the same.
        if (partition.cellsOf(new Cell(0, cell.c(), 0, 0), Shape.of(2, maps.c(), 1, 1)).n1() == 2) {
            return span == 1 ? "batch" : "batchGroup";
        }
        boolean allChannels = span == maps.c();
        boolean wholeMap = rows(probed(partition, maps.c())) == ROWS;
        if (span == 1) return wholeMap ? "channel" : "window";
        if (wholeMap) return allChannels ? "picture" : "group";
        return allChannels ? "position" : "neighbours";
    }
}
