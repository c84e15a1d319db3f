package org.normscope.state.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.task.Workers;
import org.normscope.transfer.HeadedGraph;
import org.normscope.transfer.LayerScore;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.LossProbe;
import org.normscope.transfer.ThreeWays;
import org.normscope.transfer.WayCurve;

/** What more can be found out about a lesson: each finding is a job that is asked for. Lives on the UI thread. */
public final class Findings {
    private static final int SEEDS = 3, PROBED = 20;
    /** The first as Santurkar et al. have it; a network that is deep and plain survives the others only. */
    private static final List<Double> RATES = List.of(.1, .03, .01, .003, .001);

    private final ReadOnlyObjectWrapper<Finding> chosen = new ReadOnlyObjectWrapper<>(this, "chosen", Finding.FEW);
    private final ReadOnlyObjectWrapper<Ways> ways = new ReadOnlyObjectWrapper<>(this, "ways", Ways.NONE);
    private final ReadOnlyObjectWrapper<List<LayerScore>> depth = new ReadOnlyObjectWrapper<>(this, "depth", List.of());
    private final ReadOnlyObjectWrapper<PictureLayout> map = new ReadOnlyObjectWrapper<>(this, "map");
    private final ReadOnlyObjectWrapper<Set<String>> selected = new ReadOnlyObjectWrapper<>(this, "selected", Set.of());
    private final ReadOnlyObjectWrapper<LookAccuracy> looks = new ReadOnlyObjectWrapper<>(this, "looks");
    private final ReadOnlyObjectWrapper<Smoothness> smooth = new ReadOnlyObjectWrapper<>(this, "smooth");
    private final MovedUnits moved;
    private final ReadOnlyObjectProperty<Lesson> lesson;
    private final ReadOnlyObjectProperty<TransferSettings> settings;
    private final TransferJobs jobs;
    private final LessonWork work;
    private final DeeperRuns runs;
    private final GraphRunner runner;
    private final Workers workers;
    private final Opening opening;
    private final Chosen chosenOf;
    private final Notices notices;
    private final Executor ui;

    Findings(Services services, TransferJobs jobs, LessonWork work, DeeperRuns runs,
             ReadOnlyObjectProperty<Lesson> lesson, ReadOnlyObjectProperty<TransferSettings> settings) {
        this.lesson = lesson;
        this.settings = settings;
        this.jobs = jobs;
        this.work = work;
        this.runs = runs;
        moved = new MovedUnits(services, jobs, runs);
        chosenOf = services.chosen();
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

    /** A head on every layer; none until it was asked for. */
    public ReadOnlyObjectProperty<List<LayerScore>> depth() { return depth.getReadOnlyProperty(); }

    /** All pictures on a plane; null until they were laid out. */
    public ReadOnlyObjectProperty<PictureLayout> map() { return map.getReadOnlyProperty(); }

    /** Hashes of the pictures that are chosen on it. */
    public ReadOnlyObjectProperty<Set<String>> selected() { return selected.getReadOnlyProperty(); }

    /** Right answers under other looks; null until it was asked for. */
    public ReadOnlyObjectProperty<LookAccuracy> looks() { return looks.getReadOnlyProperty(); }

    /** With and without batch normalization; null until it was asked for. */
    public ReadOnlyObjectProperty<Smoothness> smooth() { return smooth.getReadOnlyProperty(); }

    /** What the units that training moved fire on, before and after. */
    public MovedUnits moved() { return moved; }

    /** Looks at another question. The map's first plane takes a moment, so that it is there at once. */
    public void choose(Finding next) {
        chosen.set(next);
        if (next == Finding.MAP && map.get() == null && lesson.get() != null && !jobs.status().get().running()) {
            layOut(false, false);
        }
    }

    public void select(Set<String> hashes) { selected.set(Set.copyOf(hashes)); }

    /** Whether there is anything to be run for what is looked at. */
    public static boolean isAsked(Finding finding) { return finding != Finding.SURE; }

    /** Looks for the answer to what is looked at; what else runs ends. */
    public void find() {
        Lesson now = lesson.get();
        if (now == null) return;
        switch (chosen.get()) {
            case FEW -> teach(now);
            case DEPTH -> start("transfer.job.depth", job -> work.scores(now, job), depth);
            case MOVED -> runs.train(now, false, settings.get().norms());
            case MAP -> layOut(true, map.get() != null && map.get().trained());
            case SURE -> { }
            case LOOKS -> start("transfer.job.looks", job -> looks(now, job), looks);
            case SMOOTH -> start("transfer.job.smooth", job -> smooth(now, job), smooth);
        }
    }

    /**
     * Lays the pictures out anew.
     *
     * @param neighbours by t-SNE; else on the plane of the principal components
     * @param trained    by the features of the network whose last blocks were trained, where they were
     */
    public void layOut(boolean neighbours, boolean trained) {
        Lesson now = lesson.get();
        if (now == null) return;
        HeadedGraph after = trained ? runs.of(now, false).map(Deeper::headed).orElse(null) : null;
        start("transfer.job.map", job -> work.layout(now, after, neighbours, job), map);
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

    private LookAccuracy looks(Lesson now, Job<?> job) {
        Network network = runs.headed(now).network(now.network(), now.classes());
        return LookAccuracy.of(network, now.judged().examples(), runner, share -> job.report(share, ""));
    }

    private Smoothness smooth(Lesson now, Job<?> job) {
        HeadedGraph headed = HeadedGraph.of(now.cut(), now.network().graph(), now.head());
        LossProbe without = new LossProbe(now.network(), headed, false, runner, workers);
        double rate = RATES.get(0), lost = Double.NaN;
        List<LossProbe.Reading> plain = List.of();
        for (double next : RATES) {
            rate = next;
            plain = without.of(now.set(), PROBED, rate, 0, share -> job.report(share / 2, ""));
            if (plain.size() == PROBED) break;
            lost = rate;
        }
        return new Smoothness(rate, lost, new LossProbe(now.network(), headed, true, runner, workers)
            .of(now.set(), PROBED, rate, 0, share -> job.report((1 + share) / 2, "")), plain);
    }

    private <T> void start(String key, Job.Work<T> what, ReadOnlyObjectWrapper<T> into) {
        jobs.start(Words.of(key), what, into::set, notices::tell);
    }

    /** Writes what is looked at as a table; curves and patches as a picture, too, where the file's name ends so. */
    public void write(Path file) {
        if (lesson.get() == null) return;
        FindingTable table = new FindingTable(found(), lesson.get(), runs.of(lesson.get(), false),
            chosenOf.settings().get().look().language());
        Finding what = chosen.get();
        opening.write(file, job -> table.write(what, file));
    }

    /** All there is. */
    FoundOut found() {
        return new FoundOut(ways.get(), depth.get(), map.get(), looks.get(), smooth.get(), moved.shown().get());
    }

    /** What was found was of another lesson; of this there is that. */
    void show(FoundOut known) {
        ways.set(known.ways());
        depth.set(known.depth());
        map.set(known.map());
        selected.set(Set.of());
        looks.set(known.looks());
        smooth.set(known.smooth());
    }
}
