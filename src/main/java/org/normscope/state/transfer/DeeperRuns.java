package org.normscope.state.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.task.Stopwatch;
import org.normscope.task.Workers;
import org.normscope.transfer.Epoch;
import org.normscope.transfer.HeadedGraph;
import org.normscope.transfer.Judgement;
import org.normscope.transfer.LastStage;
import org.normscope.transfer.LayerChange;
import org.normscope.transfer.TrainedPart;
import org.normscope.transfer.Training;
import org.normscope.transfer.TrainingPlan;

/** Training more than the head, epoch by epoch. Lives on the UI thread. */
final class DeeperRuns {
    private static final long SEED = 0;

    private final ReadOnlyObjectWrapper<Run> run = new ReadOnlyObjectWrapper<>(this, "run");
    private final ObservableList<Deeper> deeper = FXCollections.observableArrayList();
    private final GraphRunner runner;
    private final Workers workers;
    private final Executor ui;
    private final Notices notices;
    private final TransferJobs jobs;
    /** The job under way, where it is a training. */
    private @Nullable Words training;

    DeeperRuns(Services services, TransferJobs jobs) {
        this.jobs = jobs;
        runner = services.runner();
        workers = services.workers();
        ui = services.ui();
        notices = services.notices();
        jobs.status().addListener((property, old, next) -> {
            if (training == null || training.equals(next.what())) return;
            training = null;
            run.set(null); // where it was cut short this is all there is to show
        });
    }

    ReadOnlyObjectProperty<Run> run() { return run.getReadOnlyProperty(); }

    ObservableList<Deeper> deeper() { return deeper; }

    /** The one of a lesson that is better than its head, if any is. */
    private Optional<Deeper> best(Lesson lesson) {
        return deeper.stream().filter(one -> one.lesson() == lesson
            && one.judged().accuracy() > lesson.judged().accuracy())
            .reduce((a, b) -> a.judged().accuracy() >= b.judged().accuracy() ? a : b);
    }

    Optional<Deeper> of(Lesson lesson, boolean scratch) {
        return deeper.stream().filter(one -> one.lesson() == lesson && one.scratch() == scratch).findFirst();
    }

    /** What is saved: the network with its head, or the one of which more was trained where that is better. */
    HeadedGraph headed(Lesson lesson) {
        return best(lesson).map(Deeper::headed)
            .orElseGet(() -> HeadedGraph.of(lesson.cut(), lesson.network().graph(), lesson.head()));
    }

    void train(Lesson lesson, boolean scratch, TrainedPart.Norms norms) {
        TrainingPlan plan = scratch ? TrainingPlan.scratch(SEED) : TrainingPlan.blocks(SEED);
        Words what = Words.of(scratch ? "transfer.job.scratch" : "transfer.job.blocks");
        jobs.cancel();
        run.set(new Run(scratch, plan.epochs(), List.of(), 0));
        training = what;
        jobs.<Deeper>start(what, job -> trained(lesson, plan, norms, job), done -> {
            deeper.removeIf(old -> old.scratch() == scratch);
            deeper.add(done);
            run.set(new Run(scratch, plan.epochs(), done.epochs(), 0));
        }, notices::tell);
    }

    private Deeper trained(Lesson lesson, TrainingPlan plan, TrainedPart.Norms norms, Job<?> job) {
        Network network = lesson.network();
        HeadedGraph headed = HeadedGraph.of(lesson.cut(), network.graph(), lesson.head());
        String from = plan.fresh() ? network.picture() : LastStage.before(lesson.cut());
        TrainedPart part = new TrainedPart(headed, from, plan.fresh() ? TrainedPart.Norms.UPDATED : norms);
        List<Epoch> epochs = new ArrayList<>();
        Stopwatch watch = Stopwatch.started();
        HeadedGraph trained = new Training(network, part, plan, runner, workers).of(lesson.set(), epoch -> {
            epochs.add(epoch);
            double left = watch.seconds() / epochs.size() * (plan.epochs() - epochs.size());
            Run now = new Run(plan.fresh(), plan.epochs(), List.copyOf(epochs), left);
            ui.execute(() -> {
                if (!job.state().over()) run.set(now);
            });
        }, share -> job.report(share, ""));
        Judgement judged = Training.judged(network, trained, lesson.judged().examples(), runner, workers,
            share -> job.report(1, ""));
        return new Deeper(plan.fresh(), lesson, trained, judged, List.copyOf(epochs),
            LayerChange.between(network, headed.graph(), trained.graph()));
    }

    /** What was trained is not of the lesson that is shown now; of that there is this. */
    void show(List<Deeper> trained) {
        run.set(null);
        deeper.setAll(trained);
    }
}
