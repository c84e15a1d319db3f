package org.normscope.state.layers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Projection;
import org.normscope.flow.PaintedProjection;
import org.normscope.flow.SeenBackwards;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.patches.IndexException;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.Ranking;
import org.normscope.patches.field.Box;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.synthesis.Progress;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/**
 * The stages behind the plate of a unit. What takes many runs is asked run by run: each answer is shown and asks for
 * the next, so that whatever else waits for the network has its turn. Lives on the UI thread.
 */
final class PlatePipeline {
    private final ReadOnlyObjectWrapper<PlateBackwards> backwards = new ReadOnlyObjectWrapper<>(this, "backwards");
    private final ReadOnlyObjectWrapper<WishFrame> wished = new ReadOnlyObjectWrapper<>(this, "wish");
    private final ReadOnlyObjectWrapper<PlateField> field = new ReadOnlyObjectWrapper<>(this, "field");
    private final ReadOnlyObjectWrapper<List<PlateKin>> kin = new ReadOnlyObjectWrapper<>(this, "kin", List.of());
    private final Subject subject;
    private final GraphRunner runner;
    private final Workers workers;
    private final Stages stages;
    private final Stage<TraceStage.Turn, TraceStage.Traced> trace;
    private final Stage<WishStage.Turn, WishStage.Progress> wish;
    private final Stage<FieldStage.Request, PlateField> look;
    private final Stage<EffectiveStage.Turn, EffectiveStage.Progress> effective;
    private final Stage<KinStage.Request, List<PlateKin>> kinship;
    private final Map<Projection, List<TraceStage.Traced>> traced = new EnumMap<>(Projection.class);
    private @Nullable Shown shown;
    private WishStage.@Nullable Key wishing;
    private EffectiveStage.@Nullable Key measuring;
    private WishStage.@Nullable Progress last;
    private boolean halted;
    private PlateSettings settings = PlateSettings.initial();
    private String corpus = LayersSettings.BUILT_IN;

    /** What stands on the plate. */
    private record Shown(Network network, OpenedUnit unit, TraceStage.Key key) { }

    PlatePipeline(Subject subject, Services services) {
        this.subject = subject;
        runner = services.runner();
        workers = services.workers();
        stages = new Stages(services.ui(), services.notices()::tell);
        trace = stages.addStoppable(workers.inference(), TraceStage::run, this::traced);
        wish = stages.addStoppable(workers.inference(), new WishStage(runner, services.sources())::run, this::wished);
        look = stages.add(workers.light(), FieldStage::run, field::set);
        effective = stages.addStoppable(workers.inference(), new EffectiveStage(runner)::run, this::measured);
        kinship = stages.add(workers.files(), KinStage::run, kin::set);
    }

