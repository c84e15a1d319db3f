package org.normscope.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.normscope.color.Mosaic;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Parameters;
import org.normscope.task.Workers;
import org.normscope.tensor.Shape;

/**
 * The Normalize workspace: read-only properties out, verbs in. Everything is called, and every property changes, on the
 * UI thread; the work itself runs on {@link org.normscope.task.Workers}. A verb that changes the user's choices is one
 * entry of the undo history, or part of one between {@link AppModel#beginGesture()} and {@link AppModel#endGesture()}.
 */
public final class NormalizeModel {
    final ReadOnlyObjectWrapper<Layer> replaced = new ReadOnlyObjectWrapper<>(this, "replaced");
    final ReadOnlyObjectWrapper<Shape> maps = new ReadOnlyObjectWrapper<>(this, "maps");
    final ReadOnlyObjectWrapper<Mosaic> mosaic = new ReadOnlyObjectWrapper<>(this, "mosaic");
    final ReadOnlyIntegerWrapper pages = new ReadOnlyIntegerWrapper(this, "pages", 1);
    final ReadOnlyObjectWrapper<Timings> timings = new ReadOnlyObjectWrapper<>(this, "timings", Timings.NONE);
    final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper(this, "computing");
    final ReadOnlyObjectWrapper<Drift> drift = new ReadOnlyObjectWrapper<>(this, "drift");
    final ReadOnlyObjectWrapper<LrnComparison> comparison = new ReadOnlyObjectWrapper<>(this, "comparison");
    final ReadOnlyObjectWrapper<Pixels> seen = new ReadOnlyObjectWrapper<>(this, "seen");
    private final ReadOnlyObjectWrapper<NormalizeSettings> settings;
    private final ReadOnlyObjectWrapper<Network> network = new ReadOnlyObjectWrapper<>(this, "network");
    private final ReadOnlyObjectWrapper<Layer> layer = new ReadOnlyObjectWrapper<>(this, "layer");
    private final ReadOnlyObjectWrapper<PaneModel> selectedPane = new ReadOnlyObjectWrapper<>(this, "selectedPane");
    private final ObservableList<PaneModel> panes = FXCollections.observableArrayList();
    private final ObservableList<PaneModel> readOnlyPanes = FXCollections.unmodifiableObservableList(panes);
    private final StripModel strip = new StripModel();
    private final TrayModel tray = new TrayModel();
    private final PointerModel pointer = new PointerModel();
    private final Chosen chosen;
    private final Notices notices;
    private final Sources sources;
    private final InputVerbs input;
    private final Exports exports;
    private final Pipeline pipeline;

    NormalizeModel(Chosen chosen, Sources sources, Opening opening, Notices notices, GraphRunner runner, Workers workers, Executor ui) {
        this.chosen = chosen;
        this.notices = notices;
        this.sources = sources;
        settings = new ReadOnlyObjectWrapper<>(this, "settings", chosen.normalize());
        input = new InputVerbs(chosen, sources, opening);
        exports = new Exports(this, opening);
        pipeline = new Pipeline(this, sources, opening, runner, workers, ui);
        chosen.settings.addListener((property, old, next) -> follow());
    }

    Notices notices() {
        return notices;
    }

    Chosen chosen() {
        return chosen;
    }

    // Observables

    /** The choices: panes, view (scale, colour map, unit, page, viewport), brush. */
    public ReadOnlyObjectProperty<NormalizeSettings> settings() { return settings.getReadOnlyProperty(); }

