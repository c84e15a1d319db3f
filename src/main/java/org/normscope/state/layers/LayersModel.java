package org.normscope.state.layers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.Ranking;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.DefaultLayer;
import org.normscope.state.desk.Dropped;
import org.normscope.state.desk.LayerChooser;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.StripItem;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Words;
import org.normscope.state.desk.Workspace;

/**
 * The Layers workspace: which patches of a corpus fire each unit. Read-only properties out, verbs in, as in
 * the other workspaces; network and current picture are the {@link Subject}'s. Nothing is computed before the
 * workspace is opened; then the index of the corpus is brought up to date in the background.
 */
public final class LayersModel implements Workspace, LayerChooser.Units {
    public static final Plan PLAN = new Plan(new LayersSlice(),
        (services, shell) -> new LayersModel(services, shell.subject()));

    private final ReadOnlyObjectWrapper<LayersSettings> settings;
    private final ReadOnlyObjectWrapper<Layer> layer = new ReadOnlyObjectWrapper<>(this, "layer");
    private final ReadOnlyObjectWrapper<Network> compared = new ReadOnlyObjectWrapper<>(this, "compared");
    private final Chosen chosen;
    private final Sources sources;
    private final Opening opening;
    private final Recent recent;
    private final Subject subject;
    private final LayersPipeline pipeline;
    private final ObservableList<StripItem> walk;
    private final LayersExports exports;
    private final PlateModel plate;
    private final ConceptsModel concepts;
    private NetworkChoice comparedChoice = LayersSettings.NOBODY;

    LayersModel(Services services, Subject subject) {
        chosen = services.chosen();
        sources = services.sources();
        opening = services.opening();
        recent = services.recent();
        this.subject = subject;
        settings = new ReadOnlyObjectWrapper<>(this, "settings", chosen.of(LayersSettings.class));
        pipeline = new LayersPipeline(settings.getReadOnlyProperty(), layer.getReadOnlyProperty(),
            compared.getReadOnlyProperty(), subject, services);
        walk = FXCollections.unmodifiableObservableList(pipeline.steps());
        exports = new LayersExports(pipeline, services);
        plate = new PlateModel(services, subject, pipeline.opened());
        concepts = new ConceptsModel(services);
        pipeline.opened().addListener((property, old, next) -> followPlate());
        chosen.settings().addListener((property, old, next) -> follow());
        subject.network().addListener((property, old, next) -> follow());
        subject.seen().addListener((property, old, next) -> follow());
        subject.layers().addListener((ListChangeListener<StripItem>) change -> follow());
    }

    @Override
    public String id() { return LayersSettings.ID; }

    // Observables

    public ReadOnlyObjectProperty<LayersSettings> settings() { return settings.getReadOnlyProperty(); }

    /** The chosen layer; null until a network is open. */
    @Override
    public ReadOnlyObjectProperty<Layer> layer() { return layer.getReadOnlyProperty(); }

    /** All layers in the order in which they run, each with the patches of the unit whose map is shown. */
    public ObservableList<StripItem> walk() { return walk; }

    /** The page of the chosen layer's figure; null until its first pictures are indexed. */
    public ReadOnlyObjectProperty<UnitFigure> figure() { return pipeline.figure(); }

    /** The opened unit; null while there is no figure. */
    public ReadOnlyObjectProperty<OpenedUnit> opened() { return pipeline.opened(); }

    /** All units of the layer on the current picture; null where there is none. */
    public ReadOnlyObjectProperty<UnitMaps> maps() { return pipeline.mosaic(); }

    /** How many slices those maps have; 1 where they are flat. Which is shown: {@link Subject#slices}. */
    public ReadOnlyIntegerProperty slices() { return pipeline.slices(); }

    /** The index behind the figure, with its job. */
    public IndexModel index() { return pipeline.index(); }

    /** The network beside; null where none is compared. */
    public ReadOnlyObjectProperty<Network> compared() { return compared.getReadOnlyProperty(); }

    /** The same units at the place in the compared network that corresponds to the layer. */
    public ReadOnlyObjectProperty<UnitFigure> comparedFigure() { return pipeline.comparedFigure(); }

    public IndexModel comparedIndex() { return pipeline.comparedIndex(); }

    /** What is seen of the opened unit where it stands in place of the figure. */
    public PlateModel plate() { return plate; }

    /** What the chosen layer's maps are made of, where that stands in place of the figure. */
    public ConceptsModel concepts() { return concepts; }

    /** True while something that is asked for has not come; indexing and the plate, which grows, do not count. */
    @Override
    public ReadOnlyBooleanProperty computing() { return pipeline.computing(); }

    /** The layers' maps, each with the patches of the unit whose map is shown. */
    @Override
    public ObservableList<StripItem> stripItems() { return walk; }

    @Override
    public boolean settled() {
        IndexStatus.Phase phase = index().status().get().phase();
        return phase != IndexStatus.Phase.OPENING && opened().get() != null && !computing().get()
            && !plate.computing().get() && !concepts.status().get().running() && !concepts.looking().get();
    }

