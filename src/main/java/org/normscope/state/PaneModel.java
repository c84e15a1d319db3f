package org.normscope.state;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.CellBox;
import org.normscope.normalize.Explanation;
import org.normscope.stats.Histogram;
import org.normscope.stats.Summary;
import org.normscope.text.Fault;

/**
 * One pane: a normalization of the chosen layer, painted and counted. What it shows is null until it was computed for
 * the first time, and stays while something newer is being computed.
 */
public final class PaneModel {
    private final int key;
    final ReadOnlyObjectWrapper<PaneSettings> settings = new ReadOnlyObjectWrapper<>(this, "settings");
    final ReadOnlyObjectWrapper<Words> cells = new ReadOnlyObjectWrapper<>(this, "cells");
    final ReadOnlyObjectWrapper<List<Integer>> divisors = new ReadOnlyObjectWrapper<>(this, "divisors", List.of());
    final ReadOnlyObjectWrapper<PaneContent> content = new ReadOnlyObjectWrapper<>(this, "content");
    final ReadOnlyObjectWrapper<Fault> fault = new ReadOnlyObjectWrapper<>(this, "fault");
    final ReadOnlyObjectWrapper<Effect> effect = new ReadOnlyObjectWrapper<>(this, "effect");
    final ReadOnlyObjectWrapper<CellBox> outline = new ReadOnlyObjectWrapper<>(this, "outline");
    final ReadOnlyObjectWrapper<Words> reach = new ReadOnlyObjectWrapper<>(this, "reach");
    final ReadOnlyObjectWrapper<Explanation> explanation = new ReadOnlyObjectWrapper<>(this, "explanation");

    PaneModel(PaneSettings settings) {
        this.key = settings.key();
        this.settings.set(settings);
    }

    /** Names the pane for as long as it stands, wherever it moves: what the verbs of {@link NormalizeModel} take. */
    public int key() {
        return key;
    }

    public ReadOnlyObjectProperty<PaneSettings> settings() {
        return settings.getReadOnlyProperty();
    }

    /** Its entry in the catalogue, with names, formula and parameters; null for the raw activation. */
    public Catalogue.Entry entry() {
        return settings.get().raw() ? null : Catalogue.entry(settings.get().normalization());
    }

    /** The set that shares statistics, in short: "over (N,H,W)", "over (C/8,H,W)". */
    public ReadOnlyObjectProperty<Words> cells() {
        return cells.getReadOnlyProperty();
    }

    /** The group counts that a Divisor parameter may take at this layer: the divisors of C, ascending. */
    public ReadOnlyObjectProperty<List<Integer>> divisors() {
        return divisors.getReadOnlyProperty();
    }

    /** The value that a parameter has now, set or not, as text; for groups the divisor that is used at this layer. */
    public String value(String parameter) {
        return ParameterValues.effective(settings.get(), parameter, divisors.get());
    }

    /** Picture, layout, scale, figures: all of one computation. Null where none has succeeded yet. */
    public ReadOnlyObjectProperty<PaneContent> content() {
        return content.getReadOnlyProperty();
    }

    /** Why the pane cannot show what its settings say, or null. Where there is one, the content is null. */
    public ReadOnlyObjectProperty<Fault> fault() {
        return fault.getReadOnlyProperty();
    }

    /** What the pane's normalization does to the network; null while it is not known. */
    public ReadOnlyObjectProperty<Effect> effect() {
        return effect.getReadOnlyProperty();
    }

    /**
     * The cells that share statistics with the pointed one, n counted in the tray's order; null while nothing is
     * pointed at, or nothing is shared (raw).
     */
    public ReadOnlyObjectProperty<CellBox> outline() {
        return outline.getReadOnlyProperty();
    }

    /** That set in words: "6,400 cells: this channel, this picture". Null where {@link #outline()} is. */
    public ReadOnlyObjectProperty<Words> reach() {
        return reach.getReadOnlyProperty();
    }

    /** How the pointed cell's value comes about here; null while nothing is pointed at, and for raw. */
    public ReadOnlyObjectProperty<Explanation> explanation() {
        return explanation.getReadOnlyProperty();
    }

    void clearPointer() {
        outline.set(null);
        reach.set(null);
        explanation.set(null);
    }

    /** The pane's normalization or parameters no longer fit what it says: until recomputed it shows nothing of it. */
    void clear() {
        content.set(null);
        fault.set(null);
        effect.set(null);
        clearPointer();
    }

    /** Figures of what is shown: the active picture's maps, or its one unit shown large. */
    public Summary summary() {
        return content.get() == null ? null : content.get().summary();
    }

    public Histogram histogram() {
        return content.get() == null ? null : content.get().histogram();
    }
}
