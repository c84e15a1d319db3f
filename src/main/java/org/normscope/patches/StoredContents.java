package org.normscope.patches;

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
        IndexStore.forEachPicture(file, counted, contents.units(), (number, bins) -> contents.count(bins, 1));
    }

    /** The whole contents of a file. */
    static IndexContents read(IndexFile file) {
        IndexContents contents = new IndexContents(StoredSubject.read(file));
        read(file, contents);
        return contents;
    }
}
