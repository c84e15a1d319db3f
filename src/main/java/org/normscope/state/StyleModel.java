package org.normscope.state;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The Style workspace: a picture painted in the style of others. Read-only properties out, verbs in, as in {@link NormalizeModel}. */
public final class StyleModel {
    private final ReadOnlyObjectWrapper<StyleSettings> settings;
    private final Chosen chosen;

    StyleModel(Chosen chosen) {
        this.chosen = chosen;
        settings = new ReadOnlyObjectWrapper<>(this, "settings", chosen.present().style());
        chosen.settings.addListener((property, old, next) -> follow());
    }

    public ReadOnlyObjectProperty<StyleSettings> settings() { return settings.getReadOnlyProperty(); }

    void follow() {
        settings.set(chosen.present().style());
    }
}
