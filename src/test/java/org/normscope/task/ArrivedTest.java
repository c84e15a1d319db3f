package org.normscope.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ArrivedTest {
    @Test
    void whatWasThrownElsewhereIsThrownHere() {
        assertEquals(3, Arrived.of(CompletableFuture.completedFuture(3)));
        RuntimeException failure = new RuntimeException("full");
        assertSame(failure, assertThrows(RuntimeException.class, () -> Arrived.of(late(failure, null))));
        Error error = new OutOfMemoryError("full");
        assertSame(error, assertThrows(Throwable.class, () -> Arrived.of(late(null, error))));
    }

    private static CompletableFuture<Integer> late(RuntimeException failure, Error error) {
        return CompletableFuture.<Integer>supplyAsync(() -> {
            if (error != null) throw error;
            throw failure;
        }, Runnable::run).thenApply(number -> number + 1);
    }
}
