package org.normscope.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Projection;
import org.normscope.image.BadPictureException;
import org.normscope.patches.Corpus;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * The effective receptive field of one cell of a unit's map, measured over a corpus a picture at a time. Pictures on
 * which the cell is cut off say nothing and are not counted. Not thread-safe.
 */
public final class CorpusField {
    private final SeenBackwards backwards;
    private final FieldCell cell;
    private final Corpus corpus;
    private final List<Corpus.Entry> entries;
    private final List<Tensor> gradients = new ArrayList<>();
    private int next;

    /** @param pictures so many of the corpus, spread over all of it */
    public CorpusField(SeenBackwards backwards, FieldCell cell, Corpus corpus, int pictures) {
        this.backwards = backwards;
        this.cell = cell;
        this.corpus = corpus;
        List<Corpus.Entry> all = corpus.entries();
        int count = Math.min(pictures, all.size());
        entries = new ArrayList<>();
        for (int i = 0; i < count; i++) entries.add(all.get((int) ((long) i * all.size() / count)));
    }

    public FieldCell cell() {
        return cell;
    }

    public boolean done() {
        return next == entries.size();
    }

    /** One more picture. @throws java.util.concurrent.CancellationException where it is stopped */
    public void step(@Nullable Stop stop) {
        Corpus.Entry entry = entries.get(next);
        next++;
        try {
            Tensor gradient = backwards.of(corpus.read(entry.name()).pixels().get().overWhite(), cell,
                Projection.GRADIENT, stop);
            for (float one : gradient.data()) {
                if (one == 0) continue;
                gradients.add(gradient);
                return;
            }
        } catch (BadPictureException e) {
            // Whoever indexed the corpus was told.
        }
    }

    /** Of the pictures that moved the cell, over its field. */
    public List<Tensor> gradients() {
        return List.copyOf(gradients);
    }
}
