package org.normscope.state;

import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The user's choices with their history, as properties. */
final class Chosen {
    private static final int STEPS = 500;

    final ReadOnlyObjectWrapper<Settings> settings = new ReadOnlyObjectWrapper<>(this, "settings");
    final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper(this, "canUndo");
    final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper(this, "canRedo");
    private final History<Settings> history;

    Chosen(Settings initial) {
        history = new History<>(initial, STEPS);
        settings.set(initial);
    }

    Settings present() {
        return history.present();
    }

    NormalizeSettings normalize() {
        return present().normalize();
    }

    History<Settings> history() {
        return history;
    }

    void change(UnaryOperator<Settings> change) {
        history.change(change.apply(present()));
        publish();
    }

    /** @param kind successive changes of one kind are one entry; null for none */
    void changeNormalize(Object kind, UnaryOperator<NormalizeSettings> change) {
        history.change(present().withNormalize(change), kind);
        publish();
    }

    /** As {@link #changeNormalize}. */
    void changeLayers(Object kind, UnaryOperator<LayersSettings> change) {
        history.change(present().withLayers(change), kind);
        publish();
    }

    /** As {@link #changeNormalize}. */
    void changeStyle(Object kind, UnaryOperator<StyleSettings> change) {
        history.change(present().withStyle(change), kind);
        publish();
    }

    /** As {@link #changeNormalize}. */
    void changeShift(Object kind, UnaryOperator<ShiftSettings> change) {
        history.change(present().withShift(change), kind);
        publish();
    }

    /** After the history was moved. */
    void publish() {
        canUndo.set(history.previous().isPresent());
        canRedo.set(history.next().isPresent());
        settings.set(history.present());
    }
}
