package org.normscope.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.normscope.color.ColorMap;
import org.normscope.color.ColorMaps;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.network.GraphRunner;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Explanation;
import org.normscope.normalize.NotApplicableException;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/**
 * The stages behind the panes, from the pictures to the effect on the network, each asked again when what it depends on
 * has changed. Lives on the UI thread; the stages run on workers.
 */
final class Pipeline {
    private final NormalizeModel model;
    private final Workers workers;
    private final Executor ui;
    private final Stage<SiteStage.Request, SiteStage.Answer> site;
    private final Stage<LightStage.Request, LightStage.Answer> light;
    private final Stage<EffectStage.Request, EffectStage.Answer> effect;
    private final Stage<StripStage.Request, StripStage.Answer> strip;
    private final Stage<PointStage.Request, PointStage.Answer> point;
    private final Stage<ComparisonStage.Request, LrnComparison> comparison;
    private final Stage<DriftStage.Request, Drift> drift;
    private final Borrowing borrowing;
    private SiteStage.Answer current;
    private LightStage.Answer painted;
    private StripStage.Request stripAsked;
    private boolean driftWanted;
    private double aspect = 1.5;

    Pipeline(NormalizeModel model, Sources sources, Opening opening, GraphRunner runner, Workers workers, Executor ui) {
        this.model = model;
        this.workers = workers;
        this.ui = ui;
        site = stage(workers.inference(), new SiteStage(runner)::run, this::sited, this::unsited);
        light = stage(workers.light(), new LightStage(workers)::run, this::painted, model.notices()::tell);
        effect = stage(workers.inference(), new EffectStage(runner)::run, this::effected, model.notices()::tell);
        strip = stage(workers.inference(), new StripStage(runner)::run, answer -> model.strip().show(answer.maps()), model.notices()::tell);
        point = stage(workers.light(), new PointStage()::run, this::pointed, failure -> { });
        comparison = stage(workers.light(), ComparisonStage::run, model.comparison::set, failure -> model.comparison.set(null));
        borrowing = new Borrowing(sources, opening, new FeatureMapFlow(runner), ui, this::light, this::reading);
        drift = stage(workers.inference(), new DriftStage(new FeatureMapFlow(runner))::run, model.drift::set, model.notices()::tell);
    }

    private <Q, A> Stage<Q, A> stage(Executor worker, Function<Q, A> work, Consumer<A> deliver, Consumer<Throwable> fail) {
        return new Stage<>(worker, ui, work, deliver, fail, this::publishComputing);
    }

    private void publishComputing() {
        if (drift == null) return; // still being put together
        model.computing.set(!(site.idle() && light.idle() && effect.idle() && strip.idle() && point.idle() && comparison.idle() && drift.idle()));
    }

    /** @param follows whether the subject is the same with a stroke more: then what runs still delivers */
    void subject(SiteStage.Request request, boolean follows) {
        if (!follows) {
            List.of(site, light, effect, strip, point, comparison, drift).forEach(Stage::cancel);
            current = null;
            stripAsked = null;
            model.drift.set(null);
        }
        site.submit(request);
    }

    /** There is no picture: nothing is shown. */
    void nothing() {
        borrowing.cancel();
        List.of(site, light, effect, strip, point, comparison, drift).forEach(Stage::cancel);
        current = null;
        model.seen.set(null);
        model.maps.set(null);
        model.panes().forEach(pane -> pane.failed(new NotApplicableException("flow.pictures")));
    }

    private void sited(SiteStage.Answer answer) {
        current = answer;
        model.maps.set(answer.site().shape());
        model.replaced.set(answer.site().place().replaced().orElse(null));
        light();
        if (!model.chosen().history().inGesture()) strip();
        if (driftWanted) drift();
    }

    /** The network does not run on these pictures: the panes say why. */
    private void unsited(Throwable failure) {
        current = null;
        model.notices().tell(failure);
        model.panes().forEach(pane -> pane.failed(failure));
    }

