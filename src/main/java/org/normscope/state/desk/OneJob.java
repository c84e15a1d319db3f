package org.normscope.state.desk;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.task.Job;

/** What takes long somewhere in the window, one at a time: it is watched, paused and cancelled. Of the UI thread. */
public final class OneJob {
    private final ReadOnlyObjectWrapper<JobStatus> status = new ReadOnlyObjectWrapper<>(this, "status", JobStatus.NONE);
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper(this, "paused");
    private final Executor worker;
    private final Executor ui;
    private @Nullable Job<?> job;

    public OneJob(Services services) {
        worker = services.workers().jobs();
        ui = services.ui();
    }

    public ReadOnlyObjectProperty<JobStatus> status() { return status.getReadOnlyProperty(); }

    /** Whether the job waits. */
    public ReadOnlyBooleanProperty paused() { return paused.getReadOnlyProperty(); }

    public boolean running() { return job != null; }

    /** Ends what runs, and starts this; {@code done} or {@code fail} is called when it is over, none if cancelled. */
    public <T> void start(Words what, Job.Work<T> work, Consumer<T> done, Consumer<Throwable> fail) {
        cancel();
        Job<T> started = new Job<>(work);
        job = started;
        status.set(new JobStatus(what, 0));
        // A job that reports a thousand times a second leaves the window its time.
        AtomicBoolean asked = new AtomicBoolean();
        started.onChange(change -> {
            if (asked.compareAndSet(false, true)) ui.execute(() -> {
                asked.set(false);
                Job.State state = started.state();
                if (job == started && !state.over()) status.set(new JobStatus(what, state.progress()));
            });
        });
        started.start(worker, ui, result -> {
            over();
            done.accept(result);
        }, failure -> {
            over();
            fail.accept(failure);
        });
    }

    private void over() {
        job = null;
        paused.set(false);
        status.set(JobStatus.NONE);
    }

    public void pause(boolean next) {
        if (job == null) return;
        if (next) job.pause();
        else job.resume();
        paused.set(next);
    }

    /** Nothing of it is delivered. @return whether anything ran */
    public boolean cancel() {
        if (job == null) return false;
        job.cancel();
        over();
        return true;
    }
}
