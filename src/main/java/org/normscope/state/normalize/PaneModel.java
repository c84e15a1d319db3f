package org.normscope.state.normalize;

import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.CellBox;
import org.normscope.normalize.Explanation;
import org.normscope.normalize.Parameter;
import org.normscope.normalize.Partition;
import org.normscope.state.desk.Words;
import org.normscope.stats.Histogram;
import org.normscope.stats.Summary;
import org.normscope.tensor.Shape;
import org.normscope.text.Fault;

/**
 * One pane: a normalization of the chosen layer, painted and counted. What it shows is null until it was computed for
 * the first time, and stays while something newer is being computed.
 */
public final class PaneModel {
    private final int key;
    private final ReadOnlyObjectWrapper<PaneSettings> settings = new ReadOnlyObjectWrapper<>(this, "settings");
    private final ReadOnlyObjectWrapper<Words> cells = new ReadOnlyObjectWrapper<>(this, "cells");
    private final ReadOnlyObjectWrapper<List<Integer>> divisors = new ReadOnlyObjectWrapper<>(this, "divisors",
        List.of());
    private final ReadOnlyObjectWrapper<PaneAffine> affine = new ReadOnlyObjectWrapper<>(this, "affine",
        PaneAffine.NONE);
    private final ReadOnlyObjectWrapper<PaneContent> content = new ReadOnlyObjectWrapper<>(this, "content");
    private final ReadOnlyObjectWrapper<Fault> fault = new ReadOnlyObjectWrapper<>(this, "fault");
    private final ReadOnlyObjectWrapper<Effect> effect = new ReadOnlyObjectWrapper<>(this, "effect");
    private final ReadOnlyObjectWrapper<CellBox> outline = new ReadOnlyObjectWrapper<>(this, "outline");
    private final ReadOnlyObjectWrapper<Words> reach = new ReadOnlyObjectWrapper<>(this, "reach");
    private final ReadOnlyObjectWrapper<Explanation> explanation = new ReadOnlyObjectWrapper<>(this, "explanation");

    PaneModel(PaneSettings settings) {
        this.key = settings.key();
        this.settings.set(settings);
    }

    /** Names the pane for as long as it stands, wherever it moves: what {@link PaneVerbs} take. */
    public int key() {
        return key;
    }

    public ReadOnlyObjectProperty<PaneSettings> settings() {
        return settings.getReadOnlyProperty();
    }

    /** Its entry in the catalogue, with names, formula and parameters; null for the raw activation. */
    public Catalogue.@Nullable Entry entry() {
        return settings.get().entry().orElse(null);
    }

    /** The set that shares statistics, in short: "over (N,H,W)", "over (C/8,H,W)". */
    public ReadOnlyObjectProperty<Words> cells() {
        return cells.getReadOnlyProperty();
    }

    /** The group counts that a Divisor parameter may take at this layer: the divisors of C, ascending. */
    public ReadOnlyObjectProperty<List<Integer>> divisors() {
        return divisors.getReadOnlyProperty();
    }

    /** What the sliders of gamma and beta multiply and add to. */
    public ReadOnlyObjectProperty<PaneAffine> affine() {
        return affine.getReadOnlyProperty();
    }

    /** The value that a parameter has now, set or not, as text; for groups the divisor that is used at this layer. */
    public String value(String parameter) {
        Catalogue.Entry entry = settings.get().entry().orElseThrow();
        boolean set = settings.get().parameters().get(parameter).isPresent();
        Parameter kind = entry.parameters().stream().filter(p -> p.key().equals(parameter))
            .findFirst().orElseThrow(() ->
                new IllegalArgumentException(entry.id() + " has no parameter '" + parameter + "'"));
        if (set || divisors.get().isEmpty() || !(kind instanceof Parameter.Divisor groups)) {
            return entry.value(parameter, settings.get().parameters());
        }
        int channels = divisors.get().get(divisors.get().size() - 1);
        return String.valueOf(groups.unset(Shape.of(1, channels)));
    }

    /** Picture, layout, scale, figures: all of one computation. Null where none has succeeded for what is chosen. */
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

    /** Takes in what was computed for it. */
    void show(LightStage.Pane result, Shape maps) {
        cells.set(CellWords.brief(result.settings(), result.normalization(), maps));
        divisors.set(IntStream.rangeClosed(1, maps.c()).filter(g -> maps.c() % g == 0).boxed().toList());
        affine.set(result.normalization() == null ? PaneAffine.NONE : result.normalization().affine());
        fault.set(result.fault());
        content.set(result.content());
    }

    /** The choices changed. */
    void follow(PaneSettings next) {
        settings.set(next);
    }

    void show(@Nullable Effect next) {
        effect.set(next);
    }

    void explain(@Nullable Explanation next) {
        explanation.set(next);
    }

    /** Where it waits for something, it is told how far that is. */
    void waits(Fault told) {
        if (fault.get() != null) fault.set(told);
    }

    /** The subject is another one: nothing of what was found holds for it. */
    void forget() {
        content.set(null);
        effect.set(null);
        fault.set(null);
        clearPointer();
    }

    /** Whether all that is shown of it is there. */
    boolean settled() {
        return fault.get() != null || content.get() != null && effect.get() != null;
    }

    /** Nothing can be computed at all. */
    void failed(Throwable failure) {
        content.set(null);
        effect.set(null);
        fault.set(failure instanceof Fault told ? told : new Fault(failure, "app.unexpected", String.valueOf(failure)));
        clearPointer();
    }

    void outline(PaneSettings shown, PaneSite site, Cell cell) {
        Shape maps = site.site().shape();
        Partition partition = site.normalization().partition();
        outline.set(partition.cellsOf(cell, maps));
        reach.set(CellWords.reach(shown, partition, cell, maps));
    }

    void clearPointer() {
        outline.set(null);
        reach.set(null);
        explanation.set(null);
    }

    /** Figures of what is shown: the active picture's maps, or its one unit shown large. */
    public @Nullable Summary summary() {
        return content.get() == null ? null : content.get().summary();
    }

    public @Nullable Histogram histogram() {
        return content.get() == null ? null : content.get().histogram();
    }
}
