package org.normscope.state.layers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Ascent;
import org.normscope.attribution.DiverseAscent;
import org.normscope.attribution.MeanSpectrum;
import org.normscope.attribution.Start;
import org.normscope.image.BadPictureException;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.gradient.Objective;
import org.normscope.patches.Corpus;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Sources;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/**
 * A unit's wish, a few steps at a time: between two turns others that wait for the network have theirs, and whoever
 * looks sees it grow.
 */
final class WishStage {
    private static final int STEPS_A_TURN = 2, TURNS_A_LOOK = 8;
    /** Networks of larger pictures are asked at this size, where they take it: four times as fast, and as good. */
    private static final int LONGEST = 160, SMALLER = 128;

    /** To the user's picture: features come up, and the picture is still known. */
    private static final double HELD = .1;
    /** Pictures of the corpus that tell its spectrum. */
    private static final int MOST_PICTURES = 200;

    /**
     * What is wished, by whom.
     *
     * @param corpus  whose spectrum is kept; empty where it is not
     * @param picture that it begins with; null for noise
     */
    record Key(NetworkChoice choice, Network network, String layer, int unit, long seed, int steps, WishSettings how,
               String corpus, @Nullable Pixels picture) { }

    /** @param before as far as it has come; null at first */
    record Turn(Key key, @Nullable Progress before) { }

    /** The ascent itself goes on from turn to turn; one turn runs at a time. */
    record Progress(Key key, Network network, Layer layer, DiverseAscent ascent, WishFrame frame) { }

    private final GraphRunner runner;
    private final Sources sources;

    WishStage(GraphRunner runner, Sources sources) {
        this.runner = runner;
        this.sources = sources;
    }

    Progress run(Turn turn, Stop stop) {
        Key key = turn.key();
        Progress before = turn.before() == null ? begun(key) : turn.before();
        DiverseAscent ascent = before.ascent();
        int until = Math.min(key.steps(), ascent.steps() + STEPS_A_TURN);
        while (ascent.steps() < until) ascent.step(stop);
        boolean look = until >= key.steps() || until % (STEPS_A_TURN * TURNS_A_LOOK) == 0;
        double peak = look ? peak(before, key.unit()) : before.frame().peak();
        return new Progress(key, before.network(), before.layer(), ascent, frame(key, ascent, peak));
    }

    private static WishFrame frame(Key key, DiverseAscent ascent, double peak) {
        return new WishFrame(ascent.picture(), ascent.steps(), key.steps(), peak, !ascent.moved());
    }

    private Progress begun(Key key) {
        Network network = smaller(key);
        Layer layer = network.layer(key.layer()).orElseThrow();
        DiverseAscent ascent = new DiverseAscent(network, runner, objective(key, layer), layer,
            key.how().four() ? 4 : 1, start(key, network));
        return new Progress(key, network, layer, ascent, frame(key, ascent, Double.NaN));
    }

    private static Objective objective(Key key, Layer layer) {
        Objective all = Objective.firing(layer.output(), key.unit()).times(key.how().own());
        for (WishSettings.Share other : key.how().others()) {
            // Another layer may have fewer units.
            if (other.unit() >= layer.shape().c()) continue;
            all = all.plus(Objective.firing(layer.output(), other.unit()).times(other.share()));
        }
        return all;
    }

    private static Start start(Key key, Network network) {
        if (key.picture() != null) return Start.picture(key.picture(), HELD, key.seed());
        if (key.corpus().isEmpty()) return Start.noise(key.seed());
        MeanSpectrum spectrum = new MeanSpectrum(network.spec().preprocessing());
        Corpus corpus = Corpus.of(key.corpus());
        for (Corpus.Entry entry : corpus.entries()) {
            if (spectrum.pictures() == MOST_PICTURES) break;
            try {
                spectrum.add(corpus.read(entry.name()).pixels().get());
            } catch (BadPictureException e) {
                // The index has told of it.
            }
        }
        if (spectrum.pictures() == 0) throw new Fault("plate.wish.corpus", key.corpus());
        return Start.phases(spectrum, key.seed());
    }

    private Network smaller(Key key) {
        Network network = key.network();
        int longer = Math.max(network.spec().preprocessing().width(), network.spec().preprocessing().height());
        if (longer <= LONGEST) return network;
        Map<String, String> input = new TreeMap<>(key.choice().input());
        input.put("size", String.valueOf(SMALLER));
        try {
            Network small = sources.network(new NetworkChoice(key.choice().origin(), key.choice().sha256(), input));
            return small.layer(key.layer()).isPresent() ? small : network;
        } catch (BadNetworkException e) {
            return network; // It takes one size only.
        }
    }

    private double peak(Progress progress, int unit) {
        double peak = Double.NEGATIVE_INFINITY;
        for (Ascent ascent : progress.ascent().ascents()) {
            Tensor maps = progress.network().run(runner, ascent.input(), List.of(progress.layer().output()))
                .get(progress.layer().output());
            int plane = maps.shape().plane();
            for (int i = unit * plane; i < (unit + 1) * plane; i++) peak = Math.max(peak, maps.data()[i]);
        }
        return peak;
    }
}
