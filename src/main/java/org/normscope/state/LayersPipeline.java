package org.normscope.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.normscope.color.ColorMap;
import org.normscope.color.ColorMaps;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.Ranking;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/**
 * The stages behind the Layers workspace. {@link #follow} may be called whenever anything may have changed: a stage is
 * asked only what it was not asked last. Lives on the UI thread; the stages run on workers.
 */
final class LayersPipeline {
    private final LayersModel model;
    private final IndexModel index;
    private final IndexModel comparedIndex;
    private final Stage<MapsStage.Request, MapsStage.Answer> maps;
    private final Stage<FigureStage.Request, UnitFigure> figure;
    private final Stage<FigureStage.Request, UnitFigure> compared;
    private final Stage<UnitStage.Request, OpenedUnit> unit;
    private final Stage<WalkStage.Request, WalkStage.Answer> walk;
    private final Stage<FigureStage.Request, UnitFigure> ahead;
    private Network network;
    private boolean closed;
    private MapsStage.Answer mapped;
    private Map<String, Pixels> blocks = Map.of();
    /** The walk is shown anew when the index has twice as many editions as it was shown for. */
    private OpenIndex walked;

    LayersPipeline(LayersModel model, IndexModel index, IndexModel comparedIndex, GraphRunner runner, Workers workers, Executor ui) {
        this.model = model;
        this.index = index;
        this.comparedIndex = comparedIndex;
        maps = stage(workers.inference(), ui, new MapsStage(runner)::run, this::mapped);
        figure = stage(workers.light(), ui, FigureStage::run, this::figured);
        compared = stage(workers.light(), ui, FigureStage::run, model.comparedFigure::set);
        unit = stage(workers.light(), ui, UnitStage::run, model.opened::set);
        walk = stage(workers.files(), ui, WalkStage::run, this::walked);
        ahead = stage(workers.files(), ui, FigureStage::run, done -> { });
        index.open.addListener((property, old, now) -> follow());
        index.status().addListener((property, old, now) -> {
            if (now.phase() == IndexStatus.Phase.COMPLETE) follow();
        });
        comparedIndex.open.addListener((property, old, now) -> follow());
    }

    private <Q, A> Stage<Q, A> stage(Executor worker, Executor ui, Function<Q, A> work, Consumer<A> deliver) {
        return new Stage<>(worker, ui, work, deliver, model.notices()::tell, this::publishComputing);
    }

    private void publishComputing() {
        if (ahead == null) return; // still being put together
        model.computing.set(!(maps.idle() && figure.idle() && compared.idle() && unit.idle() && walk.idle()));
    }

    IndexModel index() {
        return index;
    }

    IndexModel comparedIndex() {
        return comparedIndex;
    }

    void close() {
        closed = true;
        index.release();
        comparedIndex.release();
        List.of(maps, figure, compared, unit, walk, ahead).forEach(Stage::cancel);
    }

    void follow() {
        if (closed) return;
        Network now = model.normalize().network().get();
        if (now != network) forget(now);
        index.want(now, model.settings().get().corpus());
        Network beside = model.compared().get();
        if (beside == null) comparedIndex.release();
        else comparedIndex.want(beside, model.settings().get().corpus());
        ask();
    }

    private void forget(Network now) {
        List.of(maps, figure, compared, unit, walk, ahead).forEach(Stage::cancel);
        network = now;
        mapped = null;
        walked = null;
        blocks = Map.of();
        model.maps.set(null);
        model.figure.set(null);
        model.comparedFigure.set(null);
        model.opened.set(null);
    }

    private void ask() {
        Pixels seen = model.normalize().seen().get();
        if (seen != null) maps.submitNew(new MapsStage.Request(network, model.layer().get(), seen, map()));
        else nothingSeen();
        askFigure();
        askWalk();
        showWalk();
    }

    private void nothingSeen() {
        maps.cancel();
        mapped = null;
        model.maps.set(null);
    }

