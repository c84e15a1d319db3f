package org.normscope.state.transfer;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.task.Stopwatch;

/** What of the workspace takes long: one job at a time, a new one ends the one before. Lives on the UI thread. */
final class TransferJobs {
    /** Below that share nobody can say how long the rest takes. */
    private static final double LEAST = .01;

    private final ReadOnlyObjectWrapper<JobStatus> status = new ReadOnlyObjectWrapper<>(this, "status", JobStatus.NONE);
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper(this, "paused");
    private final ReadOnlyDoubleWrapper secondsLeft = new ReadOnlyDoubleWrapper(this, "secondsLeft");
    private final Executor jobs;
    private final Executor ui;
    private @Nullable Job<?> job;
    private Stopwatch watch = Stopwatch.started();
    /** How long the job stood still, and since when it does. */
    private double still, since;

    TransferJobs(Services services) {
        jobs = services.workers().jobs();
        ui = services.ui();
    }

    ReadOnlyObjectProperty<JobStatus> status() { return status.getReadOnlyProperty(); }

    ReadOnlyBooleanProperty paused() { return paused.getReadOnlyProperty(); }

    /** By what it took so far; 0 where that says nothing yet. */
    ReadOnlyDoubleProperty secondsLeft() { return secondsLeft.getReadOnlyProperty(); }

    <T> void start(Words what, Job.Work<T> work, Consumer<T> done, Consumer<Throwable> fail) {
        cancel();
        Job<T> started = new Job<>(work);
        job = started;
        status.set(new JobStatus(what, 0));
        watch = Stopwatch.started();
        still = 0;
        // A job that reports a thousand times a second leaves the window its time.
        AtomicBoolean asked = new AtomicBoolean();
        started.onChange(change -> {
            if (asked.compareAndSet(false, true)) ui.execute(() -> {
                asked.set(false);
                reported(what, started);
            });
        });
        started.start(jobs, ui, result -> {
            over(started);
            done.accept(result);
        }, failure -> {
            over(started);
            fail.accept(failure);
        });
    }

    private void reported(Words what, Job<?> started) {
        Job.State state = started.state();
        if (job != started || state.over()) return;
        status.set(new JobStatus(what, state.progress()));
        double taken = watch.seconds() - still;
        secondsLeft.set(taken < 1 || state.progress() < LEAST || paused.get() ? 0
            : taken * (1 - state.progress()) / state.progress());
    }

    private void over(Job<?> ended) {
        if (job != ended) return;
        job = null;
        paused.set(false);
        secondsLeft.set(0);
        status.set(JobStatus.NONE);
    }

    void pause(boolean next) {
        if (job == null || next == paused.get()) return;
        if (next) {
            job.pause();
            since = watch.seconds();
        } else {
            job.resume();
            still += watch.seconds() - since;
        }
        paused.set(next);
    }

    /** @return whether anything ran */
    boolean cancel() {
        if (job == null) return false;
        job.cancel();
        over(job);
        return true;
    }
}
