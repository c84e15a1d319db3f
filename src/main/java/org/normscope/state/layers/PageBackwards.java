package org.normscope.state.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.attribution.Projection;
import org.normscope.flow.SeenBackwards;
import org.normscope.image.BadPictureException;
import org.normscope.network.Layer;
import org.normscope.patches.IndexException;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.Ranking;
import org.normscope.task.Job;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/** Sees all units of a page backwards and keeps that in the index's file, so that their plates are there at once. */
record PageBackwards(OpenIndex open, SeenBackwards backwards, Layer layer, List<Integer> units, Ranking ranking,
                     Projection method) {
    /** How many patches were seen that were not kept before. @throws IndexException where the file is being written */
    int run(Job<?> job) {
        PatchIndex index = open.index();
        IndexedLayer indexed = index.layer(layer.name());
        Stop stop = new Stop();
        int seen = 0;
        for (int i = 0; i < units.size(); i++) {
            Map<Patch, Tensor> fresh = new LinkedHashMap<>();
            for (Patch patch : index.top(indexed, units.get(i), ranking)) {
                job.report((double) i / units.size(), "");
                if (index.projection(indexed, units.get(i), method.name(), patch).isPresent()) continue;
                try {
                    fresh.put(patch, backwards.of(open.cutter(), patch, layer, units.get(i), method, stop));
                } catch (BadPictureException gone) {
                    continue; // Its patch is shown grey.
                }
            }
            if (!fresh.isEmpty()) index.keep(indexed, units.get(i), method.name(), fresh);
            seen += fresh.size();
        }
        return seen;
    }
}
