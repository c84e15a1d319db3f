package org.normscope.task;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Work that takes long enough to be watched: it reports how far it is, and can be paused and cancelled. Thread-safe.
 *
 * @param <T> result
 */
public final class Job<T> {
    /** What a job does. It looks at {@link Job#report} or {@link Job#checkCancelled} often enough to be cancelled. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Job<T> job) throws Exception;
    }

    /** Where a job stands. */
    public enum Phase { WAITING, RUNNING, DONE, FAILED, CANCELLED }

    /**
     * What can be seen of a job at one moment.
     *
     * @param progress 0 to 1
     * @param message  what it is doing, empty at first
     */
    public record State(Phase phase, double progress, String message) {
        public boolean over() {
            return phase.ordinal() >= Phase.DONE.ordinal();
        }
    }

    private final Work<T> work;
    private final Stop stop = new Stop();
    private final List<Consumer<State>> listeners = new CopyOnWriteArrayList<>();
    private volatile State state = new State(Phase.WAITING, 0, "");
    private boolean paused;

    public Job(Work<T> work) {
        this.work = work;
    }

    /**
     * Runs the work once on {@code worker}; exactly one of {@code done} and {@code fail} is called on
     * {@code delivery}, none of them after {@link #cancel()}.
     */
    public Job<T> start(Executor worker, Executor delivery, Consumer<T> done, Consumer<Throwable> fail) {
        worker.execute(() -> delivery.execute(outcome(done, fail)));
        return this;
    }

    private Runnable outcome(Consumer<T> done, Consumer<Throwable> fail) {
        try {
            report(0, state.message());
            T result = work.run(this);
            return () -> finish(Phase.DONE, () -> done.accept(result));
        } catch (Throwable failure) {
            return () -> finish(Phase.FAILED, () -> fail.accept(failure));
        }
    }

    private void finish(Phase phase, Runnable handOver) {
        if (stop.asked()) return;
        publish(new State(phase, phase == Phase.DONE ? 1 : state.progress(), state.message()));
        handOver.run();
    }

    /**
     * Called by the work: how far it is, and what it does now. Returns only when the job is not paused.
     *
     * @throws CancellationException where the job was cancelled, so that the work ends here
     */
    public void report(double progress, String message) {
        waitWhilePaused();
        checkCancelled();
        publish(new State(Phase.RUNNING, progress, message));
    }

    /** @throws CancellationException where the job was cancelled */
    public void checkCancelled() {
        stop.check();
    }

    /** Asked for by {@link #cancel}: for what the work runs that is long and does not look up. */
    public Stop stop() {
        return stop;
    }

    /** The work waits at its next report. */
    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** Work that has something to put away before it waits asks this before it reports. */
    public synchronized boolean paused() {
        return paused;
    }

    private synchronized void waitWhilePaused() {
        try {
            while (paused && !stop.asked()) wait();
        } catch (InterruptedException e) {
            // Whoever owns the worker is closing it.
            cancel();
        }
    }

    /** Nothing is delivered any more; the work ends at its next report, also where it is paused, or where it stops. */
    public void cancel() {
        if (state.over()) return;
        stop.ask();
        resume();
        publish(new State(Phase.CANCELLED, state.progress(), state.message()));
    }

    public State state() {
        return state;
    }

    /** Called with every later state, on whichever thread brings it about. */
    public void onChange(Consumer<State> listener) {
        listeners.add(listener);
    }

    private void publish(State next) {
        synchronized (this) {
            if (state.phase() == Phase.CANCELLED) return;
            state = next;
        }
        listeners.forEach(listener -> listener.accept(next));
    }
}
