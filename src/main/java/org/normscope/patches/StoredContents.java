package org.normscope.patches;

import java.nio.BufferUnderflowException;
import java.util.function.BiConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The selections of an index, read from its file. */
final class StoredContents {
    private StoredContents() { }

    /**
     * Fills empty contents with what the file holds. Distributions are written less often than pictures: those that are
     * missing in them are counted from the pictures' own bins.
     *
     * @throws IndexException where the file does not hold what an index holds
     */
    static void read(IndexFile file, IndexContents contents) {
        try {
            fill(file, contents);
        } catch (IndexException e) {
            throw e;
        } catch (RuntimeException e) {
            // Foreign bytes fail wherever they please.
            throw new IndexException(e, "patches.index.damaged", file.path().toString(), e.getClass().getSimpleName());
        }
    }

    private static void fill(IndexFile file, IndexContents contents) {
        file.query("SELECT number, hash FROM picture", row -> contents.hashes().put(row.getInt(1), row.getString(2)));
        file.query("SELECT layer, ranking, chunk, places FROM best", row ->
            contents.selections().get(row.getInt(1)).list(Ranking.values()[row.getInt(2)])
                .read(row.getInt(3), row.getBytes(4)));
        file.query("SELECT layer, bins FROM counts", row ->
            StoredCounts.read(row.getBytes(2), contents.selections().get(row.getInt(1)).counts()));
        int counted = (int) file.number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'counted'");
        forEachPicture(file, counted, contents.units(), (number, bins) -> contents.count(bins, 1));
    }

    /** The whole contents of a file. */
    static IndexContents read(IndexFile file) {
        IndexContents contents = new IndexContents(StoredSubject.read(file));
        read(file, contents);
        return contents;
    }

    /** Every picture's number and bins from one on; the bins are overwritten by the next. */
    static void forEachPicture(IndexFile file, int after, int units, BiConsumer<Integer, byte[]> taker) {
        byte[] bins = new byte[units];
        file.query("SELECT number, bins FROM picture WHERE number > ? ORDER BY number", row -> {
            unpack(row.getBytes(2), bins);
            taker.accept(row.getInt(1), bins);
        }, after);
    }

    static void unpack(byte[] stored, byte[] bins) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stored);
            if (inflater.inflate(bins) != bins.length) throw new BufferUnderflowException();
        } catch (DataFormatException e) {
            throw new BufferUnderflowException();
        } finally {
            inflater.end();
        }
    }
}
