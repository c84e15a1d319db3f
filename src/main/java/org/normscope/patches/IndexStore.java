package org.normscope.patches;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Writes an index to its file. What has been written counts from {@link #commit} on, all of it or nothing: whatever
 * happens in between, the file holds what it held at the last commit. While a store is open, no other can write the
 * file.
 */
final class IndexStore implements AutoCloseable {
    /** A file of a corpus as the index knows it: its picture's number, or the reason why it was skipped. */
    record KnownFile(long size, long modified, int picture, @Nullable String reason) { }

    /** A file of a picture. */
    record Place(String root, String name, int picture) {
        /** The given corpus, where the file is of that; else the one that it is of. */
        Corpus corpus(Corpus known) {
            return known.root().equals(root) ? known : Corpus.of(root);
        }
    }

    private final IndexFile file;
    private final IndexContents contents;
    private final PreparedStatement insertPicture;
    private final PreparedStatement insertFile;
    private final PreparedStatement insertBest;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private byte[] packed = new byte[1 << 12];

    private IndexStore(IndexFile file, IndexContents contents) {
        this.file = file;
        this.contents = contents;
        insertPicture = file.prepare("INSERT INTO picture(number, hash, width, height, bins) VALUES (?, ?, ?, ?, ?)");
        insertFile = file.prepare(
            "INSERT OR REPLACE INTO file(root, name, size, modified, picture, reason) VALUES (?, ?, ?, ?, ?, ?)");
        insertBest = file.prepare("INSERT OR REPLACE INTO best(layer, ranking, chunk, places) VALUES (?, ?, ?, ?)");
    }

    /**
     * Opens an index to be continued, or makes a new one.
     *
     * @throws IndexException where the file is of another subject, is no index, is damaged, or is being written
     */
    static IndexStore open(Path path, IndexContents contents) {
        IndexFile file = IndexFile.toWrite(path);
        try {
            file.run("PRAGMA journal_mode = WAL");
            file.run("PRAGMA synchronous = NORMAL");
            file.run("BEGIN IMMEDIATE");
            StoredSubject.writeOrCheck(file, contents.subject());
            StoredContents.read(file, contents);
            return new IndexStore(file, contents);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    IndexContents contents() {
        return contents;
    }

    /** The files that are known of a corpus, by name. */
    Map<String, KnownFile> files(String root) {
        Map<String, KnownFile> files = new HashMap<>();
        file.query("SELECT name, size, modified, picture, reason FROM file WHERE root = ?", row ->
            files.put(row.getString(1), new KnownFile(row.getLong(2), row.getLong(3), row.getInt(4), row.getString(5))),
            root);
        return files;
    }

    /** Where each of these pictures lies: the first of its files. */
    List<Place> places(Iterable<Integer> pictures) {
        List<Place> places = new ArrayList<>();
        for (int picture : pictures) {
            file.query("SELECT root, name FROM file WHERE picture = ? ORDER BY root, name LIMIT 1",
                row -> places.add(new Place(row.getString(1), row.getString(2), picture)), picture);
        }
        return places;
    }

    void addPicture(int number, String hash, int width, int height, byte[] bins) {
        try {
            insertPicture.setInt(1, number);
            insertPicture.setString(2, hash);
            insertPicture.setInt(3, width);
            insertPicture.setInt(4, height);
            insertPicture.setBytes(5, packed(bins));
            insertPicture.executeUpdate();
        } catch (SQLException e) {
            throw file.said(e);
        }
    }

    void putFile(String root, String name, KnownFile known) {
        try {
            insertFile.setString(1, root);
            insertFile.setString(2, name);
            insertFile.setLong(3, known.size());
            insertFile.setLong(4, known.modified());
            insertFile.setObject(5, known.picture() == 0 ? null : known.picture());
            insertFile.setString(6, known.reason());
            insertFile.executeUpdate();
        } catch (SQLException e) {
            throw file.said(e);
        }
    }

    void removeFile(String root, String name) {
        file.update("DELETE FROM file WHERE root = ? AND name = ?", root, name);
    }

    /** Pictures that no file holds any more: number and hash. */
    Map<Integer, String> orphans() {
        Map<Integer, String> orphans = new HashMap<>();
        file.query(
            "SELECT number, hash FROM picture WHERE number NOT IN (SELECT picture FROM file WHERE picture IS NOT NULL)",
            row -> orphans.put(row.getInt(1), row.getString(2)));
        return orphans;
    }

    void removePicture(int number) {
        file.update("DELETE FROM picture WHERE number = ?", number);
    }

    byte[] bins(int picture) {
        byte[] bins = new byte[contents.units()];
        file.query("SELECT bins FROM picture WHERE number = ?", row -> StoredContents.unpack(row.getBytes(1), bins),
            picture);
        return bins;
    }

    /** Every picture's number and bins; the bins are overwritten by the next. */
    void forEachPicture(BiConsumer<Integer, byte[]> taker) {
        StoredContents.forEachPicture(file, 0, contents.units(), taker);
    }

    /** Makes everything so far last, and begins anew. @param counts whether to write the distributions too */
    void commit(boolean counts) {
        for (LayerSelection selection : contents.selections()) {
            for (Ranking ranking : Ranking.values()) if (selection.keeps(ranking)) writeBest(selection, ranking);
            if (counts) {
                file.update("INSERT OR REPLACE INTO counts(layer, bins) VALUES (?, ?)", selection.layer().number(),
                    StoredCounts.bytes(selection.counts()));
            }
        }
        if (counts) {
            file.run("INSERT OR REPLACE INTO meta(key, value) SELECT 'counted', COALESCE(MAX(number), 0) FROM picture");
        }
        file.run("COMMIT");
        file.run("BEGIN IMMEDIATE");
    }

    /** Leaves one file that needs no other beside it, to be copied and moved. Nothing can be written after. */
    void finish() {
        file.run("COMMIT");
        file.run("PRAGMA wal_checkpoint(TRUNCATE)");
        file.run("PRAGMA journal_mode = DELETE");
    }

    /** As if the disk had room for that many pages only: for tests of a full one. */
    void limitTo(int pages) {
        file.run("PRAGMA max_page_count = " + pages);
    }

    private void writeBest(LayerSelection selection, Ranking ranking) {
        Strongest list = selection.list(ranking);
        BitSet changed = list.takeChanged();
        try {
            for (int chunk = changed.nextSetBit(0); chunk >= 0; chunk = changed.nextSetBit(chunk + 1)) {
                insertBest.setInt(1, selection.layer().number());
                insertBest.setInt(2, ranking.ordinal());
                insertBest.setInt(3, chunk);
                insertBest.setBytes(4, list.bytes(chunk));
                insertBest.executeUpdate();
            }
        } catch (SQLException e) {
            throw file.said(e);
        }
    }

    private byte[] packed(byte[] bins) {
        deflater.reset();
        deflater.setInput(bins);
        deflater.finish();
        int length = 0;
        while (!deflater.finished()) {
            if (length == packed.length) packed = Arrays.copyOf(packed, 2 * length);
            length += deflater.deflate(packed, length, packed.length - length);
        }
        return Arrays.copyOf(packed, length);
    }

    /** Whatever was not committed is given up. */
    @Override
    public void close() {
        deflater.end();
        file.close();
    }
}
