package org.normscope.state.normalize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.color.ColorMap;
import org.normscope.color.ColorMaps;
import org.normscope.color.Mosaic;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.NotApplicableException;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Timings;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.task.Workers;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/**
 * The stages behind the panes, from the pictures to the effect on the network, each asked again when what it depends on
 * has changed; and what they found. Lives on the UI thread; the stages run on workers.
 */
final class NormalizePipeline {
    private final ReadOnlyObjectWrapper<Layer> replaced = new ReadOnlyObjectWrapper<>(this, "replaced");
    private final ReadOnlyObjectWrapper<Shape> maps = new ReadOnlyObjectWrapper<>(this, "maps");
    private final ReadOnlyObjectWrapper<Mosaic> mosaic = new ReadOnlyObjectWrapper<>(this, "mosaic");
    private final ReadOnlyIntegerWrapper pages = new ReadOnlyIntegerWrapper(this, "pages", 1);
    private final ReadOnlyObjectWrapper<Timings> timings = new ReadOnlyObjectWrapper<>(this, "timings", Timings.NONE);
    private final ReadOnlyObjectWrapper<BatchDrift> drifted = new ReadOnlyObjectWrapper<>(this, "drift");
    private final ReadOnlyObjectWrapper<LrnComparison> compared = new ReadOnlyObjectWrapper<>(this, "comparison");
    private final ReadOnlyObjectWrapper<Pixels> seen = new ReadOnlyObjectWrapper<>(this, "seen");
    private final StripModel layers = new StripModel();
    private final TrayModel tray = new TrayModel();
    private final PointerModel pointer = new PointerModel();
    private final SliceModel slices;
    private final ReadOnlyObjectProperty<NormalizeSettings> settings;
    private final PaneList panes;
    private final Chosen chosen;
    private final Notices notices;
    private final Stages stages;
    private final Stage<SiteStage.Request, SiteStage.Answer> site;
    private final Stage<LightStage.Request, LightStage.Answer> light;
    private final Stage<EffectStage.Request, EffectStage.Answer> effect;
    private final Stage<StripStage.Request, StripStage.Answer> strip;
    private final Stage<PointStage.Request, PointStage.Answer> point;
    private final Stage<ComparisonStage.Request, LrnComparison> comparison;
    private final Stage<DriftStage.Request, BatchDrift> drift;
    private final DecisionModel decision;
    private final Borrowing borrowing;
    private SiteStage.@Nullable Answer current;
    private LightStage.@Nullable Answer painted;
    private StripStage.@Nullable Request stripAsked;
    private boolean driftWanted;
    /** Another workspace was open when the panes should have followed: they do so when this one is opened. */
    private boolean behind;
    private double aspect = 1.5;

    NormalizePipeline(ReadOnlyObjectProperty<NormalizeSettings> settings, PaneList panes, Services services) {
        this.settings = settings;
        this.panes = panes;
        chosen = services.chosen();
        notices = services.notices();
        slices = new SliceModel(settings, chosen);
        GraphRunner runner = services.runner();
        Workers workers = services.workers();
        stages = new Stages(services.ui(), notices::tell);
        site = stages.add(workers.inference(), new SiteStage(runner)::run, this::sited, this::unsited);
        light = stages.add(workers.light(), new LightStage(workers)::run, this::painted);
        effect = stages.add(workers.inference(), new EffectStage(runner)::run, this::effected);
        strip = stages.add(workers.inference(), new StripStage(runner)::run, answer -> layers.show(answer.maps()));
        // What fails at a cell has failed for the whole pane, which says so.
        point = stages.add(workers.light(), new PointStage()::run, this::pointed, failure -> { });
        comparison = stages.add(workers.light(), ComparisonStage::run, compared::set, failure -> compared.set(null));
        drift = stages.add(workers.inference(), new DriftStage(new FeatureMapFlow(runner))::run, drifted::set);
        decision = new DecisionModel(services, stages);
        borrowing = new Borrowing(services, this::light, this::reading);
        chosen.settings().addListener((property, old, next) -> {
            if (!behind || !chosen.at(NormalizeSettings.ID)) return;
            light();
            if (driftWanted) drift();
        });
    }

    // Results, as NormalizeModel tells of them

