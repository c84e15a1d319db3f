package org.normscope.state.normalize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.color.ColorMap;
import org.normscope.color.ColorMaps;
import org.normscope.color.Mosaic;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.normalize.Cell;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.DefaultLayer;
import org.normscope.state.desk.LayerChooser;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.PaintedPicture;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.StripItem;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Timings;
import org.normscope.state.desk.TrayItem;
import org.normscope.state.desk.Viewport;
import org.normscope.state.desk.Workspace;
import org.normscope.tensor.Shape;

/**
 * The Normalize workspace: read-only properties out, verbs in. Everything is called, and every property changes, on the
 * UI thread; the work itself runs on {@link org.normscope.task.Workers}. A verb that changes the user's choices is one
 * entry of the undo history, or part of one between its root's beginGesture() and endGesture().
 */
public final class NormalizeModel implements Workspace, Subject, LayerChooser {
    public static final Plan PLAN = new Plan(new NormalizeSlice(), (services, shell) -> new NormalizeModel(services));

    private final ReadOnlyObjectWrapper<NormalizeSettings> settings;
    private final ReadOnlyObjectWrapper<Network> network = new ReadOnlyObjectWrapper<>(this, "network");
    private final ReadOnlyObjectWrapper<Layer> layer = new ReadOnlyObjectWrapper<>(this, "layer");
    private final PaneList panes = new PaneList();
    private final Chosen chosen;
    private final Sources sources;
    private final InputVerbs input;
    private final Exports exports;
    private final PaneVerbs edit;
    private final NormalizePipeline pipeline;

    NormalizeModel(Services services) {
        chosen = services.chosen();
        sources = services.sources();
        settings = new ReadOnlyObjectWrapper<>(this, "settings", chosen.of(NormalizeSettings.class));
        input = new InputVerbs(chosen, sources, services.opening(), services.notices());
        exports = new Exports(this, services.opening());
        pipeline = new NormalizePipeline(settings.getReadOnlyProperty(), panes, services);
        edit = new PaneVerbs(chosen, input, pipeline);
        chosen.settings().addListener((property, old, next) -> follow());
    }

    @Override
    public String id() { return NormalizeSettings.ID; }

    // Observables

    /** The choices: panes, view (scale, colour map, unit, page, viewport), brush. */
    public ReadOnlyObjectProperty<NormalizeSettings> settings() { return settings.getReadOnlyProperty(); }

    @Override
    public ReadOnlyObjectProperty<NormalizeSettings> choice() { return settings(); }

    @Override
    public ColorMap colorMap() { return ColorMaps.of(settings.get().view().colorMap()); }

    @Override
    public List<PaintedPicture> pictures() {
        NormalizeSettings now = chosen.of(NormalizeSettings.class);
        return sources.opened(now).map(opened -> painted(opened, now)).orElse(List.of());
    }

    @Override
    public ObservableList<StripItem> layers() { return strip().items(); }

    @Override
    public ObservableList<TrayItem> trayItems() { return tray().items(); }

    @Override
    public ObservableList<StripItem> stripItems() { return strip().items(); }

    /** The open network, with its remarks and what was guessed of its preprocessing; null until the first is open. */
    @Override
    public ReadOnlyObjectProperty<Network> network() { return network.getReadOnlyProperty(); }

    @Override
    public ReadOnlyObjectProperty<Layer> layer() { return layer.getReadOnlyProperty(); }

    /** Shape of the maps that the panes show, the whole batch: [N, C, H, W]; null until computed. */
    public ReadOnlyObjectProperty<Shape> maps() { return pipeline.maps(); }

    /** The network's own normalization whose place a pane's takes; null where it is inserted behind the layer. */
    public ReadOnlyObjectProperty<Layer> replaced() { return pipeline.replaced(); }

    public StripModel strip() { return pipeline.layers(); }
    public TrayModel tray() { return pipeline.tray(); }
    @Override public SliceModel slices() { return pipeline.slices(); }

    /** What the network's decision for the active picture rests on. */
    public DecisionModel decision() { return pipeline.decision(); }

    /** In order; a pane keeps its model when it is moved or changed. */
    public ObservableList<PaneModel> panes() { return panes.all(); }

    public ReadOnlyObjectProperty<PaneModel> selectedPane() { return panes.selected(); }
    public PointerModel pointer() { return pipeline.pointer(); }

