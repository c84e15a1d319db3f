package org.normscope.state.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.color.ColorMap;
import org.normscope.image.BadPictureException;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;
import org.normscope.network.Layer;
import org.normscope.patches.IndexException;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.Ranking;
import org.normscope.state.desk.Thumbnails;
import org.normscope.tensor.Tensor;

/** All that is shown of one unit. */
final class UnitStage {
    /** Of a large patch, a patch in a neighbour's block, and the longer side of a source picture, pixels. */
    private static final int LARGE = 112, SMALL = 28, SOURCE = 640;

    /**
     * @param kin  the layer with its neighbours, in order
     * @param maps of these on the current picture; empty where there is none
     */
    record Request(OpenIndex open, Layer layer, int unit, int place, Ranking ranking, List<Layer> kin,
                   Map<Layer, Tensor> maps, ColorMap map) { }

    private UnitStage() { }

    static OpenedUnit run(Request request) {
        PatchIndex index = request.open().index();
        IndexedLayer layer = index.layer(request.layer().name());
        List<Patch> patches = index.top(layer, request.unit(), request.ranking());
        List<Pixels> cut = BlockPainter.cut(request.open().cutter(), patches, LARGE);
        List<OpenedUnit.Firing> firing = new ArrayList<>();
        for (int i = 0; i < patches.size(); i++) {
            Patch patch = patches.get(i);
            firing.add(new OpenedUnit.Firing(cut.get(i), patch.value(), patch.x(), patch.y(), patch.name(),
                patch.picture()));
        }
        int place = Math.min(request.place(), Math.max(0, patches.size() - 1));
        return new OpenedUnit(request.layer(), request.unit(), List.copyOf(firing), place,
            patches.isEmpty() ? null : source(request, patches.get(place)),
            ActivationSpread.of(index.distribution(layer, request.unit())),
            map(request, request.layer()), kin(request));
    }

    private static OpenedUnit.@Nullable Source source(Request request, Patch patch) {
        try {
            Pixels whole = request.open().cutter().picture(patch);
            double scale = Math.min(1, (double) SOURCE / Math.max(whole.width(), whole.height()));
            int width = (int) Math.max(1, Math.round(whole.width() * scale)),
                height = (int) Math.max(1, Math.round(whole.height() * scale));
            Pixels shown = scale == 1 ? whole
                : Resampling.resample(whole, new Placement(0, 0, whole.width(), whole.height()), width, height, 0);
            Placement field = patch.placement(request.open().index().preprocessing());
            return new OpenedUnit.Source(shown, field.x() / whole.width(), field.y() / whole.height(),
                field.width() / whole.width(), field.height() / whole.height());
        } catch (BadPictureException | IndexException e) {
            return null; // It is gone since; its patches are shown gray.
        }
    }

    private static List<OpenedUnit.Kin> kin(Request request) {
        PatchIndex index = request.open().index();
        List<OpenedUnit.Kin> kin = new ArrayList<>();
        boolean after = false;
        for (Layer layer : request.kin()) {
            if (layer.equals(request.layer())) {
                after = true;
                continue;
            }
            List<Patch> patches = index.top(index.layer(layer.name()), request.unit(), request.ranking());
            Pixels block = BlockPainter.block(BlockPainter.cut(request.open().cutter(), patches, SMALL), SMALL, 1);
            kin.add(new OpenedUnit.Kin(layer, after, block, map(request, layer)));
        }
        return List.copyOf(kin);
    }

    private static @Nullable Pixels map(Request request, Layer layer) {
        Tensor maps = request.maps().get(layer);
        return maps == null ? null : Thumbnails.paint(maps, request.unit(), request.map());
    }
}
