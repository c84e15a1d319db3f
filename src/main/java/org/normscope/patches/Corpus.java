package org.normscope.patches;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.normscope.image.BadPictureException;
import org.normscope.image.Pixels;

/** Pictures to be looked through, in an order that does not change. */
public interface Corpus {
    /**
     * One picture of the corpus.
     *
     * @param name     in the corpus
     * @param size     bytes
     * @param modified milliseconds since 1970; where neither this nor the size changed, the picture did not
     */
    record Entry(String name, long size, long modified) { }

    /**
     * A picture that was read.
     *
     * @param hash   SHA-256 of its file, or of its pixels where it has none
     * @param pixels decodes it when asked; throws a {@link BadPictureException} where it cannot be
     */
    record Source(String hash, Supplier<Pixels> pixels) { }

    /**
     * The corpus of that root: "builtin", or a folder.
     *
     * @throws IndexException where there is no such folder
     */
    static Corpus of(String root) {
        return root.equals(BuiltInCorpus.ROOT) ? new BuiltInCorpus() : new FolderCorpus(Path.of(root));
    }

    /** What tells this corpus from others: "builtin", or the folder. */
    String root();

    /** In the order in which they are looked through, which does not matter to what is found. */
    List<Entry> entries();

    /** @throws IndexException where the corpus is not there any more, with all of its pictures */
    default void mustBeThere() { }

    /** @throws BadPictureException where the picture cannot be read */
    Source read(String name);

    /** Whether a picture of that name would belong to this corpus, or to another part of the same folder. */
    default boolean covers(String name) {
        return true;
    }

    /** How the picture is called outside the corpus: the path of its file, or builtin:... */
    String origin(String name);
}