    /** Which units the panes show, and where each of them lies; null until computed. */
    public ReadOnlyObjectProperty<Mosaic> mosaic() { return pipeline.mosaic(); }

    /** How many pages of units there are at this layer. */
    public ReadOnlyIntegerProperty pages() { return pipeline.pages(); }

    @Override
    public ReadOnlyObjectProperty<Timings> timings() { return pipeline.timings(); }

    /** True while maps, panes or effects are being computed. */
    @Override
    public ReadOnlyBooleanProperty computing() { return pipeline.computing(); }

    /** What was asked for with {@link #computeDrift()}, for the present subject; null until then. */
    public ReadOnlyObjectProperty<BatchDrift> drift() { return pipeline.drifted(); }

    /** For the selected pane, where it is one of the two LRN; else null. */
    public ReadOnlyObjectProperty<LrnComparison> comparison() { return pipeline.compared(); }

    /** The active picture as the network sees it, fitted to its input, strokes included; null where there is none. */
    @Override
    public ReadOnlyObjectProperty<Pixels> seen() { return pipeline.seen(); }

    // Verbs: input

    @Override
    public void openNetwork(String origin) { input.openNetwork(origin); }

    @Override
    public void setInput(String key, @Nullable String value) { input.setInput(key, value); }

    @Override
    public void addPictures(List<String> origins) { input.addPictures(origins); }

    @Override
    public void paste(Pixels picture) { input.paste(picture); }

    /** Shows another frame of an animated picture of the tray. */
    public void setFrame(int index, int frame) { input.setFrame(index, frame); }

    public void removePicture(int index) { input.removePicture(index); }

    /** @param to its index afterwards */
    public void movePicture(int from, int to) { input.movePicture(from, to); }

    @Override
    public void activatePicture(int index) { input.activatePicture(index); }

    public void setBrush(Brush brush) { change(s -> s.withBrush(brush)); }

    /** A stroke on the active picture as the network sees it ({@link #seen()}): x and y are shares of its sides. */
    public void beginStroke(double x, double y) { input.beginStroke(x, y); }

    public void extendStroke(double x, double y) { input.extendStroke(x, y); }

    public void endStroke() {
        input.endStroke();
        pipeline.strip();
    }

    public void clearStrokes() {
        if (!settings.get().pictures().isEmpty()) change(s -> s.withActivePicture(PictureChoice::withoutStrokes));
    }

    @Override
    public Offer offer(List<Path> files) { return new TrayDrops(selectedPane().get(), edit, input).offer(files); }

    @Override
    public void drop(List<Path> files) { new TrayDrops(selectedPane().get(), edit, input).drop(files); }

    @Override
    public void show(NetworkChoice next, String nextLayer, PictureChoice picture) {
        chosen.change(all -> all.withWorkspace(NormalizeSettings.ID).with(NormalizeSettings.class, s -> {
            List<PictureChoice> pictures = new ArrayList<>(s.pictures());
            int at = pictures.indexOf(picture);
            if (at < 0) pictures.add(picture);
            return s.withPictures(pictures, at < 0 ? pictures.size() - 1 : at).withNetwork(next, nextLayer);
        }));
    }

    /** With a good layer where none is chosen. */
    @Override
    public Settings completed(Settings all) {
        return all.with(NormalizeSettings.class,
            s -> s.withNetwork(s.network(), input.placed(s), s.view()));
    }

    @Override
    public boolean putAway() {
        Brush brush = settings.get().brush();
        if (brush.on()) setBrush(brush.withOn(false));
        return brush.on();
    }

    @Override
    public boolean settled() {
        return !computing().get() && maps().get() != null
            && strip().items().stream().noneMatch(item -> item.map() == null)
            && panes.all().stream().allMatch(PaneModel::settled);
    }

    // Verbs: layer and panes

    @Override
    public void selectLayer(String name) { chosen.change(all -> all.withLayer(name)); }

    public void nextLayer() { stepLayer(1); }

    public void previousLayer() { stepLayer(-1); }

    private void stepLayer(int step) {
        if (network.get() == null) return;
        int at = network.get().layers().indexOf(layer.get()) + step;
        if (at >= 0 && at < network.get().layers().size()) selectLayer(network.get().layers().get(at).name());
    }

    /** What is done to the panes. */
    public PaneVerbs edit() { return edit; }

    // Verbs: view

