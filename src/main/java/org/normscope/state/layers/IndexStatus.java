package org.normscope.state.layers;

import java.util.List;

/**
 * How far the index of a corpus is.
 *
 * @param done              pictures looked at, skipped ones included
 * @param total             pictures of the corpus; 0 while not counted
 * @param picturesPerSecond run through the network since this run began
 * @param secondsLeft       at this speed
 * @param skipped           why pictures were skipped, one line each; known when complete
 */
public record IndexStatus(Phase phase, int done, int total, int skippedCount, double picturesPerSecond,
                          double secondsLeft, List<String> skipped) {
    /** What the job does; it waits where one that was stopped still writes what it has done into the same file. */
    public enum Phase { NONE, OPENING, WAITING, INDEXING, PAUSED, STOPPED, COMPLETE, FAILED }

    static final IndexStatus NONE = new IndexStatus(Phase.NONE, 0, 0, 0, 0, 0, List.of());

    IndexStatus in(Phase next) {
        return new IndexStatus(next, done, total, skippedCount, picturesPerSecond, secondsLeft, skipped);
    }

    /** 0 to 1. */
    public double progress() {
        return total == 0 ? 0 : (double) done / total;
    }
}