    private void askFigure() {
        OpenIndex open = index.open.get();
        if (open == null) {
            List.of(figure, compared, unit, walk, ahead).forEach(Stage::cancel);
            model.figure.set(null);
            model.opened.set(null);
            walked = null;
            blocks = Map.of();
            return;
        }
        figure.submitNew(request(model.settings().get().page()));
        askUnit();
        askCompared();
    }

    private FigureStage.Request request(int page) {
        LayersSettings s = model.settings().get();
        Tensor seen = s.order() == UnitOrder.STRENGTH ? maps().get(model.layer().get()) : null;
        return new FigureStage.Request(index.open.get(), model.layer().get(), ranking(), s.order(), page, seen, List.of());
    }

    private Ranking ranking() {
        return Ranking.of(model.settings().get().several(), model.settings().get().inside());
    }

    /** Of the chosen layer on the current picture; empty until computed. */
    private Map<Layer, Tensor> maps() {
        boolean current = mapped != null && mapped.request().layer().equals(model.layer().get());
        return current ? mapped.maps() : Map.of();
    }

    private void mapped(MapsStage.Answer answer) {
        mapped = answer;
        model.maps.set(answer.mosaic());
        if (index.open.get() != null) askFigure();
    }

    private void figured(UnitFigure answer) {
        boolean turned = model.figure.get() == null || model.figure.get().page() != answer.page() || !model.figure.get().layer().equals(answer.layer());
        model.figure.set(answer);
        if (index.open.get() == null) return;
        askUnit();
        askCompared();
        if (turned && answer.page() + 1 < answer.pages()) ahead.submit(request(answer.page() + 1));
    }

    private void askUnit() {
        UnitFigure shown = model.figure.get();
        if (shown == null || !shown.layer().equals(model.layer().get()) || model.unit() == LayersSettings.FIRST) return;
        List<Layer> kin = Neighbours.all(network, model.layer().get());
        unit.submitNew(new UnitStage.Request(index.open.get(), model.layer().get(), model.unit(), model.settings().get().place(), ranking(), kin, maps(), map()));
    }

    private void askCompared() {
        UnitFigure shown = model.figure.get();
        OpenIndex open = comparedIndex.open.get();
        if (open == null) {
            compared.cancel();
            model.comparedFigure.set(null);
        } else if (shown != null) {
            Layer layer = LayersModel.counterpart(model.layer().get(), network.layers(), model.compared().get());
            compared.submitNew(new FigureStage.Request(open, layer, ranking(), UnitOrder.INDEX, 0, null, shown.units()));
        }
    }

    private void askWalk() {
        OpenIndex open = index.open.get();
        Map<String, Integer> units = new LinkedHashMap<>();
        for (StripItem item : model.normalize().strip().items()) if (item.map() != null) units.put(item.layer().name(), item.unit());
        if (open == null || units.isEmpty()) return;
        boolean complete = index.status().get().phase() == IndexStatus.Phase.COMPLETE;
        boolean due = walked == null || walked.index() != open.index() || complete || open.edition() >= 2 * walked.edition() + 1;
        if (due) walked = open;
        walk.submitNew(new WalkStage.Request(walked, units, ranking()));
    }

    private void walked(WalkStage.Answer answer) {
        blocks = new HashMap<>(answer.blocks());
        showWalk();
    }

    private void showWalk() {
        List<StripItem> next = new ArrayList<>();
        for (StripItem item : model.normalize().strip().items()) {
            next.add(new StripItem(item.index(), item.layer(), item.layer().equals(model.layer().get()), item.unit(), item.map(), blocks.get(item.layer().name())));
        }
        if (!next.equals(model.walk)) model.walk.setAll(next);
    }

    private ColorMap map() {
        return ColorMaps.of(model.normalize().settings().get().view().colorMap());
    }

    /** What is shown, for an export; null while there is no index. */
    FigureStage.Request shown() {
        return index.open.get() == null || model.figure.get() == null ? null : request(model.figure.get().page());
    }
}
