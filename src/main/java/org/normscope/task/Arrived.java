package org.normscope.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What was begun elsewhere, waited for. */
public final class Arrived {
    private Arrived() { }

    /** @throws RuntimeException what the work threw, as it was thrown */
    public static <T> T of(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
