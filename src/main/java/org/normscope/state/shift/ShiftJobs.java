package org.normscope.state.shift;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.flow.DomainFolders;
import org.normscope.flow.DomainRuns;
import org.normscope.flow.FolderPictures;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.Graph;
import org.normscope.shift.DomainRun;
import org.normscope.shift.IbnSurgery;
import org.normscope.shift.Recalibration;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.task.Workers;
import org.normscope.text.PathName;

/** What of the Shift workspace takes minutes: one job at a time. Lives on the UI thread. */
final class ShiftJobs {
    private final ReadOnlyObjectWrapper<JobStatus> status = new ReadOnlyObjectWrapper<>(this, "status", JobStatus.NONE);
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper(this, "paused");
    private final GraphRunner runner;
    private final Workers workers;
    private final Executor ui;
    private @Nullable Job<?> job;
    private @Nullable Runnable stopped;

    ShiftJobs(Services services) {
        runner = services.runner();
        workers = services.workers();
        ui = services.ui();
    }

    ReadOnlyObjectProperty<JobStatus> status() { return status.getReadOnlyProperty(); }

    /** @param known rows of the same folder that need not be run again */
    void run(String folder, List<Compared> compared, List<FolderRun.Row> known, Consumer<FolderRun> done,
             Consumer<@Nullable Throwable> fail) {
        start(Words.of("shift.job.run", PathName.of(folder)),
            job -> folderRun(folder, compared, known, job), done, fail);
    }

    private FolderRun folderRun(String folder, List<Compared> compared, List<FolderRun.Row> known, Job<?> job) {
        List<String> skipped = new ArrayList<>();
        DomainFolders folders = new DomainFolders(Path.of(folder),
            picture -> skipped.add(picture.in(folder)));
        List<Compared> open =
            compared.stream().filter(one -> known.stream().noneMatch(row -> row.compared().equals(one))).toList();
        double total = Math.max(1, folders.count() * open.size());
        int[] done = new int[1];
        Map<Compared, FolderRun.Row> rows = new LinkedHashMap<>();
        known.forEach(row -> rows.put(row.compared(), row));
        List<Map<String, DomainRun>> runs = DomainRuns.of(open.stream().map(Compared::network).toList(), runner,
            folders, domain -> job.report(Math.min(1, done[0]++ / total), domain));
        for (int i = 0; i < open.size(); i++) {
            rows.put(open.get(i),
                new FolderRun.Row(open.get(i), folders.unknownClass(open.get(i).network()).isEmpty(), runs.get(i)));
        }
        List<FolderRun.Row> inOrder = compared.stream().map(rows::get).toList();
        List<String> domains = folders.domains().stream()
            .filter(domain -> inOrder.stream().allMatch(row -> row.runs().containsKey(domain))).toList();
        return new FolderRun(folder, domains, inOrder, skipped);
    }

    /**
     * @param pool    as it was when the statistics were taken
     * @param skipped its pictures that could not be read
     */
    record Recalibrated(Network network, Pool pool, List<String> skipped) { }

    /** @param fail gets null where the job was stopped */
    void recalibrate(Network network, String folder, Consumer<Recalibrated> done, Consumer<@Nullable Throwable> fail) {
        start(Words.of("shift.job.recalibrate", network.name(), PathName.of(folder)), job -> {
            List<String> skipped = new ArrayList<>();
            FolderPictures pictures = new FolderPictures(Path.of(folder), picture -> skipped.add(picture.in(folder)));
            double runs = Math.max(1, (double) pictures.count() * Recalibration.passes(network));
            int[] run = new int[1];
            Graph graph = Recalibration.recalibrated(network, runner,
                () -> reporting(pictures.stream(), () -> job.report(Math.min(1, run[0]++ / runs), "")));
            return new Recalibrated(IbnSurgery.network(network, graph), new Pool(folder, pictures.print()), skipped);
        }, done, fail);
    }

    private static Stream<Pixels> reporting(Stream<Pixels> pictures, Runnable report) {
        return pictures.peek(picture -> report.run());
    }

    boolean running() {
        return status.get().running();
    }

    /** Whether the job waits. */
    ReadOnlyBooleanProperty paused() { return paused.getReadOnlyProperty(); }

    void pause(boolean next) {
        if (job == null) return;
        if (next) job.pause();
        else job.resume();
        paused.set(next);
    }

    /** One at a time: where another runs nothing happens. @param fail gets null where the job was stopped */
    <T> void start(Words what, Job.Work<T> work, Consumer<T> done, Consumer<@Nullable Throwable> fail) {
        if (running()) return;
        Job<T> started = new Job<>(work);
        job = started;
        stopped = () -> fail.accept(null);
        status.set(new JobStatus(what, 0));
        started.onChange(state -> ui.execute(() -> {
            if (job == started && !state.over()) status.set(new JobStatus(what, state.progress()));
        }));
        started.start(workers.jobs(), ui, result -> {
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

    /** Nothing of it is kept. */
    void cancel() {
        Runnable told = stopped;
        if (close() && told != null) told.run();
    }

    /** As {@link #cancel()}, told to nobody. @return whether anything ran */
    boolean close() {
        if (job == null) return false;
        job.cancel();
        over(job);
        return true;
    }
}
