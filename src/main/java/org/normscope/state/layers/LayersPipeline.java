package org.normscope.state.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.color.ColorMap;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.Arranged;
import org.normscope.patches.Ranking;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.StripItem;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/**
 * The stages behind the Layers workspace. {@link #follow} may be called whenever anything may have changed: a stage is
 * asked only what it was not asked last. Lives on the UI thread; the stages run on workers.
 */
final class LayersPipeline {
    private final ReadOnlyObjectWrapper<UnitFigure> figured = new ReadOnlyObjectWrapper<>(this, "figure");
    private final ReadOnlyObjectWrapper<UnitFigure> comparedFigure = new ReadOnlyObjectWrapper<>(this,
        "comparedFigure");
    private final ReadOnlyObjectWrapper<OpenedUnit> opened = new ReadOnlyObjectWrapper<>(this, "opened");
    private final ReadOnlyObjectWrapper<UnitMaps> mosaic = new ReadOnlyObjectWrapper<>(this, "maps");
    private final ObservableList<StripItem> steps = FXCollections.observableArrayList();
    private final ReadOnlyObjectProperty<LayersSettings> settings;
    private final ReadOnlyObjectProperty<Layer> layer;
    private final ReadOnlyObjectProperty<Network> beside;
    private final Subject subject;
    private final Stages stages;
    private final IndexModel index;
    private final IndexModel comparedIndex;
    private final Stage<MapsStage.Request, MapsStage.Answer> maps;
    private final Stage<FigureStage.Request, UnitFigure> figure;
    private final Stage<FigureStage.Request, UnitFigure> compared;
    private final Stage<UnitStage.Request, OpenedUnit> unit;
    private final Stage<WalkStage.Request, WalkStage.Answer> walk;
    private final Stage<FigureStage.Request, UnitFigure> ahead;
    private final ReadOnlyIntegerWrapper slices = new ReadOnlyIntegerWrapper(this, "slices", 1);
    private @Nullable Network network;
    private boolean closed;
    private MapsStage.@Nullable Answer mapped;
    private Map<String, Pixels> blocks = Map.of();
    /** The walk is shown anew when the index has twice as many editions as it was shown for. */
    private @Nullable OpenIndex walked;

    /**
     * @param layer  the chosen one; null until a network is open
     * @param beside the network compared; null where there is none
     */
    LayersPipeline(ReadOnlyObjectProperty<LayersSettings> settings, ReadOnlyObjectProperty<Layer> layer,
                   ReadOnlyObjectProperty<Network> beside, Subject subject, Services services) {
        this.settings = settings;
        this.layer = layer;
        this.beside = beside;
        this.subject = subject;
        index = new IndexModel(services);
        comparedIndex = new IndexModel(services);
        Workers workers = services.workers();
        stages = new Stages(services.ui(), services.notices()::tell);
        maps = stages.add(workers.inference(), new MapsStage(services.runner())::run, this::mapped);
        figure = stages.add(workers.light(), FigureStage::run, this::figured);
        compared = stages.add(workers.light(), FigureStage::run, comparedFigure::set);
        unit = stages.add(workers.light(), UnitStage::run, opened::set);
        walk = stages.add(workers.files(), WalkStage::run, this::walked);
        ahead = stages.addAhead(workers.files(), FigureStage::run);
        index.open().addListener((property, old, now) -> follow());
        index.status().addListener((property, old, now) -> {
            if (now.phase() == IndexStatus.Phase.COMPLETE) follow();
        });
        comparedIndex.open().addListener((property, old, now) -> follow());
    }

    // Results, as LayersModel tells of them

