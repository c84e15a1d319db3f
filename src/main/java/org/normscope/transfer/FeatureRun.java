package org.normscope.transfer;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.normscope.image.BadPictureException;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.task.Arrived;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/**
 * Computes the features of a set's pictures, a few on their way at a time: decoding and running overlap. What is kept
 * on disk already is not computed again, whoever computed it, and however that ended.
 */
public final class FeatureRun {
    /** Pictures on their way: enough that a slow one to decode leaves the network no pause. */
    private static final int AHEAD = 8;

    private final List<FeatureLayer> cuts;
    private final GraphRunner runner;
    private final Workers workers;
    private final Path kept;

    /** @param kept folder of the features on disk */
    public FeatureRun(FeatureLayer cut, GraphRunner runner, Workers workers, Path kept) {
        this(List.of(cut), runner, workers, kept);
    }

    /** Of several layers of one network: each picture runs once for all of them. */
    FeatureRun(List<FeatureLayer> cuts, GraphRunner runner, Workers workers, Path kept) {
        this.cuts = cuts;
        this.runner = runner;
        this.workers = workers;
        this.kept = kept;
    }

    /**
     * A picture on its way.
     *
     * @param features by layer; null of one that gives what is no number
     */
    private record Passage(Example example, long look, @Nullable Tensor input, List<float @Nullable []> features,
                           @Nullable String bad) { }

    /**
     * Not on {@link Workers#inference()} or {@link Workers#files()}, which it waits for.
     *
     * @param progress is told the share that is done, and may end the work by throwing; what was computed stays
     */
    public FeatureTable of(PictureSet set, DoubleConsumer progress) {
        Map<Example, String> broken = new LinkedHashMap<>();
        FeatureLayer cut = cuts.get(0);
        try (FeatureFile file = FeatureFile.open(kept, cut)) {
            compute(set, List.of(file), broken, progress);
            PictureSet whole = set.without(broken);
            List<float[]> rows = new ArrayList<>();
            long[] looks = new long[whole.examples().size()];
            for (Example example : whole.examples()) {
                FeatureFile.Kept one = file.read(example.hash())
                    .orElseThrow(() -> new TransferException("transfer.features.damaged", kept.toString()));
                looks[rows.size()] = one.look();
                rows.add(one.features());
            }
            return new FeatureTable(whole, cut, rows.toArray(float[][]::new), looks);
        }
    }

    /** Computes what is missing of all layers, and reads none: it is there for who asks for one of them. */
    void keep(PictureSet set, DoubleConsumer progress) {
        List<FeatureFile> files = new ArrayList<>();
        try {
            for (FeatureLayer cut : cuts) files.add(FeatureFile.open(kept, cut));
            compute(set, files, new LinkedHashMap<>(), progress);
        } finally {
            files.forEach(FeatureFile::close);
        }
    }

    private void compute(PictureSet set, List<FeatureFile> files, Map<Example, String> broken,
                         DoubleConsumer progress) {
        List<Example> missing = set.examples().stream()
            .filter(example -> files.stream().anyMatch(file -> !file.has(example.hash()))).toList();
        Deque<CompletableFuture<Passage>> onTheirWay = new ArrayDeque<>();
        try {
            for (int next = 0, done = 0; done < missing.size(); done++) {
                while (next < missing.size() && onTheirWay.size() < AHEAD) {
                    Example example = missing.get(next++);
                    onTheirWay.add(CompletableFuture.supplyAsync(() -> read(example), workers.files())
                        .thenApplyAsync(this::through, workers.inference()));
                }
                progress.accept((double) done / missing.size());
                Passage arrived = Arrived.of(onTheirWay.remove());
                if (arrived.bad() != null) broken.put(arrived.example(), arrived.bad());
                for (int i = 0; i < arrived.features().size(); i++) {
                    put(files.get(i), arrived, arrived.features().get(i));
                }
            }
        } finally {
            onTheirWay.forEach(left -> left.cancel(false));
        }
    }

    private static void put(FeatureFile file, Passage arrived, float @Nullable [] features) {
        String hash = arrived.example().hash();
        if (features != null && !file.has(hash)) file.put(hash, new FeatureFile.Kept(features, arrived.look()));
    }

    /** A file that changed since it was hashed would be kept under a hash that is another picture's. */
    private Passage read(Example example) {
        try {
            byte[] bytes = PictureSource.bytes(example.file());
            if (!ContentHash.of(bytes).equals(example.hash())) {
                throw new BadPictureException("transfer.changed", example.file());
            }
            // One of thousands: what opens all the same is a picture like the others.
            Pixels picture = PictureSource.decode(bytes, example.file(), notice -> { });
            return new Passage(example, PerceptualHash.of(picture), cuts.get(0).input(picture), List.of(), null);
        } catch (BadPictureException e) {
            return new Passage(example, 0, null, List.of(), e.getMessage());
        }
    }

    private Passage through(Passage read) {
        if (read.input() == null) return read;
        Activations maps = cuts.get(0).network().run(runner, read.input(),
            cuts.stream().map(cut -> cut.layer().output()).toList());
        List<float @Nullable []> features = new ArrayList<>();
        String bad = null;
        for (FeatureLayer cut : cuts) {
            try {
                features.add(cut.means(maps.get(cut.layer().output()), read.example().file()));
            } catch (TransferException e) {
                features.add(null);
                bad = e.getMessage();
            }
        }
        return new Passage(read.example(), read.look(), null, features, bad);
    }
}
