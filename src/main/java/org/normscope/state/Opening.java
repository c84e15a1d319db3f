package org.normscope.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.normscope.task.Job;
import org.normscope.task.Workers;
import org.normscope.text.Fault;

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

    /** Opens a network that is not in the settings yet; its choice carries its hash. */
    Job<?> network(String origin, Map<String, String> input, Consumer<NetworkChoice> done) {
        return this.<NetworkChoice>start(Words.of("activity.network", origin), job -> {
            NetworkChoice choice = new NetworkChoice(origin, InputVerbs.hash(origin), input);
            sources.network(choice);
            return choice;
        }, done);
    }

    /** Reads pictures: those that can be read are handed on, if any; of the others a notice says what is wrong. */
    <T> void pictures(List<T> pictures, Function<T, String> origin, Consumer<List<PictureChoice>> done) {
        List<Fault> faults = new ArrayList<>();
        this.<List<PictureChoice>>start(Words.of("activity.pictures", pictures.size()), job -> {
            List<PictureChoice> read = new ArrayList<>();
            for (T picture : pictures) {
                try {
                    read.add(sources.add(origin.apply(picture)));
                } catch (Fault fault) {
                    faults.add(fault);
                }
            }
            return read;
        }, read -> {
            faults.forEach(notices::tell);
            if (!read.isEmpty()) done.accept(read);
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