    /** What a slider touches. */
    void light() {
        if (current == null) return;
        NormalizeSettings settings = model.settings().get();
        model.seen.set(current.seen().get(settings.active()));
        borrowing.of(current.site().place(), settings.panes()).ifPresent(loans ->
            light.submit(new LightStage.Request(current.site(), settings.active(), settings.panes(), loans, settings.view(), map(), aspect)));
    }

    /** A pane's pool is further. */
    private void reading(int key, Fault told) {
        model.panes().stream().filter(pane -> pane.key() == key && pane.fault().get() != null).forEach(pane -> pane.fault.set(told));
    }

    /** What could not be borrowed is tried again. */
    void forgetFaults() {
        borrowing.forgetFaults();
    }

    void strip() {
        if (current == null) return;
        StripStage.Request request = new StripStage.Request(current.request().network(), current.seen().get(model.settings().get().active()), map());
        if (request.equals(stripAsked)) return;
        stripAsked = request;
        strip.submit(request);
    }

    void drift() {
        driftWanted = true;
        if (current != null) drift.submit(new DriftStage.Request(current.site(), model.settings().get().active()));
    }

    void aspect(double next) {
        if (Math.abs(next / aspect - 1) < 0.01) return;
        aspect = next;
        light();
    }

    private ColorMap map() {
        return ColorMaps.of(model.settings().get().view().colorMap());
    }

    private void painted(LightStage.Answer answer) {
        painted = answer;
        model.pages.set(answer.pages());
        model.mosaic.set(answer.mosaic());
        for (PaneModel pane : model.panes()) {
            LightStage.Pane result = answer.panes().get(pane.key());
            if (result != null) pane.show(result, answer.request().site().shape());
        }
        model.timings.set(new Timings(1000 * answer.request().site().seconds(), answer.normalizeMilliseconds(), answer.paintMilliseconds()));
        effect.submit(new EffectStage.Request(answer.request().site(), answer.request().active(), results(answer), answer.request().map()));
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
        for (PaneModel pane : model.panes()) pane.effect.set(answer.effects().get(pane.key()));
    }

    /** Outlines at once; what has to be computed for the explanation follows. */
    void point() {
        Cell cell = model.pointer().cell.get();
        if (cell == null || painted == null || current == null || !fits(cell)) {
            model.panes().forEach(PaneModel::clearPointer);
            model.tray().showChannels(null);
            return;
        }
        Map<Integer, PaneSite> asked = new LinkedHashMap<>();
        for (PaneModel pane : model.panes()) {
            LightStage.Pane result = painted.panes().get(pane.key());
            boolean explained = result != null && result.normalization() != null && result.fault() == null;
            if (explained) asked.put(pane.key(), result.normalization());
            pane.outline(explained ? result : null, cell);
        }
        point.submit(new PointStage.Request(painted.request().site(), cell, asked, map()));
    }

    private boolean fits(Cell cell) {
        var shape = painted.request().site().shape();
        return cell.n() < shape.n() && cell.c() < shape.c() && cell.y() < shape.h() && cell.x() < shape.w();
    }

    private void pointed(PointStage.Answer answer) {
        if (!answer.request().cell().equals(model.pointer().cell.get())) return;
        for (PaneModel pane : model.panes()) {
            Explanation explanation = answer.explanations().get(pane.key());
            pane.explanation.set(explanation);
        }
        model.tray().showChannels(answer.channels());
    }

    /** For the selected pane, where it is one of the two LRN. */
    void compare() {
        PaneModel selected = model.selectedPane().get();
        LightStage.Pane result = painted == null || selected == null ? null : painted.panes().get(selected.key());
        boolean lrn = result != null && result.fault() == null && result.settings().normalization().startsWith("lrn");
        if (lrn && current != null) comparison.submit(new ComparisonStage.Request(result.normalization(), result.settings(), map()));
        else model.comparison.set(null);
    }
}
