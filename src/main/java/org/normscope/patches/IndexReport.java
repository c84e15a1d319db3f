package org.normscope.patches;

import java.util.List;

/**
 * What a run of the indexer did.
 *
 * @param pictures  different pictures in the index now
 * @param added     those that this run added
 * @param removed   pictures whose files are gone, and which were taken out
 * @param skipped   files of the corpus that could not be read, those found broken earlier included
 */
public record IndexReport(int pictures, int added, int removed, List<Skipped> skipped) {
    /**
     * @param name   in the corpus
     * @param reason one line in English
     */
    public record Skipped(String name, String reason) { }
}
