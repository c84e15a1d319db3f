package org.normscope.state.transfer;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;

/** What of the workspace takes long: one job at a time, a new one ends the one before. Lives on the UI thread. */
final class TransferJobs {
    private final ReadOnlyObjectWrapper<JobStatus> status = new ReadOnlyObjectWrapper<>(this, "status", JobStatus.NONE);
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper(this, "paused");
    private final Executor jobs;
    private final Executor ui;
    private @Nullable Job<?> job;

    TransferJobs(Services services) {
        jobs = services.workers().jobs();
        ui = services.ui();
    }

    ReadOnlyObjectProperty<JobStatus> status() { return status.getReadOnlyProperty(); }

    ReadOnlyBooleanProperty paused() { return paused.getReadOnlyProperty(); }

    <T> void start(Words what, Job.Work<T> work, Consumer<T> done, Consumer<Throwable> fail) {
        cancel();
        Job<T> started = new Job<>(work);
        job = started;
        status.set(new JobStatus(what, 0));
        started.onChange(state -> ui.execute(() -> {
            if (job == started && !state.over()) status.set(new JobStatus(what, state.progress()));
        }));
        started.start(jobs, ui, result -> {
            over(started);
            done.accept(result);
        }, failure -> {
            over(started);
            fail.accept(failure);
        });
    }

    private void over(Job<?> ended) {
        if (job != ended) return;
        job = null;
        paused.set(false);
        status.set(JobStatus.NONE);
    }

    void pause(boolean next) {
        if (job == null) return;
        if (next) job.pause();
        else job.resume();
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
