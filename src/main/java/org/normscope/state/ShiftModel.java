package org.normscope.state;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.normscope.network.GraphRunner;
import org.normscope.shift.Appearance;
import org.normscope.shift.Trait;
import org.normscope.task.Workers;

/**
 * The Shift workspace: how far the features of networks side by side move when a picture looks otherwise. Read-only
 * properties out, verbs in, as in {@link NormalizeModel}, whose current picture and tray it takes.
 */
public final class ShiftModel {
    private final ReadOnlyObjectWrapper<ShiftSettings> settings;
    private final Chosen chosen;
    private final Sources sources;
    private final Opening opening;

    ShiftModel(Chosen chosen, Sources sources, Opening opening, Notices notices, NormalizeModel normalize, GraphRunner runner, Workers workers,
               Executor ui) {
        this.chosen = chosen;
        this.sources = sources;
        this.opening = opening;
        settings = new ReadOnlyObjectWrapper<>(this, "settings", chosen.present().shift());
        chosen.settings.addListener((property, old, next) -> follow());
    }

    // Observables

    public ReadOnlyObjectProperty<ShiftSettings> settings() { return settings.getReadOnlyProperty(); }

    // Verbs: the look

    public void setTrait(Trait trait, double value) { change(null, s -> s.withLook(s.look().with(trait, value))); }

    public void setLook(Appearance look) { change(null, s -> s.withLook(look)); }

    // Verbs: networks

    /** Opens another network beside; where that fails there is a notice and nothing else changes. */
    public void addNetwork(String origin) {
        open(origin, choice -> change(null, s -> s.networks().size() == ShiftSettings.MOST_NETWORKS ? s : s.plus(choice)));
    }

    private void open(String origin, java.util.function.Consumer<NetworkChoice> done) {
        opening.<NetworkChoice>start(Words.of("activity.network", origin), job -> {
            NetworkChoice choice = new NetworkChoice(origin, InputVerbs.hash(origin), Map.of());
            sources.network(choice);
            return choice;
        }, done);
    }

    private void change(Object kind, UnaryOperator<ShiftSettings> change) {
        chosen.changeShift(kind, change);
    }

    /** The choices changed, or what they refer to was opened: everything that depends on them follows. */
    void follow() {
        settings.set(chosen.present().shift());
    }

    /** Stops what runs, before the workers end. */
    public void close() {
    }
}
