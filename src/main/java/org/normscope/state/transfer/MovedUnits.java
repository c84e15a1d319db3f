package org.normscope.state.transfer;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;
import org.normscope.flow.PlateFigure;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.task.Job;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.transfer.LayerChange;
import org.normscope.transfer.Split;
import org.normscope.transfer.StrongestPlaces;

/**
 * What the units of a layer that the last blocks' training moved looked for before, and look for now. The layer is gone
 * through by a job that is asked for; its units are then there at once. Lives on the UI thread.
 */
public final class MovedUnits {
    /** Of a patch, pixels. */
    private static final int SIDE = 160;

    private record Found(Deeper of, LayerChange change, List<StrongestPlaces> places) {
        UnitPatches patches(int unit) {
            return new UnitPatches(change, unit, UnitPatches.Nine.of(places.get(0), unit, SIDE),
                UnitPatches.Nine.of(places.get(1), unit, SIDE));
        }
    }

    private record Asked(Found found, int unit) { }

    private final ReadOnlyObjectWrapper<List<LayerChange>> layers = new ReadOnlyObjectWrapper<>(this, "layers",
        List.of());
    private final ReadOnlyObjectWrapper<LayerChange> layer = new ReadOnlyObjectWrapper<>(this, "layer");
    private final ReadOnlyObjectWrapper<UnitPatches> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final DeeperRuns runs;
    private final TransferJobs jobs;
    private final GraphRunner runner;
    private final Notices notices;
    private final Stage<Asked, UnitPatches> cutting;
    private @Nullable Deeper of;
    private @Nullable Found found;
    /** What was cut last: it comes back with its training. */
    private @Nullable Asked last;

    MovedUnits(Services services, TransferJobs jobs, DeeperRuns runs) {
        this.runs = runs;
        this.jobs = jobs;
        runner = services.runner();
        notices = services.notices();
        cutting = new Stages(services.ui(), notices::tell).add(services.workers().light(), asked ->
            asked.found().patches(asked.unit()), shown::set);
        runs.deeper().addListener((ListChangeListener<Deeper>) change -> follow());
    }

    /** Those that training moved, in the network's order; none until the last blocks were trained. */
    public ReadOnlyObjectProperty<List<LayerChange>> layers() { return layers.getReadOnlyProperty(); }

    /** The one that is chosen: at first the one that moved most; null where there is none. */
    public ReadOnlyObjectProperty<LayerChange> layer() { return layer.getReadOnlyProperty(); }

    /** Of a unit of that layer; null until they were asked for. */
    public ReadOnlyObjectProperty<UnitPatches> shown() { return shown.getReadOnlyProperty(); }

    private void follow() {
        Deeper next = runs.deeper().stream().filter(one -> !one.scratch()).findFirst().orElse(null);
        if (next == of) return;
        of = next;
        List<LayerChange> moved = next == null ? List.of() : next.changes().stream().filter(change ->
            change.share() > 0 && layer(next, change).isPresent()).toList();
        forget();
        layer.set(null);
        layers.set(moved);
        Asked known = last != null && last.found().of() == next ? last : null;
        layer.set(known != null ? known.found().change()
            : moved.stream().max(Comparator.comparingDouble(LayerChange::share)).orElse(null));
        if (known != null) cut(known);
    }

    private void cut(Asked asked) {
        found = asked.found();
        last = asked;
        cutting.submitNew(asked);
    }

    /** The head is no layer of the network's own. */
    private static Optional<Layer> layer(Deeper of, LayerChange change) {
        return of.lesson().network().layer(change.layer()).filter(one -> one.shape().n() == 1
            && one.shape().c() == change.filters().length);
    }

    private void forget() {
        cutting.cancel();
        found = null;
        shown.set(null);
    }

    /** Another layer: its patches are looked for. */
    public void choose(LayerChange next) {
        if (next.equals(layer.get())) return;
        forget();
        layer.set(next);
        find();
    }

    /** Goes through the pictures with the old weights and the new ones; what else runs ends. */
    public void find() {
        Deeper now = of;
        LayerChange change = layer.get();
        if (now == null || change == null) return;
        int unit = change.furthest().get(0);
        jobs.<Found>start(Words.of("transfer.job.patches", change.layer()), job -> search(now, change, job), done -> {
            if (done.of() != of || !done.change().equals(layer.get())) return;
            cut(new Asked(done, unit));
        }, notices::tell);
    }

    private Found search(Deeper now, LayerChange change, Job<?> job) {
        Network network = now.lesson().network();
        return new Found(now, change, StrongestPlaces.of(List.of(network, network.rewritten(now.headed().graph())),
            layer(now, change).orElseThrow(), now.lesson().set().of(Split.TRAINING), runner,
            share -> job.report(share, "")));
    }

    /** Another unit of the layer that was gone through. */
    public void choose(int unit) {
        if (found != null) cut(new Asked(found, unit));
    }

    /** For print: as SVG where the file's name ends so, else as PNG. */
    static void write(UnitPatches patches, Lesson lesson, Language language, Path file) {
        String percent = Messages.get(language, "transfer.patches.moved", 100 * patches.moved());
        new PlateFigure(lesson.network().name() + " · " + patches.change().layer(), Messages.get(language,
            "transfer.patches.of", patches.unit(), lesson.set().of(Split.TRAINING).size()) + " · " + percent, List.of(
            square(patches.before(), Messages.get(language, "transfer.patches.before")),
            square(patches.after(), Messages.get(language, "transfer.patches.after")))).write(file);
    }

    private static PlateFigure.Square square(UnitPatches.Nine nine, String title) {
        return new PlateFigure.Square(title, nine.pixels(), false, List.of());
    }
}