    public void setScale(ScaleSharing scale) { change(s -> s.withView(view -> view.withScale(scale))); }

    public void setHardCells(boolean hard) { change(s -> s.withView(view -> view.withHardCells(hard))); }

    /** @param id one of {@link org.normscope.color.ColorMaps} */
    public void setColorMap(String id) { change(s -> s.withView(view -> view.withColorMap(id))); }

    /** Shows one unit large in all panes. */
    public void showUnit(int unit) {
        chosen.change(all -> all.with(NormalizeSettings.class, s -> s.withView(view -> view.withUnit(unit)))
            .withUnit(unit));
    }

    public void showAllUnits() { change(s -> s.withView(view -> view.withUnit(MapView.ALL))); }

    /** How many units a page of the mosaic shows at most: one of {@link MapView#PER_PAGE}. */
    public void setUnitsPerPage(int units) { change(s -> s.withView(view -> view.withPerPage(units))); }

    public void showPage(int page) { change(s -> s.withView(view -> view.withPage(page))); }

    /** Zoom and pan of all panes; successive ones are one entry of the history. */
    public void setViewport(Viewport viewport) {
        chosen.change(NormalizeSettings.class, "setViewport", s -> s.withView(view -> view.withViewport(viewport)));
    }

    /** Width over height of a pane's picture on screen: the mosaics are laid out for it. No choice of the user. */
    public void setPaneAspect(double aspect) { pipeline.aspect(aspect); }

    /** The pointer is on a cell of a pane (n is ignored: it is the active picture). */
    public void pointAt(int key, Cell cell) {
        Cell next = new Cell(settings.get().active(), cell.c(), cell.y(), cell.x());
        if (pointer().move(panes.of(key).orElse(null), next)) pipeline.point();
    }

    public void pointAway() {
        pointer().move(null, null);
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
        chosen.change(NormalizeSettings.class, null, change);
    }

    /** The choices changed: everything that depends on them follows. Nothing before the first network is open. */
    @Override
    public void follow() {
        Sources.Opened opened = sources.opened(chosen.of(NormalizeSettings.class)).orElse(null);
        if (opened == null) return;
        NormalizeSettings old = settings.get(), next = chosen.of(NormalizeSettings.class);
        boolean first = network.get() == null;
        // What other workspaces change must not set this one to work: their sliders would wait for it.
        if (opened.network() == network.get() && next.equals(old)) return;
        settings.set(next);
        Layer nextLayer = opened.network().layer(next.layer()).orElseGet(() -> DefaultLayer.of(opened.network()));
        boolean sameSubject = !first && opened.network() == network.get() && nextLayer.equals(layer.get())
            && sameFiles(old, next);
        boolean sameStrokes = old.pictures().equals(next.pictures());
        if (opened.network() != network.get()) pipeline.otherNetwork();
        network.set(opened.network());
        layer.set(nextLayer);
        panes.follow(next);
        pipeline.layers().show(opened.network(), nextLayer);
        pipeline.tray().show(next, opened.pictures());
        if (pointer().cell().get() != null && (!sameSubject || old.active() != next.active()
            || old.view().slice() != next.view().slice())) pointAway();
        if (next.pictures().isEmpty()) {
            pipeline.nothing();
            return;
        }
        if (!sameSubject || !sameStrokes) {
            pipeline.subject(new SiteStage.Request(opened.network(), nextLayer, painted(opened, next)), sameSubject);
        }
        if (sameSubject && sameStrokes) pipeline.light();
        if (sameSubject && sameStrokes
            && (old.active() != next.active() || !old.view().colorMap().equals(next.view().colorMap()))) {
            pipeline.strip();
        }
        if (old.selectedPane() != next.selectedPane()) pipeline.compare();
    }

    private static List<PaintedPicture> painted(Sources.Opened opened, NormalizeSettings settings) {
        return IntStream.range(0, settings.pictures().size())
            .mapToObj(i -> new PaintedPicture(opened.pictures().get(i).pixels(), settings.pictures().get(i).strokes()))
            .toList();
    }

    /** Whether the batch is of the same pictures, whatever is painted on them. */
    private static boolean sameFiles(NormalizeSettings a, NormalizeSettings b) {
        return a.pictures().stream().map(PictureChoice::withoutStrokes).toList()
            .equals(b.pictures().stream().map(PictureChoice::withoutStrokes).toList());
    }
}
