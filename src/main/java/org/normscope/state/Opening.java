package org.normscope.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.normscope.task.Job;
import org.normscope.task.Workers;

/**
 * What takes files: it runs on workers, the window stays as it was until it has succeeded, and where it fails there is
 * a notice and nothing else.
 */
final class Opening {
    final ReadOnlyObjectWrapper<Words> activity = new ReadOnlyObjectWrapper<>(this, "activity");
    private final Chosen chosen;
    private final Sources sources;
    private final Notices notices;
    private final Workers workers;
    private final Executor ui;
    private final Map<Job<?>, Words> running = new LinkedHashMap<>();

    Opening(Chosen chosen, Sources sources, Notices notices, Workers workers, Executor ui) {
        this.chosen = chosen;
        this.sources = sources;
        this.notices = notices;
        this.workers = workers;
        this.ui = ui;
    }

    <T> Job<T> start(Words what, Job.Work<T> work, Consumer<T> done) {
        return start(what, work, done, notices::tell);
    }

    <T> Job<T> start(Words what, Job.Work<T> work, Consumer<T> done, Consumer<Throwable> fail) {
        Job<T> job = new Job<>(work);
        running.put(job, what);
        publish();
        return job.start(workers.files(), ui, result -> {
            over(job);
            done.accept(result);
        }, failure -> {
            over(job);
            fail.accept(failure);
        });
    }

    void tell(Throwable failure) {
        notices.tell(failure);
    }

    void cancel(Job<?> job) {
        job.cancel();
        over(job);
    }

    /** Does something with settings once all that they refer to is open: at once where it is already. */
    void whenOpen(Settings target, Runnable commit) {
        if (sources.opened(target.normalize()).isPresent()) {
            commit.run();
            return;
        }
        NormalizeSettings present = chosen.normalize();
        start(Words.of("activity.open"), job -> {
            sources.open(target.normalize(), present);
            return target;
        }, opened -> commit.run());
    }

    private void over(Job<?> job) {
        running.remove(job);
        publish();
    }

    private void publish() {
        activity.set(running.values().stream().findFirst().orElse(null));
    }
}
