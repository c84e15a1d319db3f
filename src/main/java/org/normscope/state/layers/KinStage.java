package org.normscope.state.layers;

import java.util.List;
import org.normscope.network.Layer;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.Ranking;

/** The next of kin of a unit, with their patches. */
final class KinStage {
    private static final int KIN = 4, SIDE = 32, HAIR = 1;

    record Request(OpenIndex open, Layer layer, int unit, Ranking ranking) { }

    private KinStage() { }

    static List<PlateKin> run(Request request) {
        PatchIndex index = request.open().index();
        IndexedLayer layer = index.layer(request.layer().name());
        return index.kin(layer, request.unit(), KIN).stream().map(kin -> new PlateKin(kin.unit(), kin.likeness(),
            BlockPainter.block(BlockPainter.cut(request.open().cutter(),
                index.top(layer, kin.unit(), request.ranking()), SIDE), SIDE, HAIR))).toList();
    }
}
