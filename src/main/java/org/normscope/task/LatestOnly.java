package org.normscope.task;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a slider triggers: one request runs, one waits; a newer request replaces the waiting one, the running one still
 * delivers. (Cancelling the running one on every move would freeze the screen for as long as a drag lasts.)
 *
 * <p>Thread-safe. {@link #submit} never blocks.
 *
 * @param <Q> request
 * @param <A> answer
 */
public final class LatestOnly<Q, A> {
    private final Executor worker;
    private final Executor delivery;
    private final Function<Q, A> work;
    private final Consumer<A> deliver;
    private final Consumer<Throwable> fail;

    private @Nullable Q waiting;
    private boolean running;
    /** Counts the subjects: what was asked of an earlier one is not delivered. */
    private long subject;

    /**
     * @param worker   runs the work
     * @param delivery hands over answers and failures, in the order in which they came about
     * @param work     from request to answer; whatever it throws goes to {@code fail}
     * @param deliver  takes an answer, on {@code delivery}
     * @param fail     takes a failure, on {@code delivery}
     */
    public LatestOnly(Executor worker, Executor delivery, Function<Q, A> work, Consumer<A> deliver,
                      Consumer<Throwable> fail) {
        this.worker = worker;
        this.delivery = delivery;
        this.work = work;
        this.deliver = deliver;
        this.fail = fail;
    }

    public void submit(Q request) {
        synchronized (this) {
            waiting = request;
            if (running) return;
            running = true;
        }
        worker.execute(this::next);
    }

    /** The subject changed: what runs or waits is not delivered. */
    public synchronized void cancel() {
        waiting = null;
        subject++;
    }

    /** True while something runs or waits. */
    public synchronized boolean busy() {
        return running;
    }

    private void next() {
        @Nullable Q request;
        long asked;
        synchronized (this) {
            request = waiting;
            waiting = null;
            asked = subject;
        }
        if (request != null) delivery.execute(delivered(request, asked));
        synchronized (this) {
            running = waiting != null;
            if (!running) return;
        }
        // Not a loop: between two requests others that share the worker have their turn.
        worker.execute(this::next);
    }

    private Runnable delivered(Q request, long asked) {
        try {
            A answer = work.apply(request);
            return () -> { if (isSubject(asked)) deliver.accept(answer); };
        } catch (Throwable failure) {
            return () -> { if (isSubject(asked)) fail.accept(failure); };
        }
    }

    private synchronized boolean isSubject(long asked) {
        return asked == subject;
    }
}
