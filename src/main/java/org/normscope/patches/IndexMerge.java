package org.normscope.patches;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.normscope.patches.IndexStore.KnownFile;

/**
 * Joins indexes of parts of a corpus into exactly the index of the whole: the nine best of a whole are among the nine
 * best of its parts, a picture that several parts hold is one picture, and distributions are counted from the pictures.
 */
public final class IndexMerge {
    private IndexMerge() { }

    /**
     * Writes the joined index whole or not at all; an index that is already at {@code out} is replaced.
     *
     * @return number of different pictures
     * @throws IndexException where the parts are of different networks, preprocessings or layers, or one is no index
     */
    public static int merge(List<Path> parts, Path out) {
        if (Files.exists(out)) IndexFile.toRead(out).close();
        Path draft = out.toAbsolutePath().resolveSibling("." + out.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            int pictures = join(parts, draft);
            Files.move(draft, out, StandardCopyOption.REPLACE_EXISTING);
            return pictures;
        } catch (IndexException e) {
            throw e.key().equals(IndexException.FULL) ? new IndexException(e, "patches.merge.full", out.toString()) : e;
        } catch (IOException e) {
            throw new IndexException(e, "patches.index.unwritable", out.toString());
        } finally {
            delete(draft);
        }
    }

    private static void delete(Path draft) {
        for (String ending : new String[] {"", "-wal", "-shm"}) {
            try {
                Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + ending));
            } catch (IOException e) {
                return; // A draft that stays does no harm.
            }
        }
    }

    private static int join(List<Path> parts, Path draft) {
        IndexSubject subject;
        try (IndexFile first = IndexFile.toRead(parts.get(0))) {
            subject = StoredSubject.read(first);
        }
        IndexContents whole = new IndexContents(subject);
        try (IndexStore store = IndexStore.open(draft, whole)) {
            for (Path part : parts) {
                try (IndexFile file = IndexFile.toRead(part)) {
                    add(file, store);
                }
            }
            store.commit(true);
            store.finish();
        }
        return whole.hashes().numbers().size();
    }

    private static void add(IndexFile file, IndexStore store) {
        IndexContents whole = store.contents(), part = new IndexContents(StoredSubject.read(file));
        StoredSubject.check(file.path().toString(), part.subject(), whole.subject());
        StoredContents.read(file, part);
        int[] numbers = new int[1 + (int) file.number("SELECT COALESCE(MAX(number), 0) FROM picture")];
        byte[] bins = new byte[whole.units()];
        file.query("SELECT number, hash, width, height, bins FROM picture ORDER BY number", row -> {
            int known = whole.hashes().number(row.getString(2));
            numbers[row.getInt(1)] = known != 0 ? known : whole.hashes().add(row.getString(2));
            if (known != 0) return;
            StoredContents.unpack(row.getBytes(5), bins);
            store.addPicture(numbers[row.getInt(1)], row.getString(2), row.getInt(3), row.getInt(4), bins);
            whole.count(bins, 1);
        });
        file.query("SELECT root, name, size, modified, picture, reason FROM file", row ->
            store.putFile(row.getString(1), row.getString(2),
                new KnownFile(row.getLong(3), row.getLong(4), numbers[row.getInt(5)], row.getString(6))));
        whole.offer(part, numbers);
        store.commit(false);
    }
}
