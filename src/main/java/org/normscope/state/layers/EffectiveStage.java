package org.normscope.state.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Projection;
import org.normscope.flow.CorpusField;
import org.normscope.flow.FieldCell;
import org.normscope.flow.SeenBackwards;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.Corpus;
import org.normscope.patches.field.Box;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/** Where a unit looks over the whole corpus, a few pictures at a time, or on the current picture. */
final class EffectiveStage {
    private static final int PICTURES = 64, PICTURES_A_TURN = 4;

    /**
     * @param corpus  empty where it is measured on the picture
     * @param picture as the network sees it; null where it is measured over the corpus
     */
    record Key(Network network, SeenBackwards backwards, Layer layer, int unit, String corpus,
               @Nullable Pixels picture) { }

    /**
     * @param source that it is shown over; the picture itself where it is measured on that
     * @param before as far as it has come; null at first
     */
    record Turn(Key key, ReceptiveField field, OpenedUnit.Source source, @Nullable Progress before) { }

    /** @param going null where there is no more to be done */
    record Progress(Turn turn, @Nullable CorpusField going, PlateField field) { }

    private final GraphRunner runner;

    EffectiveStage(GraphRunner runner) {
        this.runner = runner;
    }

    Progress run(Turn turn, Stop stop) {
        Key key = turn.key();
        if (key.picture() != null) return new Progress(turn, null, onPicture(turn, key.picture(), stop));
        FieldCell cell = FieldCell.middle(key.layer(), key.unit(), turn.field());
        CorpusField going = turn.before() != null && turn.before().going() != null ? turn.before().going()
            : new CorpusField(key.backwards(), cell, Corpus.of(key.corpus()), PICTURES);
        for (int i = 0; i < PICTURES_A_TURN && !going.done(); i++) going.step(stop);
        PlateField field = FieldStage.run(new FieldStage.Request(FieldOver.CORPUS, cell.field(), turn.source(),
            going.gradients()));
        return new Progress(turn, going.done() ? null : going, field);
    }

    private PlateField onPicture(Turn turn, Pixels picture, Stop stop) {
        Key key = turn.key();
        Tensor maps = key.network().run(runner, key.network().spec().preprocessing().apply(List.of(picture)),
            List.of(key.layer().output())).get(key.layer().output());
        int plane = maps.shape().plane(), best = key.unit() * plane;
        for (int i = best; i < (key.unit() + 1) * plane; i++) if (maps.data()[i] > maps.data()[best]) best = i;
        int at = best - key.unit() * plane;
        FieldCell cell = FieldCell.of(key.layer(), key.unit(), at / maps.shape().w(),
            at % maps.shape().w(), turn.field());
        Box box = cell.field();
        OpenedUnit.Source source = new OpenedUnit.Source(picture, (double) box.x() / picture.width(),
            (double) box.y() / picture.height(), (double) box.width() / picture.width(),
            (double) box.height() / picture.height());
        return FieldStage.run(new FieldStage.Request(FieldOver.PICTURE, box, source,
            List.of(key.backwards().of(picture, cell, Projection.GRADIENT, stop))));
    }
}