    ReadOnlyObjectProperty<PlateBackwards> backwards() { return backwards.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<WishFrame> wish() { return wished.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<PlateField> field() { return field.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<List<PlateKin>> kin() { return kin.getReadOnlyProperty(); }

    ReadOnlyBooleanProperty computing() { return stages.computing(); }

    /** The unit on the plate, its patches and the choices; null for the unit where the plate is shut. */
    void follow(@Nullable OpenIndex open, @Nullable OpenedUnit opened, Ranking ranking, LayersSettings layers) {
        PlateSettings chosen = layers.plate();
        settings = chosen;
        corpus = layers.corpus();
        if (open == null || opened == null || !chosen.open()) {
            forget();
            return;
        }
        Network network = subject.network().get();
        if (shown == null || shown.network() != network) forget();
        SeenBackwards seer = shown == null ? new SeenBackwards(network, runner) : shown.key().backwards();
        TraceStage.Key next = new TraceStage.Key(open, seer, opened.layer(), opened.unit(), ranking, opened.patches());
        if (!samePatches(next)) {
            trace.stop();
            traced.clear();
            backwards.set(null);
            if (chosen.over() == FieldOver.NINE) field.set(null);
        }
        Shown now = new Shown(network, opened, next);
        shown = now;
        kinship.submitNew(new KinStage.Request(open, opened.layer(), opened.unit(), ranking));
        askWish(now);
        askField(now);
        askTrace(next);
        show(now);
    }

    /** The index goes on being written, but these patches are the same: what was seen of them still holds. */
    private boolean samePatches(TraceStage.Key next) {
        if (shown == null) return false;
        TraceStage.Key key = shown.key();
        return key.open().index() == next.open().index() && key.layer().equals(next.layer())
            && key.unit() == next.unit() && places(key).equals(places(next));
    }

    private static List<String> places(TraceStage.Key key) {
        return key.patches().stream().map(patch -> patch.picture() + " " + patch.x() + " " + patch.y()).toList();
    }

    private void forget() {
        trace.stop();
        wish.stop();
        stages.cancel();
        traced.clear();
        shown = null;
        wishing = null;
        effective.stop();
        measuring = null;
        backwards.set(null);
        wished.set(null);
        field.set(null);
        kin.set(List.of());
    }

    /** The page's units, by the method chosen; null while the plate is shut. */
    @Nullable PageBackwards page(List<Integer> units) {
        if (shown == null) return null;
        TraceStage.Key key = shown.key();
        return new PageBackwards(key.open(), key.backwards(), key.layer(), List.copyOf(units), key.ranking(),
            settings.method());
    }

    void close() {
        forget();
    }

    // The nine seen backwards, and where the unit looks: by their gradients

    private void askTrace(TraceStage.Key key) {
        for (Projection method : new Projection[] {settings.method(), Projection.GRADIENT}) {
            int done = traced.getOrDefault(method, List.of()).size();
            if (done >= key.patches().size()) continue;
            trace.submitNew(new TraceStage.Turn(key, method, done));
            return;
        }
    }

    private void traced(TraceStage.Traced answer) {
        TraceStage.Turn turn = answer.turn();
        Shown now = shown;
        if (now == null || !samePatches(turn.key())) return;
        List<TraceStage.Traced> list = traced.computeIfAbsent(turn.method(), method -> new ArrayList<>());
        if (list.size() == turn.place()) list.add(answer);
        if (list.size() == now.key().patches().size()) keep(now.key(), turn.method(), List.copyOf(list));
        show(now);
        askTrace(now.key());
    }

    /** In the index's file, where nobody writes it. */
    private void keep(TraceStage.Key key, Projection method, List<TraceStage.Traced> list) {
        Map<Patch, Tensor> fresh = new LinkedHashMap<>();
        for (TraceStage.Traced one : list) {
            if (one.milliseconds() > 0 && one.patch() != null) fresh.put(one.patch(), one.cells());
        }
        if (fresh.isEmpty()) return;
        PatchIndex index = key.open().index();
        IndexedLayer layer = index.layer(key.layer().name());
        int of = key.unit();
        workers.files().execute(() -> {
            try {
                index.keep(layer, of, method.name(), fresh);
            } catch (IndexException e) {
                // It is being written, or cannot be: then it is seen again next time.
            }
        });
    }

    private void show(Shown on) {
        List<TraceStage.Traced> list = traced.getOrDefault(settings.method(), List.of());
        List<Tensor> cells = list.stream().map(TraceStage.Traced::cells).toList();
        PlateBackwards now = backwards.get();
        if (now == null || now.method() != settings.method() || now.cells().size() != cells.size()) {
            List<Pixels> pictures = cells.stream().map(one -> PaintedProjection.of(one, settings.method(),
                on.network().spec().preprocessing(), subject.colorMap())).toList();
            backwards.set(new PlateBackwards(settings.method(), pictures, on.key().patches().size(), cells,
                list.stream().mapToDouble(TraceStage.Traced::milliseconds).filter(time -> time > 0).average()
                .orElse(0)));
        }
        Map<Patch, Tensor> gradients = new LinkedHashMap<>();
        for (TraceStage.Traced one : traced.getOrDefault(Projection.GRADIENT, List.of())) {
            if (one.patch() != null) gradients.put(one.patch(), one.cells());
        }
        if (gradients.isEmpty() || on.unit().source() == null || settings.over() != FieldOver.NINE) return;
        Box box = gradients.keySet().iterator().next().padded();
        List<Tensor> alike = gradients.entrySet().stream().filter(one -> one.getKey().padded().width() == box.width()
            && one.getKey().padded().height() == box.height()).map(Map.Entry::getValue).toList();
        look.submitNew(new FieldStage.Request(FieldOver.NINE, box, on.unit().source(), alike));
    }

    // Where it looks over the corpus, or on the picture

    private void askField(Shown on) {
        OpenedUnit.Source source = on.unit().source();
        Pixels seen = settings.over() == FieldOver.PICTURE ? subject.seen().get() : null;
        EffectiveStage.Key next = settings.over() == FieldOver.NINE || source == null
            || settings.over() == FieldOver.PICTURE && seen == null ? null
            : new EffectiveStage.Key(on.network(), on.key().backwards(), on.unit().layer(), on.unit().unit(),
            seen == null ? corpus : "", seen);
        if (Objects.equals(next, measuring)) return;
        effective.stop();
        look.stop();
        measuring = next;
        field.set(null);
        if (next == null || source == null) return;
        effective.submit(new EffectiveStage.Turn(next,
            on.key().open().index().layer(on.unit().layer().name()).field(), source, null));
    }

    private void measured(EffectiveStage.Progress progress) {
        EffectiveStage.Turn turn = progress.turn();
        if (!turn.key().equals(measuring)) return;
        field.set(progress.field());
        if (progress.going() == null) return;
        effective.submit(new EffectiveStage.Turn(turn.key(), turn.field(), turn.source(), progress));
    }

    // The wish

    private void askWish(Shown on) {
        WishStage.Key next = new WishStage.Key(subject.choice().get().network(), on.network(),
            on.unit().layer().name(), on.unit().unit(), settings.seed(), settings.steps(), settings.wish(),
            settings.wish().begin() == WishSettings.Begin.CORPUS ? corpus : "",
            settings.wish().begin() == WishSettings.Begin.PICTURE ? subject.seen().get() : null);
        if (Objects.equals(next, wishing)) return;
        wish.stop();
        wishing = next;
        halted = false;
        wished.set(null);
        wish.submit(new WishStage.Turn(next, null));
    }

    private void wished(WishStage.Progress progress) {
        if (!progress.key().equals(wishing)) return;
        last = progress;
        wished.set(progress.frame());
        if (!progress.frame().done() && !halted) wish.submit(new WishStage.Turn(progress.key(), progress));
    }

    /** The wish stays as it is, or goes on from there. */
    void halt(boolean stay) {
        if (halted == stay || wishing == null) return;
        halted = stay;
        if (stay || last == null || !last.key().equals(wishing) || last.frame().done()) return;
        wish.submit(new WishStage.Turn(wishing, last));
    }
}
