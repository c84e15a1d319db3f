package org.normscope.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What was begun elsewhere, waited for. */
public final class Arrived {
    private Arrived() { }

    /** @throws RuntimeException what the work threw, as it was thrown; so with an {@link Error} */
    public static <T> T of(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw asThrown(e.getCause());
        }
    }

    /** What was thrown elsewhere, to be thrown here; an {@link Error} is thrown at once. */
    public static RuntimeException asThrown(@Nullable Throwable failure) {
        if (failure instanceof Error error) throw error;
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
