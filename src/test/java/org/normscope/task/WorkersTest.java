package org.normscope.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static Thread threadOf(Executor executor) throws Exception {
        return CompletableFuture.supplyAsync(Thread::currentThread, executor).get(60, TimeUnit.SECONDS);
    }

    @Test
    void threadsAreNamedDaemons() throws Exception {
        try (Workers workers = Workers.threads()) {
            for (Executor crew : new Executor[] {workers.inference(), workers.light(), workers.files()}) {
                Thread thread = threadOf(crew);
                assertTrue(thread.isDaemon());
                assertTrue(thread.getName().matches("normscope-(inference|light|files)-\\d+"), thread.getName());
            }
        }
    }

    @Test
    void oneNetworkRunsAtATime() throws Exception {
        try (Workers workers = Workers.threads()) {
            assertSame(threadOf(workers.inference()), threadOf(workers.inference()));
        }
    }

    @Test
    void whatIsAskedAfterClosingIsDropped() {
        Workers workers = Workers.threads();
        workers.close();
        AtomicBoolean done = new AtomicBoolean();
        workers.light().execute(() -> done.set(true));
        assertFalse(done.get());
    }

    @Test
    void sameThreadMeansTheCallers() throws Exception {
        assertEquals(Thread.currentThread(), threadOf(Workers.sameThread().inference()));
    }
}
