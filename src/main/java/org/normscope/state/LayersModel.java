package org.normscope.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.task.Workers;

/**
 * The Layers workspace: which patches of a corpus fire each unit. Read-only properties out, verbs in, as in
 * {@link NormalizeModel}; network and current picture are those of that workspace. Nothing is computed before the
 * workspace is opened; then the index of the corpus is brought up to date in the background.
 */
public final class LayersModel {
    final ReadOnlyObjectWrapper<UnitFigure> figure = new ReadOnlyObjectWrapper<>(this, "figure");
    final ReadOnlyObjectWrapper<UnitFigure> comparedFigure = new ReadOnlyObjectWrapper<>(this, "comparedFigure");
    final ReadOnlyObjectWrapper<OpenedUnit> opened = new ReadOnlyObjectWrapper<>(this, "opened");
    final ReadOnlyObjectWrapper<UnitMaps> maps = new ReadOnlyObjectWrapper<>(this, "maps");
    final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper(this, "computing");
    final ObservableList<StripItem> walk = FXCollections.observableArrayList();
    private final ObservableList<StripItem> readOnlyWalk = FXCollections.unmodifiableObservableList(walk);
    private final ReadOnlyObjectWrapper<LayersSettings> settings;
    private final ReadOnlyObjectWrapper<Layer> layer = new ReadOnlyObjectWrapper<>(this, "layer");
    private final ReadOnlyObjectWrapper<Network> compared = new ReadOnlyObjectWrapper<>(this, "compared");
    private final Chosen chosen;
    private final Sources sources;
    private final Opening opening;
    private final Notices notices;
    private final NormalizeModel normalize;
    private final LayersPipeline pipeline;
    private final LayersExports exports;
    private NetworkChoice comparedChoice = LayersSettings.NOBODY;

    LayersModel(Chosen chosen, Sources sources, Opening opening, Notices notices, NormalizeModel normalize, Path folder, GraphRunner runner,
                Workers workers, Executor ui) {
        this.chosen = chosen;
        this.sources = sources;
        this.opening = opening;
        this.notices = notices;
        this.normalize = normalize;
        settings = new ReadOnlyObjectWrapper<>(this, "settings", chosen.present().layers());
        pipeline = new LayersPipeline(this, new IndexModel(folder, runner, workers, ui, notices), new IndexModel(folder, runner, workers, ui, notices),
            runner, workers, ui);
        exports = new LayersExports(this, pipeline, opening, notices);
        chosen.settings.addListener((property, old, next) -> follow());
        normalize.network().addListener((property, old, next) -> follow());
        normalize.seen().addListener((property, old, next) -> follow());
        normalize.strip().items().addListener((ListChangeListener<StripItem>) change -> follow());
    }

    NormalizeModel normalize() {
        return normalize;
    }

    Notices notices() {
        return notices;
    }

    // Observables

    public ReadOnlyObjectProperty<LayersSettings> settings() { return settings.getReadOnlyProperty(); }

    /** The chosen layer; null until a network is open. */
    public ReadOnlyObjectProperty<Layer> layer() { return layer.getReadOnlyProperty(); }

    /** All layers in the order in which they run, each with the patches of the unit whose map is shown. */
    public ObservableList<StripItem> walk() { return readOnlyWalk; }

    /** The page of the chosen layer's figure; null until its first pictures are indexed. */
    public ReadOnlyObjectProperty<UnitFigure> figure() { return figure.getReadOnlyProperty(); }

    /** The opened unit; null while there is no figure. */
    public ReadOnlyObjectProperty<OpenedUnit> opened() { return opened.getReadOnlyProperty(); }

    /** All units of the layer on the current picture; null where there is none. */
    public ReadOnlyObjectProperty<UnitMaps> maps() { return maps.getReadOnlyProperty(); }

    /** The index behind the figure, with its job. */
    public IndexModel index() { return pipeline.index(); }

    /** The network beside; null where none is compared. */
    public ReadOnlyObjectProperty<Network> compared() { return compared.getReadOnlyProperty(); }

    /** The same units at the place in the compared network that corresponds to the layer. */
    public ReadOnlyObjectProperty<UnitFigure> comparedFigure() { return comparedFigure.getReadOnlyProperty(); }

    public IndexModel comparedIndex() { return pipeline.comparedIndex(); }

    /** True while something that is asked for has not come; indexing does not count. */
    public ReadOnlyBooleanProperty computing() { return computing.getReadOnlyProperty(); }

    // Verbs: layer and units

