package org.normscope.task;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The only maker of threads: named daemon threads, one crew for each kind of work, so that a slow file never holds up a
 * slider. The owner closes it.
 */
public final class Workers implements AutoCloseable {
    private final Executor inference;
    private final Executor light;
    private final Executor files;
    private final Executor jobs;
    private final List<ExecutorService> owned;

    private Workers(Executor inference, Executor light, Executor files, Executor jobs, List<ExecutorService> owned) {
        this.inference = inference;
        this.light = light;
        this.files = files;
        this.jobs = jobs;
        this.owned = owned;
    }

    /**
     * Threads of their own: one that runs networks, one for each processor for the light stage, two for files, two for
     * jobs.
     */
    public static Workers threads() {
        ExecutorService inference = crew("inference", 1);
        ExecutorService light = crew("light", Math.max(2, Runtime.getRuntime().availableProcessors()));
        ExecutorService files = crew("files", 2);
        ExecutorService jobs = crew("job", 2);
        return new Workers(inference, light, files, jobs, List.of(inference, light, files, jobs));
    }

    /** Everything runs at once on the caller's thread: for tests, and where nobody waits for a window. */
    public static Workers sameThread() {
        return all(Runnable::run);
    }

    /** Everything runs on one executor that the caller owns. */
    public static Workers all(Executor executor) {
        return new Workers(executor, executor, executor, executor, List.of());
    }

    /** Runs networks, one run at a time. */
    public Executor inference() {
        return inference;
    }

    /** Normalizes and paints: what a slider triggers. */
    public Executor light() {
        return light;
    }

    /** Opens networks, reads and writes files. */
    public Executor files() {
        return files;
    }

    /**
     * The results of several light tasks in their order, worked on by this thread and whoever is free. Since this
     * thread takes on whatever nobody has begun, it never waits for a thread that waits for it.
     *
     * @throws RuntimeException what a task throws, once the tasks before it are done; so with an {@link Error}
     */
    public <T> List<T> sideBySide(List<Supplier<T>> tasks) {
        List<FutureTask<T>> futures = tasks.stream().map(task -> new FutureTask<>(task::get)).toList();
        futures.stream().skip(1).forEach(light::execute);
        futures.forEach(FutureTask::run);
        return futures.stream().map(Workers::result).toList();
    }

    /**
     * The same work on this thread and, as soon as one for jobs is free, on that one beside it: both take from one
     * heap. Returns when nobody is at work any more; who has not begun by then never does.
     */
    public void twofold(Runnable work) {
        AtomicBoolean begun = new AtomicBoolean();
        FutureTask<Boolean> beside = new FutureTask<>(() -> {
            if (begun.compareAndSet(false, true)) work.run();
            return true;
        });
        jobs.execute(beside);
        try {
            work.run();
        } finally {
            if (!begun.compareAndSet(false, true)) result(beside);
        }
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw Arrived.asThrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** Drives jobs that take minutes and hand their parts to the other crews. */
    public Executor jobs() {
        return jobs;
    }

    @Override
    public void close() {
        owned.forEach(ExecutorService::shutdownNow);
    }

    private static ExecutorService crew(String name, int size) {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "normscope-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy()); // a window that is closing still lays itself out and asks for work
    }
}