    @Override
    public Offer offer(List<Path> files) {
        return Offer.of(files, "drop.network", "drop.folder.corpus", "drop.picture.tray");
    }

    /** A network is opened, a folder is the corpus. */
    @Override
    public void drop(List<Path> files) {
        Dropped dropped = Dropped.of(files);
        dropped.networks().forEach(subject::openNetwork);
        dropped.folders().forEach(this::setCorpus);
        if (!dropped.pictures().isEmpty()) subject.addPictures(dropped.pictures());
    }

    @Override
    public void paste(Pixels picture) { subject.paste(picture); }

    // Verbs: layer and units

    @Override
    public void selectLayer(String name) { chosen.change(all -> all.withLayer(name)); }

    public void setOrder(UnitOrder order) { change(null, s -> s.withOrder(order)); }

    /** Turns pages; successive turns are one entry of the history. */
    public void showPage(int page) {
        UnitFigure now = figure().get();
        int last = now == null ? 0 : now.pages() - 1;
        change("showPage", s -> s.withPage(Math.max(0, Math.min(page, last))));
    }

    /** Opens a unit, on the page that it stands on. Successive ones are one entry of the history. */
    public void openUnit(int unit) {
        UnitFigure now = figure().get();
        int at = now == null ? -1 : now.order().indexOf(unit);
        if (at < 0) return;
        chosen.change("openUnit", all -> all.withUnit(unit)
            .with(LayersSettings.class, s -> s.withUnit(unit, at / LayersSettings.BLOCKS)));
    }

    /** Goes on by so many units in the order in which they stand; stays within the layer. */
    public void stepUnit(int by) {
        UnitFigure now = figure().get();
        if (now == null || now.units().isEmpty()) return;
        int at = now.order().indexOf(pipeline.unit()) + by;
        if (at >= 0 && at < now.order().size()) openUnit(now.order().get(at));
    }

    /** Which of the opened unit's nine patches is shown in its picture. */
    public void showPlace(int place) {
        change("showPlace", s -> s.withPlace(Math.max(0, Math.min(place, LayersSettings.PLACES - 1))));
    }

    // Verbs: corpus and comparison

    /** "builtin", or a folder; its index is brought up to date at once. */
    public void setCorpus(String root) {
        if (!root.equals(LayersSettings.BUILT_IN)) recent.opened(Recent.Kind.CORPUS, root);
        change(null, s -> s.withCorpus(root));
    }

    /** Folders that were looked through last. */
    public List<String> corpora() { return recent.of(Recent.Kind.CORPUS); }

    /** Networks that were opened last. */
    public List<String> networks() { return recent.of(Recent.Kind.NETWORK); }

    public void setSeveral(boolean several) { change(null, s -> s.withRanking(several, s.inside())); }

    public void setInside(boolean inside) { change(null, s -> s.withRanking(s.several(), inside)); }

    /** Opens another network beside; where that fails there is a notice and nothing else changes. */
    public void compareWith(String origin) {
        opening.network(origin, Map.of(), choice -> change(null, s -> s.withCompared(choice)));
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

    private void change(@Nullable Object kind, UnaryOperator<LayersSettings> change) {
        chosen.change(LayersSettings.class, kind, change);
    }

    /** The choices changed, or what they refer to was opened: everything that depends on them follows. */
    @Override
    public void follow() {
        settings.set(chosen.of(LayersSettings.class));
        Network network = subject.network().get();
        if (network == null) return;
        layer.set(network.layer(settings.get().layer()).orElseGet(() -> DefaultLayer.of(network)));
        if (!chosen.at(LayersSettings.ID)) return;
        followCompared();
        pipeline.follow();
        followPlate();
        concepts.follow(network, layer.get(), settings.get(), subject.seen().get());
    }

    /** Of the unit that is shown: the next one's comes with it. */
    private void followPlate() {
        OpenedUnit unit = opened().get();
        boolean current = unit != null && unit.layer().equals(layer.get()) && unit.unit() == pipeline.unit();
        if (unit != null && !current && settings.get().plate().open()) return;
        plate.pipeline().follow(index().open().get(), unit,
            Ranking.of(settings.get().several(), settings.get().inside()), settings.get());
    }

    /** Stops what runs and closes what is open, before the workers end. */
    @Override
    public void close() {
        pipeline.close();
        plate.pipeline().close();
        concepts.forget();
    }

    private void followCompared() {
        NetworkChoice choice = settings.get().compared();
        if (choice.equals(comparedChoice)) return;
        comparedChoice = choice;
        compared.set(null);
        if (choice.equals(LayersSettings.NOBODY)) return;
        opening.<Network>start(Words.of("activity.network", choice.origin()),
            job -> sources.network(choice), network -> {
                if (!choice.equals(comparedChoice)) return;
                compared.set(network);
                pipeline.follow();
            });
    }
}
