package org.normscope.state.layers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.image.ContentHash;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.patches.BuiltInCorpus;
import org.normscope.patches.Corpus;
import org.normscope.patches.IndexException;
import org.normscope.patches.IndexProgress;
import org.normscope.patches.IndexReport;
import org.normscope.patches.Indexer;
import org.normscope.patches.PatchCutter;
import org.normscope.patches.PatchIndex;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Services;
import org.normscope.task.Job;
import org.normscope.task.Workers;

/**
 * The index of one network over one corpus, kept beside the user's data: read at once where it is there, brought up to
 * date by a job, and read all the while. Lives on the UI thread.
 */
public final class IndexModel {
    private record Indexed(Network network, String corpus) { }

    /** @param index what was there already; null where nothing was */
    private record Prepared(Indexed subject, Corpus corpus, Indexer indexer, Path file,
        @Nullable PatchIndex index) { }

    /** What lies in padding: told from black and white pictures, and from both themes' surfaces. */
    private static final int OUTSIDE = 0xFF4A525E;

    private final ReadOnlyObjectWrapper<OpenIndex> open = new ReadOnlyObjectWrapper<>(this, "open");
    private final ReadOnlyObjectWrapper<IndexStatus> status = new ReadOnlyObjectWrapper<>(this,
        "status", IndexStatus.NONE);
    private final Path folder;
    private final GraphRunner runner;
    private final Workers workers;
    private final Executor ui;
    private final Notices notices;
    private @Nullable Indexed subject;
    private @Nullable Prepared prepared;
    private @Nullable Job<IndexReport> job;
    private @Nullable Reading last;
    /** Jobs that may still write, by file, each the last of its file. */
    private final Map<Path, CompletableFuture<Void>> writing = new HashMap<>();

    IndexModel(Services services) {
        folder = services.data().resolve("indexes");
        runner = services.runner();
        workers = services.workers();
        ui = services.ui();
        notices = services.notices();
    }