    ReadOnlyObjectProperty<Layer> replaced() { return replaced.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<Shape> maps() { return maps.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<Mosaic> mosaic() { return mosaic.getReadOnlyProperty(); }

    ReadOnlyIntegerProperty pages() { return pages.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<Timings> timings() { return timings.getReadOnlyProperty(); }

    ReadOnlyBooleanProperty computing() { return stages.computing(); }

    ReadOnlyObjectProperty<BatchDrift> drifted() { return drifted.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<LrnComparison> compared() { return compared.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<Pixels> seen() { return seen.getReadOnlyProperty(); }

    StripModel layers() { return layers; }

    TrayModel tray() { return tray; }

    PointerModel pointer() { return pointer; }

    SliceModel slices() { return slices; }

    DecisionModel decision() { return decision; }

    // What is asked

    /** @param follows whether the subject is the same with a stroke more: then what runs still delivers */
    void subject(SiteStage.Request request, boolean follows) {
        if (!follows) {
            stages.cancel();
            current = null;
            painted = null;
            stripAsked = null;
            drifted.set(null);
            decision.forget();
            panes.all().forEach(PaneModel::forget);
        }
        site.submit(request);
    }

    /** Another network is open; to be told before others are: they would show it what is fitted to the last one. */
    void otherNetwork() {
        seen.set(null);
        maps.set(null);
        replaced.set(null);
        timings.set(Timings.NONE);
    }

    /** There is no picture: nothing is shown. */
    void nothing() {
        borrowing.cancel();
        stages.cancel();
        current = null;
        decision.forget();
        seen.set(null);
        maps.set(null);
        panes.all().forEach(pane -> pane.failed(new NotApplicableException("flow.pictures")));
    }

    private void sited(SiteStage.Answer answer) {
        current = answer;
        maps.set(answer.site().shape());
        slices.follow(answer.site().place().slices());
        replaced.set(answer.site().place().replaced().orElse(null));
        light();
        if (!chosen.history().inGesture()) strip();
        if (driftWanted && !behind) drift();
    }

    /** The network does not run on these pictures: the panes say why. */
    private void unsited(Throwable failure) {
        current = null;
        notices.tell(failure);
        panes.all().forEach(pane -> pane.failed(failure));
    }

    /** What a slider touches. Panes that nobody sees are not painted: a walk through layers elsewhere would wait. */
    void light() {
        SiteStage.Answer at = current;
        if (at == null) return;
        NormalizeSettings now = settings.get();
        seen.set(at.seen().get(now.active()));
        behind = !chosen.at(NormalizeSettings.ID);
        if (behind) return;
        borrowing.of(at.site().place(), now.panes()).ifPresent(loans -> light.submit(
            new LightStage.Request(at.site(), now.active(), now.panes(), loans, now.view(), map(), aspect)));
    }

    /** A pane's pool is further. */
    private void reading(int key, Fault told) {
        panes.of(key).ifPresent(pane -> pane.waits(told));
    }

    /** What could not be borrowed is tried again. */
    void forgetFaults() {
        borrowing.forgetFaults();
    }

    void strip() {
        if (current == null) return;
        StripStage.Request request = new StripStage.Request(current.request().network(),
            current.seen().get(settings.get().active()), map());
        if (request.equals(stripAsked)) return;
        stripAsked = request;
        strip.submit(request);
    }

    void drift() {
        driftWanted = true;
        if (current != null) drift.submit(new DriftStage.Request(current.site(), settings.get().active(),
            settings.get().pictures().stream().map(PictureChoice::origin).toList()));
    }

    void aspect(double next) {
        if (Math.abs(next / aspect - 1) < 0.01) return;
        aspect = next;
        light();
    }

    private ColorMap map() {
        return ColorMaps.of(settings.get().view().colorMap());
    }

    private void painted(LightStage.Answer answer) {
        painted = answer;
        pages.set(answer.pages());
        mosaic.set(answer.mosaic());
        for (PaneModel pane : panes.all()) {
            LightStage.Pane result = answer.panes().get(pane.key());
            if (result != null) pane.show(result, answer.request().site().shape());
        }
        timings.set(new Timings(1000 * answer.request().site().seconds(), answer.normalizeMilliseconds(),
            answer.paintMilliseconds()));
        effect.submit(new EffectStage.Request(answer.request().site(), answer.request().active(), results(answer),
            answer.request().map()));
        decision.painted(answer, current == null ? null : current.seen().get(answer.request().active()));
        point();
        compare();
    }

    private static Map<Integer, Tensor> results(LightStage.Answer answer) {
        Map<Integer, Tensor> results = new LinkedHashMap<>();
        answer.panes().forEach((key, pane) -> {
            if (pane.result() != null) results.put(key, pane.settings().raw() ? null : pane.result());
        });
        return results;
    }

    private void effected(EffectStage.Answer answer) {
        panes.all().forEach(pane -> pane.show(answer.effects().get(pane.key())));
    }

    /** Outlines at once; what has to be computed for the explanation follows. */
    void point() {
        Cell cell = pointer.cell().get();
        if (cell == null || painted == null || current == null || !fits(cell, painted.request().site().shape())) {
            panes.all().forEach(PaneModel::clearPointer);
            tray.showChannels(List.of());
            return;
        }
        Map<Integer, PaneSite> asked = new LinkedHashMap<>();
        for (PaneModel pane : panes.all()) {
            LightStage.Pane result = painted.panes().get(pane.key());
            if (result == null || result.fault() != null || result.normalization() == null) pane.clearPointer();
            else {
                asked.put(pane.key(), result.normalization());
                pane.outline(result.settings(), result.normalization(), cell);
            }
        }
        point.submit(new PointStage.Request(painted.request().site(), cell, asked, map()));
    }

    private static boolean fits(Cell cell, Shape shape) {
        return cell.n() < shape.n() && cell.c() < shape.c() && cell.y() < shape.h() && cell.x() < shape.w();
    }

    private void pointed(PointStage.Answer answer) {
        if (!answer.request().cell().equals(pointer.cell().get())) return;
        panes.all().forEach(pane -> pane.explain(answer.explanations().get(pane.key())));
        tray.showChannels(answer.channels());
    }

    /** For the selected pane, where its normalization is compared with others. */
    void compare() {
        PaneModel selected = panes.selected().get();
        LightStage.Pane result = painted == null || selected == null ? null : painted.panes().get(selected.key());
        if (current != null && result != null && result.fault() == null && result.normalization() != null
            && result.settings().entry().flatMap(Catalogue.Entry::comparison).isPresent()) {
            comparison.submit(new ComparisonStage.Request(result.normalization(), result.settings(), map()));
        } else {
            compared.set(null);
        }
    }
}
