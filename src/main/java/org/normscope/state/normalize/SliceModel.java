package org.normscope.state.normalize;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.normscope.state.desk.Chosen;

/**
 * Which slice of three-dimensional maps the panes show. Statistics are those of all slices, and so are the colours: a
 * normalization knows of no slices, and who leafs through them compares them.
 */
public final class SliceModel {
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count", 1);
    private final ReadOnlyObjectProperty<NormalizeSettings> settings;
    private final Chosen chosen;

    SliceModel(ReadOnlyObjectProperty<NormalizeSettings> settings, Chosen chosen) {
        this.settings = settings;
        this.chosen = chosen;
    }

    /** How many there are at the layer; 1 where its maps are flat. */
    public ReadOnlyIntegerProperty count() {
        return count.getReadOnlyProperty();
    }

    /** The one shown, from 0, or {@link MapView#ALL_SLICES}. */
    public int shown() {
        return settings.get().view().sliceOf(count.get());
    }

    /** @param slice from 0, or {@link MapView#MIDDLE}, or {@link MapView#ALL_SLICES} */
    public void show(int slice) {
        chosen.change(NormalizeSettings.class, null, s -> s.withView(view -> view.withSlice(slice)));
    }

    /** Another layer's maps are there. */
    void follow(int slices) {
        count.set(slices);
    }
}
