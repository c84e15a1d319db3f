package org.normscope.view.control;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;

/** One of a few values of the user's choices, shown as it stands and set by a verb. */
public final class Choice {
    private Choice() { }

    /**
     * @param key      of the message that says what is chosen
     * @param settings that the value is read from
     * @param words    of a value
     */
    public static <S, T> ComboBox<T> of(Controls controls, String key, List<T> values, ObservableValue<S> settings,
                                        Function<S, T> value, Consumer<T> set, Function<T, String> words) {
        SimpleObjectProperty<T> shown = new SimpleObjectProperty<>(value.apply(settings.getValue()));
        settings.addListener((property, old, now) -> shown.set(value.apply(now)));
        shown.addListener((property, old, now) -> {
            if (now != null && !now.equals(value.apply(settings.getValue()))) set.accept(now);
        });
        return controls.choice(key, Shortcut.TAB, values, shown, words);
    }

    /** As above, of values that come and go. */
    public static <S, T> ComboBox<T> of(Controls controls, String key, ObservableValue<List<T>> values,
                                        ObservableValue<S> settings, Function<S, T> value,
                                 Consumer<T> set, Function<T, String> words) {
        ComboBox<T> box = of(controls, key, values.getValue(), settings, value, set, words);
        // A binding is held weakly by what it watches: with nobody else to hold it, it would be collected, and the box
        // would keep the values of that hour.
        box.getProperties().put(Choice.class, values);
        values.addListener((property, old, now) -> {
            // With nothing chosen meanwhile: what is chosen among the old ones would be taken for a choice of the
            // user's among the new.
            box.setValue(null);
            box.getItems().setAll(now);
            box.setValue(value.apply(settings.getValue()));
        });
        return box;
    }
}
