package org.normscope.state.transfer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.transfer.LayerScore;

/** What is found out about a lesson at one moment; null where it was not asked for. */
record FoundOut(Ways ways, List<LayerScore> depth, @Nullable PictureLayout map, @Nullable LookAccuracy looks,
             @Nullable Smoothness smooth, @Nullable UnitPatches patches) {
    static final FoundOut NOTHING = new FoundOut(Ways.NONE, List.of(), null, null, null, null);
}
