package org.normscope.state.shift;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
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
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.OneJob;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.text.PathName;

/** What of the Shift workspace takes minutes: one job at a time. Lives on the UI thread. */
final class ShiftJobs {
    private final GraphRunner runner;
    private final OneJob job;
    private final Notices notices;
    private Runnable stopped = () -> { };

    ShiftJobs(Services services) {
        runner = services.runner();
        job = new OneJob(services);
        notices = services.notices();
    }

    ReadOnlyObjectProperty<JobStatus> status() { return job.status(); }

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

    boolean running() { return job.running(); }

    /** Whether the job waits. */
    ReadOnlyBooleanProperty paused() { return job.paused(); }

    void pause(boolean next) { job.pause(next); }

    /** Where another runs this is told, and nothing else happens. @param fail gets null where the job was stopped */
    <T> void start(Words what, Job.Work<T> work, Consumer<T> done, Consumer<@Nullable Throwable> fail) {
        if (running()) {
            notices.tell(Words.of("shift.job.busy"));
            return;
        }
        stopped = () -> fail.accept(null);
        job.start(what, work, done, fail::accept);
    }

    /** Nothing of it is kept. */
    void cancel() {
        if (close()) stopped.run();
    }

    /** As {@link #cancel()}, told to nobody. @return whether anything ran */
    boolean close() { return job.cancel(); }
}
