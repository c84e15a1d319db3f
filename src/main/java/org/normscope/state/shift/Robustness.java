package org.normscope.state.shift;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.normscope.flow.FolderPictures;
import org.normscope.flow.RobustnessCurve;
import org.normscope.flow.RobustnessCurve.Labelled;
import org.normscope.image.PictureSource;
import org.normscope.image.Samples;
import org.normscope.network.GraphRunner;
import org.normscope.shift.Trait;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;

/**
 * How answers hold while one slider of the look goes from none to full: what is wanted, what is known. Results stay
 * for undo; no session keeps them. Lives on the UI thread.
 */
public final class Robustness {
    /** To each side of the value that changes nothing. */
    private static final int STEPS = 5;

    private final ReadOnlyObjectWrapper<RobustnessRun> run = new ReadOnlyObjectWrapper<>(this, "run");
    private final Map<RobustnessChoice, RobustnessRun> known = new HashMap<>();
    private final Chosen chosen;
    private final Notices notices;
    private final Recent recent;
    private final GraphRunner runner;
    private final ShiftJobs jobs;
    private final ObservableList<Compared> compared;
    private final Runnable begun;

    /** @param begun told before networks are run: what is known of them has to be found again */
    Robustness(Services services, ShiftJobs jobs, ObservableList<Compared> compared, Runnable begun) {
        this.begun = begun;
        chosen = services.chosen();
        notices = services.notices();
        recent = services.recent();
        runner = services.runner();
        this.jobs = jobs;
        this.compared = compared;
        compared.addListener((ListChangeListener<Compared>) change -> follow());
    }

    /** Of what is chosen; null where it is not known of any of the networks. */
    public ReadOnlyObjectProperty<RobustnessRun> run() { return run.getReadOnlyProperty(); }

    /** Networks that stand there and give classes, but were not run over what is chosen. */
    public List<Compared> notRun() {
        return open(run.get() == null ? List.of() : run.get().rows());
    }

    private List<Compared> open(List<RobustnessRun.Row> rows) {
        return compared.stream().filter(one -> one.network().givesClasses())
            .filter(one -> rows.stream().noneMatch(row -> row.compared().equals(one))).toList();
    }

    private RobustnessChoice choice() {
        return chosen.of(ShiftSettings.class).robustness();
    }

    void follow() {
        RobustnessRun all = known.get(choice()), shown = all == null ? null : all.of(compared).orElse(null);
        if (!Objects.equals(shown, run.get())) run.set(shown);
    }

    // Verbs

    /** Another slider of the look: what takes seconds is measured at once, of a folder only what is asked for. */
    public void setTrait(Trait trait) {
        chosen.change(ShiftSettings.class, "setRobustness", s -> s.withRobustness(s.robustness().with(trait)));
        measureSamples();
    }

    /** Where the sample photos are chosen and nothing is known of them yet. */
    public void measureSamples() {
        if (choice().samples() && run.get() == null && !compared.isEmpty() && !jobs.running()) measure("");
    }

    /** Runs the networks that were not run yet. @param folder empty for the sample photos */
    public void measure(String folder) {
        RobustnessRun last = known.get(choice().with(folder));
        measure(choice().with(folder), last == null ? open(List.of()) : open(last.rows()));
    }

    /** Runs all networks once more: a folder's pictures may be others. */
    public void again() {
        measure(choice(), open(List.of()));
    }

    private void measure(RobustnessChoice wanted, List<Compared> networks) {
        begun.run();
        jobs.start(wanted.samples() ? Words.of("shift.job.samples") : Words.of("shift.job.robustness", wanted.name()),
            job -> measured(wanted, networks, job), (RobustnessRun done) -> {
                known.put(wanted, done.and(known.get(wanted)));
                if (!wanted.samples()) recent.opened(Recent.Kind.CORPUS, wanted.folder());
                chosen.change(ShiftSettings.class, null,
                    s -> s.withRobustness(s.robustness().with(wanted.folder())));
                follow();
                if (!choice().equals(wanted)) measureSamples(); // another slider was chosen meanwhile
            }, failure -> {
                if (failure != null) notices.tell(failure);
            });
    }

    private RobustnessRun measured(RobustnessChoice wanted, List<Compared> networks, Job<?> job) {
        List<String> skipped = new ArrayList<>();
        Stream<Labelled> pictures;
        long count;
        if (wanted.samples()) {
            pictures = Samples.photos().map(photo -> new Labelled(PictureSource.open(photo), ""));
            count = Samples.photos().count();
        } else {
            FolderPictures all = new FolderPictures(Path.of(wanted.folder()),
                picture -> skipped.add(picture.in(wanted.folder())));
            pictures = all.labelled();
            count = all.count();
        }
        List<Double> values = RobustnessCurve.range(wanted.trait(), STEPS);
        double runs = Math.max(1, (double) count * networks.size() * values.size());
        int[] run = {0};
        List<RobustnessCurve> curves = RobustnessCurve.of(networks.stream().map(Compared::network).toList(), runner,
            pictures, wanted.trait(), values, network -> job.report(Math.min(1, run[0]++ / runs), network.name()));
        List<RobustnessRun.Row> rows = IntStream.range(0, curves.size())
            .mapToObj(i -> new RobustnessRun.Row(networks.get(i), curves.get(i))).toList();
        return new RobustnessRun(wanted, rows, skipped);
    }
}
