package org.normscope.state.transfer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.normscope.image.AtomicFile;
import org.normscope.image.PictureFile;
import org.normscope.network.GraphRunner;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.task.Workers;
import org.normscope.transfer.CurvePicture;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.ThreeWays;
import org.normscope.transfer.WayCurve;

/** What more can be found out about a lesson: each finding is a job that is asked for. Lives on the UI thread. */
public final class Findings {
    private static final int SEEDS = 3;

    private final ReadOnlyObjectWrapper<Finding> chosen = new ReadOnlyObjectWrapper<>(this, "chosen", Finding.FEW);
    private final ReadOnlyObjectWrapper<Ways> ways = new ReadOnlyObjectWrapper<>(this, "ways", Ways.NONE);
    private final ReadOnlyObjectProperty<Lesson> lesson;
    private final ReadOnlyObjectProperty<TransferSettings> settings;
    private final TransferJobs jobs;
    private final GraphRunner runner;
    private final Workers workers;
    private final Opening opening;
    private final Notices notices;
    private final Executor ui;

    Findings(Services services, TransferJobs jobs, ReadOnlyObjectProperty<Lesson> lesson,
             ReadOnlyObjectProperty<TransferSettings> settings) {
        this.lesson = lesson;
        this.settings = settings;
        this.jobs = jobs;
        runner = services.runner();
        workers = services.workers();
        opening = services.opening();
        notices = services.notices();
        ui = services.ui();
    }

    /** Which one is looked at. */
    public ReadOnlyObjectProperty<Finding> chosen() { return chosen.getReadOnlyProperty(); }

    /** Head only, last blocks too, from scratch. */
    public ReadOnlyObjectProperty<Ways> ways() { return ways.getReadOnlyProperty(); }

    public void choose(Finding next) { chosen.set(next); }

    /** Looks for the answer to what is looked at; what else runs ends. */
    public void find() {
        Lesson now = lesson.get();
        if (now == null) return;
        switch (chosen.get()) {
            case FEW -> teach(now);
        }
    }

    private void teach(Lesson now) {
        ways.set(Ways.NONE);
        ThreeWays.Plan plan = ThreeWays.Plan.of(now.curve().stream().map(LessonCurve::perClass).toList(), SEEDS,
            LessonWork.C, settings.get().norms());
        start("transfer.job.ways", job -> new Ways(new ThreeWays(now.table(), plan, runner, workers).run(
            known -> soFar(job, known), share -> job.report(share, "")), true), ways);
    }

    private void soFar(Job<?> job, List<WayCurve> known) {
        ui.execute(() -> {
            if (!job.state().over()) ways.set(new Ways(known, false));
        });
    }

    private <T> void start(String key, Job.Work<T> work, ReadOnlyObjectWrapper<T> into) {
        jobs.start(Words.of(key), work, into::set, notices::tell);
    }

    /** Writes what is looked at: a table, or where the file's name ends so a picture. */
    public void write(Path file) {
        Lesson now = lesson.get();
        if (now == null) return;
        List<WayCurve> curves = curves(now);
        String about = now.network().name() + ", " + now.classes().size() + " classes";
        boolean picture = file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
        opening.write(file, job -> {
            if (picture) PictureFile.writePng(CurvePicture.of(curves, about), file);
            else AtomicFile.write(file, WayCurve.csv(curves).getBytes(StandardCharsets.UTF_8));
        });
    }

    private List<WayCurve> curves(Lesson now) {
        return ways.get().curves().isEmpty() ? now.heads() : ways.get().curves();
    }

    /** What was found was of another lesson. */
    void forget() {
        ways.set(Ways.NONE);
    }
}
