package org.normscope.state.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.task.HomeThread;

/** The user's choices with their history, as properties. */
public final class Chosen {
    private static final int STEPS = 500;

    private final ReadOnlyObjectWrapper<Settings> settings = new ReadOnlyObjectWrapper<>(this, "settings");
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper(this, "canUndo");
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper(this, "canRedo");
    private final HomeThread home = new HomeThread();
    private final History<Settings> history;
    /** What was changed before the first settings were open; null once they are. */
    private @Nullable List<UnaryOperator<Settings>> early = new ArrayList<>();

    public Chosen(Settings initial) {
        history = new History<>(initial, STEPS);
        settings.set(initial);
    }

    public ReadOnlyObjectProperty<Settings> settings() { return settings.getReadOnlyProperty(); }

    public ReadOnlyBooleanProperty canUndo() { return canUndo.getReadOnlyProperty(); }

    public ReadOnlyBooleanProperty canRedo() { return canRedo.getReadOnlyProperty(); }

    public Settings present() {
        return history.present();
    }

    /** The part of a workspace. */
    public <T extends Record> T of(Class<T> type) {
        return present().of(type);
    }

    /** Whether the workspace of that id is open. */
    public boolean at(String workspace) {
        return present().workspace().equals(workspace);
    }

    public History<Settings> history() {
        return history;
    }

    /** The first settings are open; what was changed until now is changed in them, too. */
    public void begin(Settings first) {
        Settings begun = first;
        if (early != null) for (UnaryOperator<Settings> change : early) begun = change.apply(begun);
        early = null;
        history.restart(begun);
        publish();
    }

    public void change(UnaryOperator<Settings> change) {
        change(null, change);
    }

    /** @param kind successive changes of one kind are one entry; null for none */
    public <T extends Record> void change(Class<T> type, @Nullable Object kind, UnaryOperator<T> change) {
        change(kind, settings -> settings.with(type, change));
    }

    /** As the other, of all parts at once. */
    public void change(@Nullable Object kind, UnaryOperator<Settings> change) {
        take(change, () -> history.change(change.apply(present()), kind));
    }

    /** What nobody takes back, as where one looks: it is no step of the history and ends nothing in it. */
    public void aside(UnaryOperator<Settings> change) {
        take(change, () -> history.aside(change));
    }

    /** The same for what is to stay when steps are taken back. */
    public void everywhere(UnaryOperator<Settings> change) {
        take(change, () -> history.everywhere(change));
    }

    private void take(UnaryOperator<Settings> change, Runnable step) {
        assert home.isHere() : "the choices live on the thread that made them";
        if (early != null) early.add(change);
        step.run();
        publish();
    }

    /** After the history was moved. */
    public void publish() {
        assert home.isHere() : "the choices live on the thread that made them";
        canUndo.set(history.previous().isPresent());
        canRedo.set(history.next().isPresent());
        settings.set(history.present());
    }
}
