package org.normscope.state;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ObservableList;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.normalize.Cell;
import org.normscope.tensor.Shape;

/**
 * The Normalize workspace: read-only properties out, verbs in. Everything is called, and every property changes, on the
 * UI thread; the work itself runs on {@link org.normscope.task.Workers}. A verb that changes the user's choices is one
 * entry of the undo history, or part of one between {@link AppModel#beginGesture()} and {@link AppModel#endGesture()}.
 */
public final class NormalizeModel {
    // Observables

    /** The choices: panes, view (scale, colour map, unit, page, viewport), brush. */
    public ReadOnlyObjectProperty<NormalizeSettings> settings() { throw new UnsupportedOperationException(); }

    /** The open network, with its remarks and what was guessed of its preprocessing; null until the first is open. */
    public ReadOnlyObjectProperty<Network> network() { throw new UnsupportedOperationException(); }

    public ReadOnlyObjectProperty<Layer> layer() { throw new UnsupportedOperationException(); }

    /** Shape of the maps that the panes show, the whole batch: [N, C, H, W]; null until computed. */
    public ReadOnlyObjectProperty<Shape> maps() { throw new UnsupportedOperationException(); }

    /** The network's own normalization whose place a pane's takes; null where it is inserted behind the layer. */
    public ReadOnlyObjectProperty<Layer> replaced() { throw new UnsupportedOperationException(); }

    public StripModel strip() { throw new UnsupportedOperationException(); }

    public TrayModel tray() { throw new UnsupportedOperationException(); }

    /** In order; a pane keeps its model when it is moved or changed. */
    public ObservableList<PaneModel> panes() { throw new UnsupportedOperationException(); }

    public ReadOnlyObjectProperty<PaneModel> selectedPane() { throw new UnsupportedOperationException(); }

    public PointerModel pointer() { throw new UnsupportedOperationException(); }

    /** How many pages of units there are at this layer. */
    public ReadOnlyIntegerProperty pages() { throw new UnsupportedOperationException(); }

    public ReadOnlyObjectProperty<Timings> timings() { throw new UnsupportedOperationException(); }

    /** True while maps, panes or effects are being computed. */
    public ReadOnlyBooleanProperty computing() { throw new UnsupportedOperationException(); }

    /** What was asked for with {@link #computeDrift()}, for the present subject; null until then. */
    public ReadOnlyObjectProperty<Drift> drift() { throw new UnsupportedOperationException(); }

    /** For the selected pane, where it is one of the two LRN; else null. */
    public ReadOnlyObjectProperty<LrnComparison> comparison() { throw new UnsupportedOperationException(); }

    /** The active picture as the network sees it, fitted to its input, strokes included; null where there is none. */
    public ReadOnlyObjectProperty<Pixels> seen() { throw new UnsupportedOperationException(); }

    // Verbs: input

    /** Opens "builtin:NAME" or a path; where that fails there is a notice and nothing else changes. */
    public void openNetwork(String origin) { throw new UnsupportedOperationException(); }

    /** Sets one of the {@code --input} keys (size, range, mean, std, order, fit), as text; null takes it back. */
    public void setInput(String key, String value) { throw new UnsupportedOperationException(); }

    /** Adds picture files or "builtin:photos/cat.jpg"; the first one added becomes active. Those that fail: notices. */
    public void addPictures(List<String> origins) { throw new UnsupportedOperationException(); }

    public void paste(Pixels picture) { throw new UnsupportedOperationException(); }

    public void removePicture(int index) { throw new UnsupportedOperationException(); }

    /** @param to its index afterwards */
    public void movePicture(int from, int to) { throw new UnsupportedOperationException(); }

    public void activatePicture(int index) { throw new UnsupportedOperationException(); }

    public void setBrush(Brush brush) { throw new UnsupportedOperationException(); }

    /** A stroke on the active picture as the network sees it ({@link #seen()}): x and y are shares of its sides. */
    public void beginStroke(double x, double y) { throw new UnsupportedOperationException(); }

    public void extendStroke(double x, double y) { throw new UnsupportedOperationException(); }

    public void endStroke() { throw new UnsupportedOperationException(); }

    /** Wipes the active picture's strokes. */
    public void clearStrokes() { throw new UnsupportedOperationException(); }

    // Verbs: layer and panes

    public void selectLayer(String name) { throw new UnsupportedOperationException(); }

    public void nextLayer() { throw new UnsupportedOperationException(); }

    public void previousLayer() { throw new UnsupportedOperationException(); }

    /** Adds a pane at the end and selects it; nothing where there are twelve. */
    public void addPane(String normalization) { throw new UnsupportedOperationException(); }

    /** Nothing where it is the last one. */
    public void removePane(int key) { throw new UnsupportedOperationException(); }

    public void movePane(int key, int to) { throw new UnsupportedOperationException(); }

    public void selectPane(int key) { throw new UnsupportedOperationException(); }

    /** An id of the catalogue or {@link PaneSettings#RAW}; its parameters start from their initial values. */
    public void setNormalization(int key, String normalization) { throw new UnsupportedOperationException(); }

    /** @throws IllegalArgumentException where the value is out of range: controls offer only those inside */
    public void setParameter(int key, String parameter, String value) { throw new UnsupportedOperationException(); }

    public void resetParameter(int key, String parameter) { throw new UnsupportedOperationException(); }

    public void resetParameters(int key) { throw new UnsupportedOperationException(); }

    /** What the pane shows; {@code against} is the other pane's key, for {@link Show#DIFFERENCE}. */
    public void setShow(int key, Show show, int against) { throw new UnsupportedOperationException(); }

    /** Whether the network's own gamma and beta are kept. */
    public void setOwnAffine(int key, boolean own) { throw new UnsupportedOperationException(); }

    // Verbs: view

    public void setSharedScale(boolean shared) { throw new UnsupportedOperationException(); }

    /** @param id one of {@code org.normscope.color.ColorMaps} */
    public void setColorMap(String id) { throw new UnsupportedOperationException(); }

    /** Shows one unit large in all panes. */
    public void showUnit(int unit) { throw new UnsupportedOperationException(); }

    public void showAllUnits() { throw new UnsupportedOperationException(); }

    public void showPage(int page) { throw new UnsupportedOperationException(); }

    /** Zoom and pan of all panes; successive ones are one entry of the history. */
    public void setViewport(Viewport viewport) { throw new UnsupportedOperationException(); }

    /** Width over height of a pane's picture on screen: the mosaics are laid out for it. No choice of the user. */
    public void setPaneAspect(double aspect) { throw new UnsupportedOperationException(); }

    /** The pointer is on a cell of a pane (n is ignored: it is the active picture). */
    public void pointAt(int key, Cell cell) { throw new UnsupportedOperationException(); }

    public void pointAway() { throw new UnsupportedOperationException(); }

    /** Computes {@link #drift()}; again by itself when the layer, the network or a picture changes. */
    public void computeDrift() { throw new UnsupportedOperationException(); }

    // Verbs: out

    /** Writes the pane's painted maps; a notice says how it went. */
    public void exportPng(int key, Path file) { throw new UnsupportedOperationException(); }

    /** Writes the values the pane shows, float32 [1, C, H, W]. */
    public void exportNpy(int key, Path file) { throw new UnsupportedOperationException(); }

    /** Writes the figures of all panes, one line each. */
    public void exportCsv(Path file) { throw new UnsupportedOperationException(); }
}
