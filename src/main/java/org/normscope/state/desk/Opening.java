package org.normscope.state.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.image.PictureFormat;
import org.normscope.image.PictureSource;
import org.normscope.task.HomeThread;
import org.normscope.task.Job;
import org.normscope.task.Workers;
import org.normscope.text.Fault;
import org.normscope.text.PathName;

/**
 * What takes files: it runs on workers, the window stays as it was until it has succeeded, and where it fails there is
 * a notice and nothing else.
 */
public final class Opening {
    /** Keys of what is said of a file that is no picture, nor anything that a picture could be made of. */
    private static final Set<String> UNKNOWN = Set.of("picture.unknown", "picture.foreign.archive");

    private final ReadOnlyObjectWrapper<Words> activity = new ReadOnlyObjectWrapper<>(this, "activity");
    private final HomeThread home = new HomeThread();
    private final Chosen chosen;
    private final Sources sources;
    private final Notices notices;
    private final Recent recent;
    private final Workers workers;
    private final Executor ui;
    private final Map<Job<?>, Words> running = new LinkedHashMap<>();
    private final List<Runnable> behindFirst = new ArrayList<>();
    private @Nullable Job<?> first;

    Opening(Chosen chosen, Sources sources, Notices notices, Recent recent, Workers workers, Executor ui) {
        this.chosen = chosen;
        this.sources = sources;
        this.notices = notices;
        this.recent = recent;
        this.workers = workers;
        this.ui = ui;
    }

    /** What is being opened or written; null while nothing is. */
    public ReadOnlyObjectProperty<Words> activity() {
        return activity.getReadOnlyProperty();
    }

    public <T> Job<T> start(Words what, Job.Work<T> work, Consumer<T> done) {
        return start(what, work, result -> {
            notices.succeeded(what.key());
            done.accept(result);
        }, failure -> notices.tell(failure, what.key()));
    }

    public <T> Job<T> start(Words what, Job.Work<T> work, Consumer<T> done, Consumer<Throwable> fail) {
        return run(new Job<>(work), what, done, fail);
    }

    /**
     * Opens what everything begins with. What is asked for meanwhile is handed over afterwards, though it may be open
     * sooner: else the beginning would take its place.
     */
    public <T> void first(Words what, Job.Work<T> work, Consumer<T> done, Consumer<Throwable> fail) {
        Job<T> job = new Job<>(work);
        first = job;
        run(job, what, done, fail);
    }

    /** Does something at once, or once there is what everything begins with: whom it is for is not known before. */
    public void whenBegun(Runnable act) {
        if (first == null) act.run();
        else behindFirst.add(act);
    }

    private <T> Job<T> run(Job<T> job, Words what, Consumer<T> done, Consumer<Throwable> fail) {
        running.put(job, what);
        publish();
        return job.start(workers.files(), ui, result -> inTurn(job, () -> done.accept(result)),
            failure -> inTurn(job, () -> fail.accept(failure)));
    }

    private void inTurn(Job<?> job, Runnable handOver) {
        if (first != null && first != job) {
            whenBegun(() -> {
                if (running.containsKey(job)) inTurn(job, handOver);
            });
            return;
        }
        over(job);
        handOver.run();
        if (first != job) return;
        first = null;
        List<Runnable> next = List.copyOf(behindFirst);
        behindFirst.clear();
        next.forEach(Runnable::run);
    }

    /** Opens a network that is not in the settings yet; its choice carries its hash. */
    public Job<?> network(String origin, Map<String, String> input, Consumer<NetworkChoice> done) {
        return this.<NetworkChoice>start(Words.of("activity.network", origin), job -> {
            NetworkChoice choice = NetworkChoice.hashed(origin, input);
            sources.network(choice);
            return choice;
        }, choice -> {
            recent.opened(Recent.Kind.NETWORK, origin);
            done.accept(choice);
        });
    }

    /** For what is opened in other ways than here. */
    public void remember(Recent.Kind kind, String origin) {
        recent.opened(kind, origin);
    }

    /** Reads pictures: those that can be read are handed on, if any; of the others one notice says what is wrong. */
    public <T> void pictures(List<T> pictures, Function<T, String> origin, Consumer<List<PictureChoice>> done) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        this.<List<PictureChoice>>start(Words.of("activity.pictures", pictures.size()), job -> {
            List<PictureChoice> read = new ArrayList<>();
            for (T picture : pictures) {
                String from = origin.apply(picture);
                try {
                    read.add(sources.add(from));
                } catch (Fault fault) {
                    faults.put(from, told(from, fault));
                }
            }
            return read;
        }, read -> {
            unread(faults).ifPresent(fault -> notices.tell(fault, "activity.pictures"));
            read.stream().map(PictureChoice::origin).filter(from -> !NamedFiles.isNone(from))
                .forEach(from -> recent.opened(Recent.Kind.PICTURE, PictureSource.file(from).toString()));
            if (!read.isEmpty()) done.accept(read);
        });
    }

    /** A file that calls itself no picture, and is none, may have been meant for anything that is opened here. */
    private static Fault told(String from, Fault fault) {
        return UNKNOWN.contains(fault.key()) && !PictureFormat.isPicture(from) ? new Fault("open.refused", from)
            : fault;
    }

    /** However many they are: how many, what the first are called, what is wrong with the first. */
    private static Optional<Fault> unread(Map<String, Fault> faults) {
        if (faults.size() < 2) return faults.values().stream().findFirst();
        return Optional.of(new Fault("pictures.unread", faults.size(), PathName.several(faults.keySet()),
            faults.values().iterator().next()));
    }

    /** Writes; a notice says that it was written, or why not. */
    public void write(Path file, Writing writing) {
        write(file, writing, () -> { });
    }

    /** The same. @param then what is done once it is written */
    public void write(Path file, Writing writing, Runnable then) {
        this.<Path>start(Words.of("activity.write", file.getFileName().toString()), job -> {
            try {
                writing.run(job);
            } catch (IOException e) {
                throw new Fault(e, "export.unwritable", file.toString());
            }
            return file;
        }, written -> {
            notices.tell(Words.of("export.written", file.toString()));
            then.run();
        });
    }

    public void tell(Throwable failure) {
        notices.tell(failure);
    }

    public void cancel(Job<?> job) {
        job.cancel();
        over(job);
    }

    /** Does something with settings once all that they refer to is open: at once where it is already. */
    public void whenOpen(Settings target, Runnable commit) {
        if (first == null && sources.opened(target.subject()).isPresent()) {
            commit.run();
            return;
        }
        SubjectChoice present = chosen.present().subject();
        start(Words.of("activity.open"), job -> {
            sources.open(target.subject(), present);
            return target;
        }, opened -> commit.run());
    }

    private void over(Job<?> job) {
        assert home.isHere() : "what was opened is handed over on the thread that asked for it";
        running.remove(job);
        publish();
    }

    private void publish() {
        activity.set(running.values().stream().findFirst().orElse(null));
    }
}