    /** The open network, with its remarks and what was guessed of its preprocessing; null until the first is open. */
    public ReadOnlyObjectProperty<Network> network() { return network.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<Layer> layer() { return layer.getReadOnlyProperty(); }

    /** Shape of the maps that the panes show, the whole batch: [N, C, H, W]; null until computed. */
    public ReadOnlyObjectProperty<Shape> maps() { return maps.getReadOnlyProperty(); }

    /** The network's own normalization whose place a pane's takes; null where it is inserted behind the layer. */
    public ReadOnlyObjectProperty<Layer> replaced() { return replaced.getReadOnlyProperty(); }

    public StripModel strip() { return strip; }

    public TrayModel tray() { return tray; }

    /** In order; a pane keeps its model when it is moved or changed. */
    public ObservableList<PaneModel> panes() { return readOnlyPanes; }

    public ReadOnlyObjectProperty<PaneModel> selectedPane() { return selectedPane.getReadOnlyProperty(); }

    public PointerModel pointer() { return pointer; }

    /** Which units the panes show, and where each of them lies; null until computed. */
    public ReadOnlyObjectProperty<Mosaic> mosaic() { return mosaic.getReadOnlyProperty(); }

    /** How many pages of units there are at this layer. */
    public ReadOnlyIntegerProperty pages() { return pages.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<Timings> timings() { return timings.getReadOnlyProperty(); }

    /** True while maps, panes or effects are being computed. */
    public ReadOnlyBooleanProperty computing() { return computing.getReadOnlyProperty(); }

    /** What was asked for with {@link #computeDrift()}, for the present subject; null until then. */
    public ReadOnlyObjectProperty<Drift> drift() { return drift.getReadOnlyProperty(); }

    /** For the selected pane, where it is one of the two LRN; else null. */
    public ReadOnlyObjectProperty<LrnComparison> comparison() { return comparison.getReadOnlyProperty(); }

    /** The active picture as the network sees it, fitted to its input, strokes included; null where there is none. */
    public ReadOnlyObjectProperty<Pixels> seen() { return seen.getReadOnlyProperty(); }

    // Verbs: input

    /** Opens "builtin:NAME" or a path; where that fails there is a notice and nothing else changes. */
    public void openNetwork(String origin) { input.openNetwork(origin); }

    /** Sets one of the {@code --input} keys (size, range, mean, std, order, fit), as text; null takes it back. */
    public void setInput(String key, String value) { input.setInput(key, value); }

    /** Adds picture files or "builtin:photos/cat"; the first one added becomes active. Those that fail: notices. */
    public void addPictures(List<String> origins) { input.addPictures(origins); }

    public void paste(Pixels picture) { input.paste(picture); }

    public void removePicture(int index) { input.removePicture(index); }

    /** @param to its index afterwards */
    public void movePicture(int from, int to) { input.movePicture(from, to); }

    public void activatePicture(int index) { change(s -> s.withPictures(s.pictures(), index)); }

    public void setBrush(Brush brush) { change(s -> s.withBrush(brush)); }

    /** A stroke on the active picture as the network sees it ({@link #seen()}): x and y are shares of its sides. */
    public void beginStroke(double x, double y) { input.beginStroke(x, y); }

    public void extendStroke(double x, double y) { input.extendStroke(x, y); }

    public void endStroke() {
        input.endStroke();
        pipeline.strip();
    }

    /** Wipes the active picture's strokes. */
    public void clearStrokes() {
        if (!settings.get().pictures().isEmpty()) change(s -> s.withActivePicture(PictureChoice::withoutStrokes));
    }

    // Verbs: layer and panes

    public void selectLayer(String name) { change(s -> s.withLayer(name)); }

    public void nextLayer() { stepLayer(1); }

    public void previousLayer() { stepLayer(-1); }

    private void stepLayer(int step) {
        if (network.get() == null) return;
        int at = network.get().layers().indexOf(layer.get()) + step;
        if (at >= 0 && at < network.get().layers().size()) selectLayer(network.get().layers().get(at).name());
    }

    /** Adds a pane at the end and selects it; nothing where there are twelve. */
    public void addPane(String normalization) {
        List<PaneSettings> now = settings.get().panes();
        if (now.size() == NormalizeSettings.MOST_PANES) return;
        int key = 1 + now.stream().mapToInt(PaneSettings::key).max().orElse(0);
        List<PaneSettings> next = new ArrayList<>(now);
        next.add(PaneSettings.of(key, normalization));
        change(s -> s.withPanes(next, key));
    }

    /** Nothing where it is the last one. */
    public void removePane(int key) {
        List<PaneSettings> next = new ArrayList<>(settings.get().panes());
        int at = settings.get().indexOfPane(key);
        if (next.size() == 1 || at < 0) return;
        next.remove(at);
        int selected = settings.get().selectedPane() == key ? next.get(Math.min(at, next.size() - 1)).key() : settings.get().selectedPane();
        change(s -> s.withPanes(next, selected));
    }

    /** @param to its index afterwards */
    public void movePane(int key, int to) {
        List<PaneSettings> next = new ArrayList<>(settings.get().panes());
        next.add(to, next.remove(settings.get().indexOfPane(key)));
        change(s -> s.withPanes(next, s.selectedPane()));
    }

    /** Successive selections are one entry of the history. */
    public void selectPane(int key) { chosen.changeNormalize("selectPane", s -> s.withPanes(s.panes(), key)); }

    /** An id of the catalogue or {@link PaneSettings#RAW}; its parameters start from their initial values. */
    public void setNormalization(int key, String normalization) { changePane(key, pane -> pane.withNormalization(normalization)); }

    /** @throws IllegalArgumentException where the value is out of range: controls offer only those inside */
    public void setParameter(int key, String parameter, String value) { setParameters(key, set -> set.with(parameter, value)); }

    public void resetParameter(int key, String parameter) { setParameters(key, set -> set.without(parameter)); }

    public void resetParameters(int key) { setParameters(key, set -> Parameters.NONE); }

    private void setParameters(int key, UnaryOperator<Parameters> change) {
        changePane(key, pane -> {
            Parameters next = change.apply(pane.parameters());
            if (!pane.raw()) Catalogue.entry(pane.normalization()).create(next);
            return pane.withParameters(next);
        });
    }

    /** What the pane shows; {@code against} is the other pane's key, for {@link Show#DIFFERENCE}. */
    public void setShow(int key, Show show, int against) { changePane(key, pane -> pane.withShow(show, against)); }

    /** Whether the network's own gamma and beta are kept. */
    public void setOwnAffine(int key, boolean own) { changePane(key, pane -> pane.withOwnAffine(own)); }

    /** A style picture of the pane's own; empty for the next one of the tray. Where it cannot be read there is a notice and nothing changes. */
    public void setStyle(int key, String origin) {
        input.borrowedStyle(origin, style -> borrow(key, borrowed -> borrowed.withStyle(style)));
    }

    /** The folder whose pictures a pane's statistics come from; empty for the sample photos. Where it holds none there is a notice and nothing changes. */
    public void setPool(int key, String folder) {
        input.borrowedPool(folder, pool -> borrow(key, borrowed -> borrowed.withPool(pool)));
    }

    private void borrow(int key, UnaryOperator<Borrowed> change) {
        pipeline.forgetFaults();
        changePane(key, pane -> pane.withBorrowed(change.apply(pane.borrowed())));
        pipeline.light(); // the same once more is another try
    }

    // Verbs: view

    public void setSharedScale(boolean shared) { change(s -> s.withView(view -> view.withSharedScale(shared))); }

    /** @param id one of {@link org.normscope.color.ColorMaps} */
    public void setColorMap(String id) { change(s -> s.withView(view -> view.withColorMap(id))); }

    /** Shows one unit large in all panes. */
    public void showUnit(int unit) { change(s -> s.withView(view -> view.withUnit(unit))); }

    public void showAllUnits() { change(s -> s.withView(view -> view.withUnit(MapView.ALL))); }

    /** How many units a page of the mosaic shows at most: one of {@link MapView#PER_PAGE}. */
    public void setUnitsPerPage(int units) { change(s -> s.withView(view -> view.withPerPage(units))); }

    public void showPage(int page) { change(s -> s.withView(view -> view.withPage(page))); }

    /** Zoom and pan of all panes; successive ones are one entry of the history. */
    public void setViewport(Viewport viewport) {
        chosen.changeNormalize("setViewport", s -> s.withView(view -> view.withViewport(viewport)));
    }

    /** Width over height of a pane's picture on screen: the mosaics are laid out for it. No choice of the user. */
    public void setPaneAspect(double aspect) { pipeline.aspect(aspect); }

    /** The pointer is on a cell of a pane (n is ignored: it is the active picture). */
    public void pointAt(int key, Cell cell) {
        Cell next = new Cell(settings.get().active(), cell.c(), cell.y(), cell.x());
        PaneModel pane = panes.stream().filter(p -> p.key() == key).findFirst().orElse(null);
        if (next.equals(pointer.cell.get()) && pane == pointer.pane.get()) return;
        pointer.pane.set(pane);
        pointer.cell.set(next);
        pipeline.point();
    }

    public void pointAway() {
        pointer.pane.set(null);
        pointer.cell.set(null);
        pipeline.point();
    }

    /** Computes {@link #drift()}; again by itself when the layer, the network or a picture changes. */
    public void computeDrift() { pipeline.drift(); }

    // Verbs: out

    /** Writes the pane's painted maps; a notice says how it went. */
    public void exportPng(int key, Path file) { exports.png(key, file); }

    /** Writes the values the pane shows, float32 [1, C, H, W]. */
    public void exportNpy(int key, Path file) { exports.npy(key, file); }

    /** Writes the figures of all panes, one line each. */
    public void exportCsv(Path file) { exports.csv(file); }

    private void change(UnaryOperator<NormalizeSettings> change) {
        chosen.changeNormalize(null, change);
    }

    private void changePane(int key, UnaryOperator<PaneSettings> change) {
        change(s -> s.withPane(key, change));
    }

    /** The choices changed: everything that depends on them follows. Nothing before the first network is open. */
    void follow() {
        Sources.Opened opened = sources.opened(chosen.normalize()).orElse(null);
        if (opened == null) return;
        NormalizeSettings old = settings.get(), next = chosen.normalize();
        boolean first = network.get() == null;
        // What other workspaces change must not set this one to work: their sliders would wait for it.
        if (opened.network() == network.get() && next.equals(old)) return;
        settings.set(next);
        Layer nextLayer = opened.network().layer(next.layer()).orElseGet(() -> DefaultLayer.of(opened.network()));
        boolean sameSubject = !first && opened.network() == network.get() && nextLayer.equals(layer.get()) && sameFiles(old, next);
        boolean sameStrokes = old.pictures().equals(next.pictures());
        network.set(opened.network());
        layer.set(nextLayer);
        followPanes(next);
        strip.show(opened.network(), nextLayer);
        tray.show(next, opened.pictures());
        if (pointer.cell.get() != null && (!sameSubject || old.active() != next.active())) pointAway();
        if (next.pictures().isEmpty()) {
            pipeline.nothing();
            return;
        }
        if (!sameSubject || !sameStrokes) pipeline.subject(request(opened, nextLayer, next), sameSubject);
        if (sameSubject && sameStrokes) pipeline.light();
        if (sameSubject && sameStrokes && (old.active() != next.active() || !old.view().colorMap().equals(next.view().colorMap()))) pipeline.strip();
        if (old.selectedPane() != next.selectedPane()) pipeline.compare();
    }

    private static SiteStage.Request request(Sources.Opened opened, Layer layer, NormalizeSettings settings) {
        return new SiteStage.Request(opened.network(), layer, IntStream.range(0, settings.pictures().size()).mapToObj(i ->
            new SiteStage.Painted(opened.pictures().get(i).pixels(), settings.pictures().get(i).strokes())).toList());
    }

    /** Whether the batch is of the same pictures, whatever is painted on them. */
    private static boolean sameFiles(NormalizeSettings a, NormalizeSettings b) {
        return a.pictures().stream().map(PictureChoice::withoutStrokes).toList()
            .equals(b.pictures().stream().map(PictureChoice::withoutStrokes).toList());
    }

    private void followPanes(NormalizeSettings next) {
        List<PaneModel> models = new ArrayList<>();
        for (PaneSettings pane : next.panes()) {
            PaneModel model = panes.stream().filter(p -> p.key() == pane.key()).findFirst().orElseGet(() -> new PaneModel(pane));
            model.settings.set(pane);
            models.add(model);
        }
        if (!models.equals(panes)) panes.setAll(models);
        selectedPane.set(models.stream().filter(p -> p.key() == next.selectedPane()).findFirst().orElse(models.get(0)));
    }
}
