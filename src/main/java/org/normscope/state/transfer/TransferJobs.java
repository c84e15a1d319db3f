package org.normscope.state.transfer;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.OneJob;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.task.Stopwatch;

/** What of the workspace takes long, and how long yet: a new job ends the one before. Lives on the UI thread. */
final class TransferJobs {
    /** Below that share nobody can say how long the rest takes. */
    private static final double LEAST = .01;

    private final ReadOnlyDoubleWrapper secondsLeft = new ReadOnlyDoubleWrapper(this, "secondsLeft");
    private final OneJob job;
    private Stopwatch watch = Stopwatch.started();
    /** How long the job stood still, and since when it does. */
    private double still, since;

    TransferJobs(Services services) {
        job = new OneJob(services);
        job.status().addListener(changed -> estimate());
    }

    ReadOnlyObjectProperty<JobStatus> status() { return job.status(); }

    ReadOnlyBooleanProperty paused() { return job.paused(); }

    /** By what it took so far; 0 where that says nothing yet. */
    ReadOnlyDoubleProperty secondsLeft() { return secondsLeft.getReadOnlyProperty(); }

    <T> void start(Words what, Job.Work<T> work, Consumer<T> done, Consumer<Throwable> fail) {
        job.cancel();
        watch = Stopwatch.started();
        still = 0;
        job.start(what, work, done, fail);
    }

    private void estimate() {
        double share = status().get().progress(), taken = watch.seconds() - still;
        secondsLeft.set(taken < 1 || share < LEAST || paused().get() ? 0 : taken * (1 - share) / share);
    }

    void pause(boolean next) {
        if (!job.running() || next == paused().get()) return;
        job.pause(next);
        if (next) since = watch.seconds();
        else still += watch.seconds() - since;
    }

    /** @return whether anything ran */
    boolean cancel() { return job.cancel(); }
}
