package org.normscope.task;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a slider triggers: one request runs, one waits; a newer request replaces the waiting one, the running one still
 * delivers.
 *
 * @param <Q> request
 * @param <A> answer
 */
public final class LatestOnly<Q, A> {
    /** @param work runs on {@code worker}; answers and failures are handed over on {@code delivery} */
    public LatestOnly(Executor worker, Executor delivery, Function<Q, A> work, Consumer<A> deliver, Consumer<Throwable> fail) {
        throw new UnsupportedOperationException();
    }

    public void submit(Q request) {
        throw new UnsupportedOperationException();
    }

    /** The subject changed: what runs or waits is not delivered. */
    public void cancel() {
        throw new UnsupportedOperationException();
    }
}
