package org.normscope.state.normalize;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Subject;

/**
 * Which slice of three-dimensional maps the panes show. Statistics are those of all slices, and so are the colours: a
 * normalization knows of no slices, and who leafs through them compares them.
 */
public final class SliceModel implements Subject.Slices {
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

    @Override
    public int shown(int slices) {
        return settings.get().view().sliceOf(slices);
    }

    /** As {@link #shown(int)} of those at the layer. */
    public int shown() {
        return shown(count.get());
    }

    @Override
    public void show(int slice) {
        chosen.change(NormalizeSettings.class, null, s -> s.withView(view -> view.withSlice(slice)));
    }

    /** Another layer's maps are there. */
    void follow(int slices) {
        count.set(slices);
    }
}