    /** Null while there is nothing to read. */
    ReadOnlyObjectProperty<OpenIndex> open() { return open.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<IndexStatus> status() { return status.getReadOnlyProperty(); }

    /** The job waits after the picture at hand; what it has done is kept and shown. */
    public void pause() {
        if (job == null || status.get().phase() != IndexStatus.Phase.INDEXING) return;
        job.pause();
        status.set(status.get().in(IndexStatus.Phase.PAUSED));
    }

    /** Goes on where it was paused, stopped or failed. */
    public void resume() {
        switch (status.get().phase()) {
            case PAUSED -> {
                status.set(status.get().in(IndexStatus.Phase.INDEXING));
                if (job != null) job.resume();
            }
            case STOPPED, FAILED -> restart();
            default -> { }
        }
    }

    private void restart() {
        if (prepared != null) run(prepared);
        else if (subject != null) begin(subject);
    }

    /** Stops for now; what is done is kept. */
    public void cancel() {
        if (job == null || job.state().over()) return;
        job.cancel();
        status.set(status.get().in(IndexStatus.Phase.STOPPED));
    }

    /** Nothing where that is what it is of already. */
    void want(Network network, String corpus) {
        Indexed next = new Indexed(network, corpus);
        if (next.equals(subject)) return;
        // First: who hears that the old one is gone asks for the new one again.
        subject = next;
        drop();
        begin(next);
    }

    /** Stops the job and closes the index; what is done is kept. */
    void release() {
        subject = null;
        drop();
    }

    private void drop() {
        if (job != null) job.cancel();
        if (last != null) workers.files().execute(last::stop);
        job = null;
        last = null;
        prepared = null;
        open.set(null);
        status.set(IndexStatus.NONE);
    }

    private void begin(Indexed asked) {
        status.set(IndexStatus.NONE.in(IndexStatus.Phase.OPENING));
        new Job<Prepared>(ignored -> prepare(asked))
            .start(workers.files(), ui, this::prepared, failure -> failed(asked, failure));
    }

    private Prepared prepare(Indexed asked) throws IOException {
        Corpus corpus = Corpus.of(asked.corpus());
        Indexer indexer = new Indexer(asked.network(), List.of(), runner, workers);
        Path file = folder.resolve(name(corpus.root())).resolve(indexer.subject().fileName());
        Files.createDirectories(file.getParent());
        return new Prepared(asked, corpus, indexer, file, Files.exists(file) ? opened(file) : null);
    }

    /** One folder a corpus: the indexes of one never hold pictures of another. */
    private static String name(String root) {
        return root.equals(BuiltInCorpus.ROOT) ? root
            : ContentHash.of(root.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** Null where nothing can be read: the job that writes it says why. */
    private static @Nullable PatchIndex opened(Path file) {
        try {
            return PatchIndex.open(file);
        } catch (IndexException e) {
            return null;
        }
    }

    private void prepared(Prepared next) {
        // What was left and wanted again before it was open comes twice.
        if (prepared != null || !next.subject().equals(subject)) {
            if (next.index() != null) workers.files().execute(next.index()::close);
            return;
        }
        prepared = next;
        if (next.index() != null) show(next.subject(), next.index());
        run(next);
    }

    private void run(Prepared by) {
        Indexed asked = by.subject();
        Reading reading = new Reading(by.file(), open.get() == null ? null : open.get().index());
        status.set(status.get().in(IndexStatus.Phase.WAITING));
        Job<IndexReport> next = by.indexer().job(by.corpus(), by.file(),
            progress -> ui.execute(() -> progressed(asked, progress)),
            () -> reading.refresh().ifPresent(index -> ui.execute(() -> show(asked, index))));
        job = next;
        last = reading;
        next.start(task -> inTurn(by.file(), asked, task), ui, report -> done(asked, report),
            failure -> failed(asked, failure));
    }

    /** A job that was stopped still writes what it has done: the next one must not find its file locked. */
    private void inTurn(Path file, Indexed asked, Runnable task) {
        writing.values().removeIf(CompletableFuture::isDone);
        CompletableFuture<Void> now = new CompletableFuture<>(),
            before = Objects.requireNonNullElse(writing.put(file, now), CompletableFuture.completedFuture(null));
        before.thenRunAsync(() -> {
            try {
                ui.execute(() -> begun(asked));
                task.run();
            } finally {
                now.complete(null);
            }
        }, workers.jobs());
    }

    private void begun(Indexed asked) {
        if (asked.equals(subject) && status.get().phase() == IndexStatus.Phase.WAITING) {
            status.set(status.get().in(IndexStatus.Phase.INDEXING));
        }
    }

    /** What is read of a file while a job writes it; on the job's thread, but for {@link #stop}. */
    private static final class Reading {
        private final Path file;
        private @Nullable PatchIndex index;
        private boolean stopped;

        Reading(Path file, @Nullable PatchIndex index) {
            this.file = file;
            this.index = index;
        }

        /** The index with what was written since; empty where nobody wants it any more. */
        synchronized Optional<PatchIndex> refresh() {
            if (stopped) return Optional.empty();
            if (index == null) index = PatchIndex.open(file);
            else index.refresh();
            return Optional.of(index);
        }

        synchronized void stop() {
            stopped = true;
            if (index != null) index.close();
        }
    }

    private void show(Indexed asked, PatchIndex index) {
        OpenIndex now = open.get();
        boolean known = now != null && now.index() == index;
        if (asked.equals(subject)) {
            open.set(new OpenIndex(index, known ? now.cutter() : new PatchCutter(index.preprocessing(), OUTSIDE),
                known ? now.edition() + 1 : 0));
        }
    }

    private void progressed(Indexed asked, IndexProgress progress) {
        IndexStatus.Phase phase = status.get().phase();
        boolean running = phase == IndexStatus.Phase.INDEXING || phase == IndexStatus.Phase.PAUSED;
        if (!asked.equals(subject) || !running) return;
        status.set(new IndexStatus(phase, progress.done(), progress.total(), progress.skipped(),
            progress.picturesPerSecond(), progress.secondsLeft(), List.of()));
    }

    private void done(Indexed asked, IndexReport report) {
        if (!asked.equals(subject)) return;
        List<String> reasons = report.skipped().stream().map(IndexReport.Skipped::reason).toList();
        int all = report.pictures() + reasons.size();
        status.set(new IndexStatus(IndexStatus.Phase.COMPLETE, all, all, reasons.size(), 0, 0, reasons));
    }

    private void failed(Indexed asked, Throwable failure) {
        if (!asked.equals(subject)) return;
        status.set(status.get().in(IndexStatus.Phase.FAILED));
        notices.tell(failure);
    }
}
