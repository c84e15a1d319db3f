package org.normscope.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestOnlyTest {
    private final Queue worker = new Queue();
    private final Queue window = new Queue();
    private final List<Integer> worked = new ArrayList<>();
    private final List<Object> delivered = new ArrayList<>();
    private final LatestOnly<Integer, Integer> latest = new LatestOnly<>(worker, window, this::work,
        delivered::add, delivered::add);

    private int work(int request) {
        worked.add(request);
        if (request < 0) throw new IllegalStateException("negative");
        return 10 * request;
    }

    @Test
    void aNewerRequestReplacesTheWaitingOne() {
        for (int i = 1; i <= 1000; i++) latest.submit(i);
        worker.runAll();
        window.runAll();
        assertEquals(List.of(1000), worked);
        assertEquals(List.of(10000), delivered);
    }

    @Test
    void theRunningOneStillDelivers() {
        AtomicReference<LatestOnly<Integer, Integer>> self = new AtomicReference<>();
        self.set(new LatestOnly<>(worker, window, request -> {
            if (request == 1) IntStream.rangeClosed(2, 9).forEach(self.get()::submit);
            return work(request);
        }, delivered::add, delivered::add));
        self.get().submit(1);
        worker.runAll();
        window.runAll();
        assertEquals(List.of(10, 90), delivered);
    }

    @Test
    void onlyOneTaskIsWithTheWorker() {
        for (int i = 0; i < 5; i++) latest.submit(i);
        assertEquals(1, worker.size());
        assertTrue(latest.busy());
        worker.runAll();
        assertFalse(latest.busy());
    }

    @Test
    void anotherSubjectSilencesWhatWaits() {
        latest.submit(1);
        latest.cancel();
        worker.runAll();
        window.runAll();
        assertEquals(List.of(), worked);
    }

    @Test
    void anotherSubjectSilencesWhatHasRun() {
        latest.submit(1);
        worker.runAll();
        latest.cancel();
        window.runAll();
        assertEquals(List.of(1), worked);
        assertEquals(List.of(), delivered);
    }

    @Test
    void theNewSubjectIsServed() {
        latest.submit(1);
        latest.cancel();
        latest.submit(2);
        worker.runAll();
        window.runAll();
        assertEquals(List.of(20), delivered);
    }

    @Test
    void aFailureIsDeliveredAndTheNextRequestServed() {
        latest.submit(-1);
        worker.runAll();
        latest.submit(3);
        worker.runAll();
        window.runAll();
        assertEquals("negative", ((Throwable) delivered.get(0)).getMessage());
        assertEquals(30, delivered.get(1));
    }

    @Test
    void worksOnTheCallersOwnThread() {
        LatestOnly<Integer, Integer> direct = new LatestOnly<>(Runnable::run, Runnable::run, this::work,
            delivered::add, delivered::add);
        for (int i = 0; i < 3; i++) direct.submit(i);
        assertEquals(List.of(0, 10, 20), delivered);
    }

    @Test
    void theLastOfManyRequestsFromManyThreadsIsServed() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(1);
        try (Workers workers = Workers.threads()) {
            LatestOnly<Integer, Integer> threaded = new LatestOnly<>(workers.light(), Runnable::run, i -> i,
                i -> { if (i == 10_000) last.countDown(); }, failure -> { });
            for (int i = 1; i <= 10_000; i++) threaded.submit(i);
            assertTrue(last.await(60, TimeUnit.SECONDS));
        }
    }
}