    ReadOnlyObjectProperty<UnitFigure> figure() { return figured.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<UnitFigure> comparedFigure() { return comparedFigure.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<OpenedUnit> opened() { return opened.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<UnitMaps> mosaic() { return mosaic.getReadOnlyProperty(); }

    ReadOnlyIntegerProperty slices() { return slices.getReadOnlyProperty(); }

    ObservableList<StripItem> steps() { return steps; }

    ReadOnlyBooleanProperty computing() { return stages.computing(); }

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
        stages.cancel();
    }

    void follow() {
        if (closed) return;
        Network now = subject.network().get();
        if (now != network) forget(now);
        index.want(now, settings.get().corpus());
        if (beside.get() == null) comparedIndex.release();
        else comparedIndex.want(beside.get(), settings.get().corpus());
        ask(now);
    }

    private void forget(Network now) {
        stages.cancel();
        network = now;
        mapped = null;
        walked = null;
        blocks = Map.of();
        mosaic.set(null);
        figured.set(null);
        comparedFigure.set(null);
        opened.set(null);
    }

    private void ask(Network now) {
        Pixels seen = subject.seen().get();
        if (seen != null) maps.submitNew(new MapsStage.Request(now, layer.get(), seen, map(),
            subject.slices().shown(Arranged.slices(now.graph(), layer.get().output()))));
        else nothingSeen();
        askFigure();
        askWalk();
        showWalk();
    }

    private void nothingSeen() {
        maps.cancel();
        mapped = null;
        mosaic.set(null);
    }

    private void askFigure() {
        OpenIndex open = index.open().get();
        if (open == null) {
            List.of(figure, compared, unit, walk, ahead).forEach(Stage::cancel);
            figured.set(null);
            opened.set(null);
            walked = null;
            blocks = Map.of();
            return;
        }
        figure.submitNew(request(settings.get().page()));
        askUnit();
        askCompared();
    }

    private FigureStage.Request request(int page) {
        LayersSettings s = settings.get();
        Tensor seen = s.order() == UnitOrder.STRENGTH ? maps().get(layer.get()) : null;
        return new FigureStage.Request(index.open().get(), layer.get(), ranking(), s.order(), page, seen, List.of());
    }

    private Ranking ranking() {
        return Ranking.of(settings.get().several(), settings.get().inside());
    }

    /** Of the chosen layer on the current picture; empty until computed. */
    private Map<Layer, Tensor> maps() {
        return current().map(MapsStage.Answer::maps).orElse(Map.of());
    }

    private Optional<MapsStage.Answer> current() {
        return Optional.ofNullable(mapped).filter(answer -> answer.request().layer().equals(layer.get()));
    }

    private void mapped(MapsStage.Answer answer) {
        mapped = answer;
        slices.set(answer.slices());
        mosaic.set(answer.mosaic());
        if (index.open().get() != null) askFigure();
    }

    private void figured(UnitFigure answer) {
        boolean turned = figured.get() == null || figured.get().page() != answer.page()
            || !figured.get().layer().equals(answer.layer());
        figured.set(answer);
        if (index.open().get() == null) return;
        askUnit();
        askCompared();
        if (turned && answer.page() + 1 < answer.pages()) ahead.submit(request(answer.page() + 1));
    }

    private void askUnit() {
        UnitFigure shown = figured.get();
        if (network == null || shown == null || !shown.layer().equals(layer.get())) return;
        if (unit() == LayersSettings.FIRST) return;
        List<Layer> kin = Neighbours.all(network, layer.get());
        unit.submitNew(new UnitStage.Request(index.open().get(), layer.get(), unit(), settings.get().place(),
            ranking(), kin, current().map(MapsStage.Answer::shown).orElse(Map.of()), map()));
    }

    /** The unit opened now: the one chosen, else the first of the page. */
    int unit() {
        int chosen = settings.get().unit();
        if (chosen >= 0 && layer.get() != null && chosen < layer.get().shape().c()) return chosen;
        return figured.get() == null || figured.get().units().isEmpty() ? LayersSettings.FIRST
            : figured.get().units().get(0);
    }

    /** The layer of another network that stands where one stands in this: of the same name, else as far along. */
    static Layer counterpart(Layer layer, List<Layer> layers, Network other) {
        int at = layers.indexOf(layer) * other.layers().size() / layers.size();
        return other.layer(layer.name()).orElse(other.layers().get(at));
    }

    private void askCompared() {
        UnitFigure shown = figured.get();
        OpenIndex open = comparedIndex.open().get();
        if (open == null) {
            compared.cancel();
            comparedFigure.set(null);
        } else if (shown != null && network != null) {
            Layer there = counterpart(layer.get(), network.layers(), beside.get());
            compared.submitNew(new FigureStage.Request(open, there, ranking(), UnitOrder.INDEX,
                0, null, shown.units()));
        }
    }

    private void askWalk() {
        OpenIndex open = index.open().get();
        Map<String, Integer> units = new LinkedHashMap<>();
        for (StripItem item : subject.layers()) if (item.map() != null) units.put(item.layer().name(), item.unit());
        if (open == null || units.isEmpty()) return;
        boolean complete = index.status().get().phase() == IndexStatus.Phase.COMPLETE;
        OpenIndex now = walked;
        boolean due = now == null || now.index() != open.index() || complete || open.edition() > 2 * now.edition();
        if (now == null || due) now = open;
        walked = now;
        walk.submitNew(new WalkStage.Request(now, units, ranking()));
    }

    private void walked(WalkStage.Answer answer) {
        blocks = new HashMap<>(answer.blocks());
        showWalk();
    }

    private void showWalk() {
        List<StripItem> next = new ArrayList<>();
        for (StripItem item : subject.layers()) {
            next.add(new StripItem(item.index(), item.layer(), item.layer().equals(layer.get()), item.unit(),
                item.map(), blocks.get(item.layer().name())));
        }
        if (!next.equals(steps)) steps.setAll(next);
    }

    private ColorMap map() {
        return subject.colorMap();
    }

    /** What is shown, for an export; null while there is no index. */
    FigureStage.@Nullable Request shown() {
        return index.open().get() == null || figured.get() == null ? null : request(figured.get().page());
    }
}
