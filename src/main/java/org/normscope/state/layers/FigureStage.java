package org.normscope.state.layers;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.Patch;
import org.normscope.patches.Ranking;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.state.desk.Words;
import org.normscope.tensor.Tensor;

/** From an index to the figure of a layer: which units stand on the page, and their patches. */
final class FigureStage {
    /** Of a patch, of the lines between them, between blocks, pixels. */
    private static final int SIDE = 64, HAIR = 2, GAP = 16;

    /**
     * @param maps  of the layer on the current picture; null where it is not known, or not needed
     * @param given units to show, whatever the order; empty for those of the page
     */
    record Request(OpenIndex open, Layer layer, Ranking ranking, UnitOrder order, int page, @Nullable Tensor maps,
                   List<Integer> given) { }

    private FigureStage() { }

    static UnitFigure run(Request request) {
        IndexedLayer layer = request.open().index().layer(request.layer().name());
        List<Integer> order = order(request, layer);
        int page = Math.min(request.page(), (order.size() - 1) / LayersSettings.BLOCKS);
        List<Integer> units = request.given().isEmpty() ? page(order, page)
            : request.given().stream().filter(unit -> unit < layer.units()).toList();
        int block = BlockPainter.blockSide(SIDE, HAIR);
        Pixels pixels = paint(request, layer, units, block);
        return new UnitFigure(request.layer(), units, order, page, pixels, block, GAP, field(layer.field()),
            layer.field().plusStatistics(), request.open().index().notFinite(layer, units));
    }

    private static List<Integer> page(List<Integer> order, int page) {
        int from = page * LayersSettings.BLOCKS;
        return List.copyOf(order.subList(from, Math.min(from + LayersSettings.BLOCKS, order.size())));
    }

    private static List<Integer> order(Request request, IndexedLayer layer) {
        return switch (request.order()) {
            case INDEX -> IntStream.range(0, layer.units()).boxed().toList();
            case STRENGTH -> descending(layer, strengths(request.maps()));
            case SPREAD -> descending(layer, unit -> request.open().index().distribution(layer, unit).spread());
        };
    }

    /** What is no number comes last; among equals the lower unit comes first. */
    private static List<Integer> descending(IndexedLayer layer, IntToDoubleFunction worth) {
        double[] worths = IntStream.range(0, layer.units()).mapToDouble(worth)
            .map(value -> Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value).toArray();
        return IntStream.range(0, layer.units()).boxed()
            .sorted(Comparator.comparingDouble(unit -> -worths[unit])).toList();
    }

    private static IntToDoubleFunction strengths(@Nullable Tensor maps) {
        return maps == null ? unit -> 0 : unit -> strongest(maps, unit);
    }

    private static double strongest(Tensor maps, int unit) {
        int plane = maps.shape().plane();
        double strongest = Double.NEGATIVE_INFINITY;
        for (int i = unit * plane; i < (unit + 1) * plane; i++) strongest = Math.max(strongest, maps.data()[i]);
        return strongest;
    }

    private static Pixels paint(Request request, IndexedLayer layer, List<Integer> units, int block) {
        int side = BlockPainter.ROW * block + (BlockPainter.ROW - 1) * GAP;
        List<List<Patch>> patches =
            units.stream().map(unit -> request.open().index().top(layer, unit, request.ranking())).toList();
        BlockPainter.cut(request.open().cutter(), patches.stream().flatMap(List::stream).toList(), SIDE);
        int[] argb = new int[side * side];
        for (int i = 0; i < units.size(); i++) {
            List<Pixels> cut = BlockPainter.cut(request.open().cutter(), patches.get(i), SIDE);
            BlockPainter.lay(cut, SIDE, HAIR, argb, side, i % BlockPainter.ROW * (block + GAP),
                i / BlockPainter.ROW * (block + GAP));
        }
        return new Pixels(side, side, argb);
    }

    static Words field(ReceptiveField field) {
        if (field.wholePicture()) return Words.of("layers.field.whole");
        return Words.of("layers.field", String.valueOf(Math.round(field.width())),
            String.valueOf(Math.round(field.height())));
    }
}
