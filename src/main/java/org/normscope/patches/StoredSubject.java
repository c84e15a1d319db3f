package org.normscope.patches;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.normscope.patches.field.StoredField;

/** What an index is of, in its file. */
final class StoredSubject {
    /** Before a layer's number; not there for flat maps, nor in an index of an earlier version. */
    private static final String SLICES = "slices/";

    private StoredSubject() { }

    /**
     * Writes the subject into a new index; an index that is already of something must be of the same.
     *
     * @throws IndexException saying which of network, preprocessing and layers is another
     */
    static void writeOrCheck(IndexFile file, IndexSubject subject) {
        if (file.number("SELECT COUNT(*) FROM meta WHERE key = 'network'") == 0) write(file, subject);
        else check(file.path().toString(), read(file), subject);
    }

    private static void write(IndexFile file, IndexSubject subject) {
        String put = "INSERT INTO meta(key, value) VALUES (?, ?)";
        file.update(put, "network", subject.networkHash());
        file.update(put, "name", subject.network());
        file.update(put, "preprocessing", IndexSubject.text(subject.preprocessing()));
        file.update(put, "preprocessing_hash", subject.preprocessingHash());
        for (IndexedLayer layer : subject.layers()) {
            file.update(
                "INSERT INTO layer(number, name, operator, units, height, width, field) VALUES (?, ?, ?, ?, ?, ?, ?)",
                layer.number(), layer.name(), layer.operator(), layer.units(), layer.height(), layer.width(),
                StoredField.bytes(layer.field()));
            if (layer.slices() > 1) file.update(put, SLICES + layer.number(), String.valueOf(layer.slices()));
        }
    }

    static void check(String path, IndexSubject held, IndexSubject wanted) {
        if (!held.networkHash().equals(wanted.networkHash())) {
            throw new IndexException("patches.index.network", path, held.network(),
                held.networkHash().substring(0, 12), wanted.network(),
                wanted.networkHash().substring(0, 12));
        }
        if (!held.preprocessingHash().equals(wanted.preprocessingHash())) {
            throw new IndexException("patches.index.preprocessing", path, IndexSubject.text(held.preprocessing()),
                IndexSubject.text(wanted.preprocessing()));
        }
        if (!names(held).equals(names(wanted))) {
            throw new IndexException("patches.index.layers", path, String.valueOf(held.layers().size()),
                String.valueOf(wanted.layers().size()));
        }
    }

    private static List<String> names(IndexSubject subject) {
        return subject.layers().stream().map(IndexedLayer::name).collect(Collectors.toList());
    }

    /** @throws IndexException where there is none, because indexing was stopped before it began */
    static IndexSubject read(IndexFile file) {
        Map<String, String> meta = new HashMap<>();
        file.query("SELECT key, value FROM meta", row -> meta.put(row.getString(1), row.getString(2)));
        String network = meta.get("network"), name = meta.get("name"), preprocessing = meta.get("preprocessing");
        if (network == null || name == null || preprocessing == null) {
            throw new IndexException("patches.index.empty", file.path().toString());
        }
        List<IndexedLayer> layers = new ArrayList<>();
        file.query("SELECT number, name, operator, units, height, width, field FROM layer ORDER BY number", row ->
            layers.add(new IndexedLayer(row.getInt(1), row.getString(2), row.getString(3), row.getInt(4),
                row.getInt(5), row.getInt(6), StoredField.read(row.getBytes(7)),
                Integer.parseInt(meta.getOrDefault(SLICES + row.getInt(1), "1")))));
        return new IndexSubject(network, name, IndexSubject.preprocessing(preprocessing), List.copyOf(layers));
    }
}