    public void selectLayer(String name) { change(null, s -> s.withLayer(name)); }

    public void setOrder(UnitOrder order) { change(null, s -> s.withOrder(order)); }

    /** Turns pages; successive turns are one entry of the history. */
    public void showPage(int page) {
        UnitFigure now = figure.get();
        int last = now == null ? 0 : now.pages() - 1;
        change("showPage", s -> s.withPage(Math.max(0, Math.min(page, last))));
    }

    /** Opens a unit, on the page that it stands on. Successive ones are one entry of the history. */
    public void openUnit(int unit) {
        UnitFigure now = figure.get();
        int at = now == null ? -1 : now.order().indexOf(unit);
        if (at >= 0) change("openUnit", s -> s.withUnit(unit, at / LayersSettings.BLOCKS));
    }

    /** Goes on by so many units in the order in which they stand; stays within the layer. */
    public void stepUnit(int by) {
        UnitFigure now = figure.get();
        if (now == null || now.units().isEmpty()) return;
        int at = now.order().indexOf(unit()) + by;
        if (at >= 0 && at < now.order().size()) openUnit(now.order().get(at));
    }

    /** Which of the opened unit's nine patches is shown in its picture. */
    public void showPlace(int place) { change("showPlace", s -> s.withPlace(Math.max(0, Math.min(place, LayersSettings.PLACES - 1)))); }

    // Verbs: corpus and comparison

    /** "builtin", or a folder; its index is brought up to date at once. */
    public void setCorpus(String root) { change(null, s -> s.withCorpus(root)); }

    public void setSeveral(boolean several) { change(null, s -> s.withRanking(several, s.inside())); }

    public void setInside(boolean inside) { change(null, s -> s.withRanking(s.several(), inside)); }

    /** Opens another network beside; where that fails there is a notice and nothing else changes. */
    public void compareWith(String origin) {
        opening.<NetworkChoice>start(Words.of("activity.network", origin), job -> {
            NetworkChoice choice = new NetworkChoice(origin, InputVerbs.hash(origin), Map.of());
            sources.network(choice);
            return choice;
        }, choice -> change(null, s -> s.withCompared(choice)));
    }

    public void compareWithNone() { change(null, s -> s.withCompared(LayersSettings.NOBODY)); }

    // Verbs: out

    /** Writes the page of the figure that is shown, for print. */
    public void exportFigure(Path file) { exports.figure(file); }

    /** Writes the first page of every layer's figure into a folder. */
    public void exportFigures(Path folder) { exports.figures(folder); }

    /** Writes the nine places of every unit of the layer, one line each. */
    public void exportCsv(Path file) { exports.csv(file); }

    public void exportJson(Path file) { exports.json(file); }

    private void change(Object kind, UnaryOperator<LayersSettings> change) {
        chosen.changeLayers(kind, change);
    }

    /** The unit opened now: the one chosen, else the first of the page. */
    int unit() {
        int unit = settings.get().unit();
        if (unit >= 0 && layer.get() != null && unit < layer.get().shape().c()) return unit;
        return figure.get() == null || figure.get().units().isEmpty() ? LayersSettings.FIRST : figure.get().units().get(0);
    }

    /** The choices changed, or what they refer to was opened: everything that depends on them follows. */
    void follow() {
        settings.set(chosen.present().layers());
        Network network = normalize.network().get();
        if (network == null) return;
        layer.set(network.layer(settings.get().layer()).orElseGet(() -> DefaultLayer.of(network)));
        if (chosen.present().workspace() != Workspace.LAYERS) return;
        followCompared();
        pipeline.follow();
    }

    /** Stops what runs and closes what is open, before the workers end. */
    public void close() {
        pipeline.close();
    }

    private void followCompared() {
        NetworkChoice choice = settings.get().compared();
        if (choice.equals(comparedChoice)) return;
        comparedChoice = choice;
        compared.set(null);
        if (choice.equals(LayersSettings.NOBODY)) return;
        opening.<Network>start(Words.of("activity.network", choice.origin()), job -> sources.network(choice), network -> {
            if (!choice.equals(comparedChoice)) return;
            compared.set(network);
            pipeline.follow();
        });
    }

    /** The layer of another network that stands where one stands in this: of the same name, else as far along. */
    static Layer counterpart(Layer layer, List<Layer> layers, Network other) {
        int at = layers.indexOf(layer) * other.layers().size() / layers.size();
        return other.layer(layer.name()).orElse(other.layers().get(at));
    }
}
