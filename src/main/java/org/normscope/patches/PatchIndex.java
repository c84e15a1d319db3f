package org.normscope.patches;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.normscope.image.Preprocessing;
import org.normscope.stats.NotFinite;
import org.normscope.tensor.Tensor;

/**
 * An index, opened to be read: also while it is being built, then as of the last {@link #refresh()}. Only what is asked
 * for is read. Thread-safe; the owner closes it.
 */
public final class PatchIndex implements AutoCloseable {
    /** An indexer may write between one and the next. */
    private static final int ATTEMPTS = 3;

    private record Key(int layer, Ranking ranking) { }

    private final IndexFile file;
    private final IndexSubject subject;
    private final Map<Key, Strongest> lists = new HashMap<>();
    private final Map<Integer, int[]> counts = new HashMap<>();

    private PatchIndex(IndexFile file) {
        this.file = file;
        this.subject = StoredSubject.read(file);
    }

    /** @throws IndexException where there is no such file, or it is no index, or damaged */
    public static PatchIndex open(Path path) {
        IndexFile file = IndexFile.toRead(path);
        try {
            return new PatchIndex(file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** What it is an index of. */
    public IndexSubject subject() {
        return subject;
    }

    public List<IndexedLayer> layers() {
        return subject.layers();
    }

    public Preprocessing preprocessing() {
        return subject.preprocessing();
    }

    /** @throws NotInIndexException where the index has no such layer */
    public IndexedLayer layer(String name) {
        return layers().stream().filter(layer -> layer.name().equals(name)).findFirst()
            .orElseThrow(() -> new NotInIndexException("patches.layer", name, file.path().toString()));
    }

    /** Forgets what was read, so that what an indexer has committed since is seen. */
    public synchronized void refresh() {
        lists.clear();
        counts.clear();
    }

    /** Different pictures. */
    public synchronized int pictures() {
        return (int) file.number("SELECT COUNT(*) FROM picture");
    }

    /** Files that could not be read, by name. */
    public synchronized List<IndexReport.Skipped> skipped() {
        List<IndexReport.Skipped> skipped = new ArrayList<>();
        file.query("SELECT name, reason FROM file WHERE reason IS NOT NULL ORDER BY root, name",
            row -> skipped.add(new IndexReport.Skipped(row.getString(1), row.getString(2))));
        return skipped;
    }

    /**
     * The strongest places of a unit, best first; at most nine.
     *
     * @throws NotInIndexException where the layer has no such unit
     */
    public synchronized List<Patch> top(IndexedLayer layer, int unit, Ranking ranking) {
        if (unit < 0 || unit >= layer.units()) {
            throw new NotInIndexException("patches.unit", layer.name(), String.valueOf(unit),
                String.valueOf(layer.units() - 1));
        }
        // A list that was read before an indexer took pictures out still names them: then it is read anew.
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Strongest list = lists.computeIfAbsent(new Key(layer.number(), layer.kept(ranking)),
                key -> read(layer, key.ranking()));
            List<Patch> patches = patches(layer, unit, list);
            if (patches.size() == list.count(unit)) return patches;
            refresh();
        }
        throw new IndexException("patches.index.damaged", file.path().toString(), layer.name());
    }

    private List<Patch> patches(IndexedLayer layer, int unit, Strongest list) {
        List<Patch> patches = new ArrayList<>();
        for (int i = 0; i < list.count(unit); i++) {
            patches.addAll(patch(layer, list.value(unit, i), list.picture(unit, i), list.cell(unit, i)));
        }
        return patches;
    }

    private Strongest read(IndexedLayer layer, Ranking ranking) {
        Strongest list = new Strongest(layer.units(), ranking.several(), new PictureHashes());
        file.query("SELECT chunk, places FROM best WHERE layer = ? AND ranking = ?",
            row -> list.read(row.getInt(1), row.getBytes(2)), layer.number(), ranking.ordinal());
        return list;
    }

    /** Empty where there is no such picture. */
    private List<Patch> patch(IndexedLayer layer, float value, int picture, int cell) {
        int x = cell % layer.width(), y = cell / layer.width();
        List<Patch> found = new ArrayList<>();
        file.query(
            "SELECT root, name, hash, width, height FROM picture JOIN file ON file.picture = number WHERE number = ? "
                + "ORDER BY root, name LIMIT 1",
            row ->
                found.add(new Patch(origin(row.getString(1), row.getString(2)), row.getString(1),
                    row.getString(2), row.getString(3),
                    row.getInt(4), row.getInt(5), value, x, y, layer.field().box(y, x), layer.field().padded(y, x))),
            picture);
        return found;
    }

    private static String origin(String root, String name) {
        return root.equals(BuiltInCorpus.ROOT) ? "builtin:" + name : Path.of(root).resolve(name).toString();
    }

    /** How the unit's strongest activation in a picture is distributed over all pictures. */
    public synchronized Distribution distribution(IndexedLayer layer, int unit) {
        int[] all = counts.computeIfAbsent(layer.number(), number -> countsOf(layer));
        return new Distribution(
            Arrays.copyOfRange(all, unit * ActivationBins.COUNT, (unit + 1) * ActivationBins.COUNT));
    }

    /**
     * Which of some units give no number at all, or an infinite one, on how many pictures: pictures counted once for
     * each unit.
     */
    public NotFinite notFinite(IndexedLayer layer, List<Integer> units) {
        long pictures = 0;
        List<Integer> broken = new ArrayList<>();
        for (int unit : units) {
            List<Patch> nine = top(layer, unit, Ranking.DIFFERENT);
            long without = distribution(layer, unit).numberless()
                + nine.stream().filter(patch -> Float.isInfinite(patch.value())).count();
            if (without > 0) broken.add(unit);
            pictures += without;
        }
        return new NotFinite(pictures, List.copyOf(broken));
    }

    /** The units of the layer that fire on the same pictures, nearest first. */
    public synchronized List<Kin> kin(IndexedLayer layer, int unit, int count) {
        int before = layers().stream().limit(layer.number()).mapToInt(IndexedLayer::units).sum();
        int all = layers().stream().mapToInt(IndexedLayer::units).sum();
        return Kin.of(file, layer, unit, before, all, count);
    }

    /**
     * A patch seen backwards, as it was kept: [1, C, H, W] over its field; empty where it was not.
     *
     * @param method by which it was traced back
     */
    public synchronized Optional<Tensor> projection(IndexedLayer layer, int unit, String method, Patch patch) {
        return KeptProjections.read(file, layer, unit, method, patch);
    }

    /**
     * Keeps patches seen backwards in the index's file.
     *
     * @param cells as {@link #projection} gives them, by patch
     * @throws IndexException where the file cannot be written, or is being written
     */
    public void keep(IndexedLayer layer, int unit, String method, Map<Patch, Tensor> cells) {
        KeptProjections.write(file.path(), layer, unit, method, cells.entrySet().stream()
            .map(kept -> new KeptProjections.Kept(kept.getKey(), kept.getValue())).toList());
    }

    /** As written, and the pictures that came after. */
    private int[] countsOf(IndexedLayer layer) {
        int[] all = new int[layer.units() * ActivationBins.COUNT];
        file.query("SELECT bins FROM counts WHERE layer = ?",
            row -> StoredCounts.read(row.getBytes(1), all), layer.number());
        int before = layers().stream().limit(layer.number()).mapToInt(IndexedLayer::units).sum();
        int units = layers().stream().mapToInt(IndexedLayer::units).sum();
        int counted = (int) file.number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'counted'");
        StoredContents.forEachPicture(file, counted, units, (picture, bins) -> {
            for (int unit = 0; unit < layer.units(); unit++) {
                all[unit * ActivationBins.COUNT + (bins[before + unit] & 255)]++;
            }
        });
        return all;
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
