package org.normscope.state.layers;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Projection;
import org.normscope.flow.SeenBackwards;
import org.normscope.image.BadPictureException;
import org.normscope.network.Layer;
import org.normscope.patches.IndexException;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.Patch;
import org.normscope.patches.Ranking;
import org.normscope.task.Stop;
import org.normscope.task.Stopwatch;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Sees one patch of a unit backwards: as the index keeps it, else by a run. */
final class TraceStage {
    /** Whose patches. @param patches as they stood when it was asked */
    record Key(OpenIndex open, SeenBackwards backwards, Layer layer, int unit, Ranking ranking,
               List<OpenedUnit.Firing> patches) { }

    record Turn(Key key, Projection method, int place) { }

    /**
     * @param patch        null where it is gone
     * @param milliseconds that it took; 0 where it was kept
     */
    record Traced(Turn turn, @Nullable Patch patch, Tensor cells, double milliseconds) { }

    private TraceStage() { }

    static Traced run(Turn turn, Stop stop) {
        Key key = turn.key();
        IndexedLayer layer = key.open().index().layer(key.layer().name());
        List<Patch> patches = key.open().index().top(layer, key.unit(), key.ranking());
        if (turn.place() >= patches.size()) return gone(turn);
        Patch patch = patches.get(turn.place());
        Optional<Tensor> kept = key.open().index().projection(layer, key.unit(), turn.method().name(), patch);
        if (kept.isPresent()) return new Traced(turn, patch, kept.get(), 0);
        Stopwatch watch = Stopwatch.started();
        try {
            Tensor cells = key.backwards().of(key.open().cutter(), patch, key.layer(), key.unit(), turn.method(), stop);
            return new Traced(turn, patch, cells, watch.seconds() * 1e3);
        } catch (BadPictureException | IndexException e) {
            return gone(turn); // Its picture was taken away since: its patch is shown grey.
        }
    }

    private static Traced gone(Turn turn) {
        return new Traced(turn, null, Tensor.zeros(Shape.of(1, 1, 1, 1)), 0);
    }
}
