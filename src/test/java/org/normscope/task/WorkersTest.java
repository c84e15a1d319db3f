package org.normscope.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** Both threads at once, or one alone where the other is never free; nobody waits for whom has not begun. */
    @Test
    void memoryThatIsOutIsNotTakenForSomethingElse() {
        assertThrows(OutOfMemoryError.class, () -> Workers.sameThread().sideBySide(List.of(() -> {
            throw new OutOfMemoryError("Java heap space");
        })));
    }

    @Test
    void twofoldWorkIsDoneByTwoWhereTheyAre() throws Exception {
        try (Workers workers = Workers.threads()) {
            CountDownLatch both = new CountDownLatch(2);
            workers.twofold(() -> {
                both.countDown();
                try {
                    assertTrue(both.await(60, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(0, both.getCount());
        }
        List<Runnable> waiting = new ArrayList<>();
        AtomicInteger times = new AtomicInteger();
        Workers.all(waiting::add).twofold(times::incrementAndGet);
        waiting.forEach(Runnable::run);
        assertEquals(1, times.get());
    }
}
