package org.normscope.state.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.image.Pixels;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.Ranking;

/** The 3 x 3 block of one unit of every layer. */
final class WalkStage {
    private static final int SIDE = 24, HAIR = 1;

    /** @param units by layer name */
    record Request(OpenIndex open, Map<String, Integer> units, Ranking ranking) { }

    /** @param blocks by layer name */
    record Answer(Map<String, Pixels> blocks) { }

    private WalkStage() { }

    static Answer run(Request request) {
        PatchIndex index = request.open().index();
        Map<String, Pixels> blocks = new LinkedHashMap<>();
        request.units().forEach((name, unit) -> {
            List<Pixels> cut = BlockPainter.cut(request.open().cutter(),
                index.top(index.layer(name), unit, request.ranking()), SIDE);
            blocks.put(name, BlockPainter.block(cut, SIDE, HAIR));
        });
        return new Answer(blocks);
    }
}
